// SPDX-License-Identifier: Apache-2.0
#include "ui/states/statestrip.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Retort::States {

namespace {

constexpr int barWidth = 4;
constexpr int glyphSize = 16;

QColor colourOf(Severity severity)
{
    switch (severity) {
    case Severity::Info: break;
    case Severity::Warning: return Style::tone(Style::Tone::Warning);
    case Severity::Error: return Style::tone(Style::Tone::Error);
    }
    return Style::tone(Style::Tone::Info);
}

QString glyphOf(Severity severity)
{
    return severity == Severity::Info ? u"info"_s : u"warning"_s;
}

bool isSame(const Button &a, const Button &b)
{
    return a.what == b.what && a.label == b.label && a.argument == b.argument && a.number == b.number;
}

bool isSame(const Message &a, const Message &b)
{
    return a.severity == b.severity && a.text == b.text && a.closable == b.closable
        && std::equal(a.buttons.begin(), a.buttons.end(), b.buttons.begin(), b.buttons.end(),
            [](const Button &x, const Button &y) { return isSame(x, y); });
}

// `code` as fixed font; everything else is taken literally.
QString markup(const QString &text)
{
    QString html;
    bool inCode = false;
    for (const QString &piece : text.split(u'`')) {
        html += inCode ? u"<code>"_s + piece.toHtmlEscaped() + u"</code>"_s : piece.toHtmlEscaped();
        inCode = !inCode;
    }
    return html;
}

} // namespace

StateStrip::StateStrip(QWidget *parent)
    : QFrame(parent)
    , m_glyph(new QLabel)
    , m_text(new QLabel)
    , m_buttons(new QHBoxLayout)
    , m_more(new QToolButton)
    , m_close(new QToolButton)
{
    setAccessibleName(tr("Message"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(barWidth + 12, 8, 8, 8);
    layout->setSpacing(8);
    m_text->setTextFormat(Qt::RichText);  // of our own making: markup() escapes
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_more->setAutoRaise(true);
    m_close->setAutoRaise(true);
    m_close->setIcon(Style::icon(u"close"_s));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close this message"));
    layout->addWidget(m_glyph, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_more);
    layout->addWidget(m_close);
    connect(m_more, &QToolButton::clicked, this, [this] {
        m_current = (m_current + 1) % m_messages.size();
        showCurrent();
    });
    connect(m_close, &QToolButton::clicked, this, [this] { Q_EMIT closed(m_messages.value(m_current).text); });
    hide();
}

QString StateStrip::text() const
{
    return m_messages.value(m_current).text;
}

void StateStrip::showMessages(const QList<Message> &messages)
{
    const bool same = std::equal(m_messages.begin(), m_messages.end(), messages.begin(), messages.end(),
        [](const Message &a, const Message &b) { return isSame(a, b); });
    if (same) {
        return;  // a button that is about to be clicked must not be replaced by its twin
    }
    if (messages.size() != m_messages.size()) {
        m_current = 0;
    }
    m_messages = messages;
    setVisible(!m_messages.isEmpty());
    showCurrent();
}

void StateStrip::showCurrent()
{
    if (m_messages.isEmpty()) {
        return;
    }
    const Message &message = m_messages.at(m_current);
    m_glyph->setPixmap(Style::iconPixmap(glyphOf(message.severity), colourOf(message.severity), glyphSize, devicePixelRatioF()));
    m_text->setText(markup(message.text));
    setAccessibleDescription(message.text);
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    bool primary = true;
    for (const Button &button : message.buttons) {
        addButton(button, primary);
        primary = false;
    }
    m_more->setVisible(m_messages.size() > 1);
    m_more->setText(tr("%1 of %2").arg(m_current + 1).arg(m_messages.size()));
    m_more->setToolTip(tr("Show the next message"));
    m_close->setVisible(message.closable);
    update();
}

void StateStrip::addButton(const Button &button, bool primary)
{
    auto *widget = new QPushButton(button.label);
    widget->setDefault(primary);
    widget->setAutoDefault(true);
    connect(widget, &QPushButton::clicked, this, [this, button] { Q_EMIT wanted(button); }, Qt::QueuedConnection);
    m_buttons->addWidget(widget);
}

void StateStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    painter.fillRect(QRect(0, 0, barWidth, height()), colourOf(m_messages.value(m_current).severity));
    painter.fillRect(QRect(0, height() - 1, width(), 1), palette().mid());
}

void StateStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showCurrent();
    }
    QFrame::changeEvent(event);
}

} // namespace Retort::States
