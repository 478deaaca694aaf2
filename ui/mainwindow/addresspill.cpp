// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/addresspill.h"

#include "ui/sites/stateglyph.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr int dotSide = 10;
constexpr int textWidth = 210;
constexpr int narrowTextWidth = 96;

} // namespace

AddressPill::AddressPill(QWidget *parent)
    : QFrame(parent)
    , m_dot(new QLabel)
    , m_text(new QLabel)
    , m_copy(Style::iconButton(u"copy"_s, tr("Copy the address")))
    , m_open(Style::iconButton(u"open"_s, tr("Open in browser")))
    , m_all(Style::iconButton(u"down"_s, tr("All addresses")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 1, 4, 1);
    layout->setSpacing(2);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setFont(Style::fixedFont());
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setMinimumWidth(textWidth);
    m_dot->setFixedWidth(dotSide + 8);
    m_all->setPopupMode(QToolButton::InstantPopup);
    m_all->setMenu(new QMenu(m_all));
    m_all->setStyleSheet(u"QToolButton::menu-indicator { image: none; }"_s);
    layout->addWidget(m_dot);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy);
    layout->addWidget(m_open);
    layout->addWidget(m_all);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_copy, &QToolButton::clicked, this, [this] { Q_EMIT copyWanted(m_shown); });
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT openWanted(m_shown); });
}

void AddressPill::showSite(const QStringList &addresses, States::Glyph glyph, bool serves)
{
    const QString browser = States::browserAddress(addresses);
    const QString shown = browser.isEmpty() ? addresses.value(0) : browser;
    if (addresses != m_addresses) {
        m_addresses = addresses;
        m_shown = shown;
        elide();
        fillMenu();
    }
    m_glyph = glyph;
    paintDot();
    m_text->setEnabled(serves);
    m_copy->setEnabled(!shown.isEmpty());
    m_open->setEnabled(serves && !browser.isEmpty());
    m_all->setVisible(addresses.size() > 1);
    setAccessibleName(shown);
}

void AddressPill::setNarrow(bool narrow)
{
    m_text->setMinimumWidth(narrow ? narrowTextWidth : textWidth);
}

// The port is what tells sites apart.
void AddressPill::elide()
{
    m_text->setText(m_text->fontMetrics().elidedText(m_shown, Qt::ElideMiddle, m_text->width()));
    m_text->setToolTip(m_text->text() == m_shown ? QString() : m_shown.toHtmlEscaped());
}

void AddressPill::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    layout()->activate();
    elide();
}

void AddressPill::fillMenu()
{
    QMenu *menu = m_all->menu();
    menu->clear();
    for (const QString &address : m_addresses) {
        QString literal = address;
        QAction *action = menu->addAction(Style::icon(u"copy"_s), literal.replace(u'&', "&&"_L1));
        connect(action, &QAction::triggered, this, [this, address] { Q_EMIT copyWanted(address); });
    }
}

void AddressPill::paintDot()
{
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap((QSizeF(dotSide, dotSide) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    Sites::paintStateGlyph(painter, QRectF(0, 0, dotSide, dotSide), m_glyph, Sites::stateGlyphColour(m_glyph));
    painter.end();
    m_dot->setPixmap(pixmap);
}

void AddressPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().base());
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(box, 6, 6);
}

void AddressPill::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        paintDot();
    }
    QFrame::changeEvent(event);
}

} // namespace Retort::Window
