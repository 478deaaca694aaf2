// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/secretline.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <utility>

namespace Retort::Ui {

SecretLine::SecretLine(const QString &text, QWidget *parent)
    : QLineEdit(text, parent)
    , m_eye(addAction(QIcon(), QLineEdit::TrailingPosition))
{
    m_eye->setCheckable(true);
    m_eye->setVisible(false);
    m_eye->setText(tr("Show the value"));
    m_eye->setToolTip(tr("Show the value (Alt+Down)"));
    m_eye->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Down));
    m_eye->setShortcutContext(Qt::WidgetShortcut);
    connect(m_eye, &QAction::toggled, this, &SecretLine::setShown);
}

void SecretLine::setSecret(bool secret)
{
    if (std::exchange(m_secret, secret) != secret) {
        m_eye->setVisible(secret);
        m_eye->setChecked(false);
        setShown(false);
    }
}

void SecretLine::setShown(bool shown)
{
    setEchoMode(m_secret && !shown ? Password : Normal);
    m_eye->setIcon(eye(shown));
}

void SecretLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_secret) {
        m_eye->setIcon(eye(m_eye->isChecked()));
    }
    QLineEdit::changeEvent(event);
}

// In the colour of the text, so that it is seen on light and dark.
QIcon SecretLine::eye(bool crossed) const
{
    constexpr int side = 16;
    QPixmap pixmap(QSize(side, side) * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Text), 1.2));
    QPainterPath outline(QPointF(1.5, 8));
    outline.quadTo(QPointF(8, 1), QPointF(14.5, 8));
    outline.quadTo(QPointF(8, 15), QPointF(1.5, 8));
    painter.drawPath(outline);
    painter.setBrush(palette().color(QPalette::Text));
    painter.drawEllipse(QPointF(8, 8), 1.9, 1.9);
    if (crossed) {
        painter.drawLine(QPointF(3, 13), QPointF(13, 3));
    }
    return QIcon(pixmap);
}

} // namespace Retort::Ui
