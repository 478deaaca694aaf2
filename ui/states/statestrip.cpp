// SPDX-License-Identifier: Apache-2.0
#include "ui/states/statestrip.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::States {

namespace {

constexpr int barWidth = 4;
constexpr int glyphSize = 16;
constexpr int leastText = 280;  // of the sentence, before buttons go behind "⋯"

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
    , m_buttonsPlace(new QHBoxLayout)
    , m_overflow(new QToolButton)
    , m_overflowMenu(new QMenu(this))
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
    m_overflow->setText(u"⋯"_s);
    m_overflow->setPopupMode(QToolButton::InstantPopup);
    m_overflow->setMenu(m_overflowMenu);
    m_overflow->setToolTip(tr("More"));
    m_overflow->setAccessibleName(tr("More actions"));
    m_overflow->hide();
    m_more->setAutoRaise(true);
    m_close->setAutoRaise(true);
    m_close->setIcon(Style::icon(u"close"_s));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close this message"));
    layout->addWidget(m_glyph, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttonsPlace);
    layout->addWidget(m_overflow);
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
    if (messages == m_messages) {
        return;
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
    showGlyph();
    m_text->setText(markup(message.text));
    setAccessibleDescription(message.text);
    if (message.buttons != m_shown) {  // a button that is about to be clicked must not be replaced by its twin
        m_shown = message.buttons;
        makeButtons();
    }
    m_more->setVisible(m_messages.size() > 1);
    m_more->setText(tr("%1 of %2").arg(m_current + 1).arg(m_messages.size()));
    m_more->setToolTip(tr("Show the next message"));
    m_close->setVisible(message.closable);
    fitButtons();
    update();
}

void StateStrip::showGlyph()
{
    const Severity severity = m_messages.at(m_current).severity;
    m_glyph->setPixmap(Style::iconPixmap(glyphOf(severity), colourOf(severity), glyphSize, devicePixelRatioF()));
}

void StateStrip::makeButtons()
{
    for (QPushButton *button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    m_overflowMenu->clear();
    for (const Button &button : std::as_const(m_shown)) {
        auto *widget = new QPushButton(button.label);
        widget->setDefault(m_buttons.isEmpty());
        widget->setAutoDefault(true);
        const auto tell = [this, button] { Q_EMIT wanted(button); };
        connect(widget, &QPushButton::clicked, this, tell, Qt::QueuedConnection);
        connect(m_overflowMenu->addAction(button.label), &QAction::triggered, this, tell, Qt::QueuedConnection);
        m_buttonsPlace->addWidget(widget);
        m_buttons.append(widget);
    }
}

// The sentence keeps some room; from the last button on they give way to "⋯", the first never does.
void StateStrip::fitButtons()
{
    const int spacing = layout()->spacing();
    const QMargins margins = layout()->contentsMargins();
    int room = width() - margins.left() - margins.right() - glyphSize - spacing - leastText;
    for (const QToolButton *each : {m_more, m_close}) {
        room -= each->isHidden() ? 0 : each->sizeHint().width() + spacing;
    }
    int needed = 0;
    for (const QPushButton *button : std::as_const(m_buttons)) {
        needed += button->sizeHint().width() + spacing;
    }
    const bool overflows = needed > room && m_buttons.size() > 1;
    room -= overflows ? m_overflow->sizeHint().width() + spacing : 0;
    int used = 0;
    const QList<QAction *> actions = m_overflowMenu->actions();
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        used += m_buttons.at(i)->sizeHint().width() + spacing;
        const bool fits = i == 0 || !overflows || used <= room;
        m_buttons.at(i)->setVisible(fits);
        actions.at(i)->setVisible(!fits);
    }
    m_overflow->setVisible(overflows);
}

void StateStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitButtons();
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
    if (event->type() == QEvent::PaletteChange && !m_messages.isEmpty()) {
        showGlyph();
    }
    QFrame::changeEvent(event);
}

} // namespace Retort::States
