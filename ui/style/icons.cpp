// SPDX-License-Identifier: Apache-2.0
#include "ui/style/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

// Resources of a static library are there only once someone has named them, and not from inside a namespace.
static void initResources()
{
    Q_INIT_RESOURCE(retort);
}

namespace Retort::Style {

namespace {

QString resourcePath(const QString &name)
{
    initResources();
    return u":/retort/icons/%1.svg"_s.arg(name);
}

// The drawing is black on nothing; its shape is kept and its colour replaced.
QPixmap tinted(QSvgRenderer &renderer, const QColor &colour, const QSize &pixels)
{
    QPixmap pixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), colour);
    return pixmap;
}

class SymbolicEngine final : public QIconEngine
{
public:
    SymbolicEngine(QString name, QColor colour) : m_name(std::move(name)), m_colour(std::move(colour)) {}

    QIconEngine *clone() const override { return new SymbolicEngine(m_name, m_colour); }

    void paint(QPainter *painter, const QRect &area, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
        painter->drawPixmap(area, scaledPixmap((QSizeF(area.size()) * ratio).toSize(), mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override { return scaledPixmap(size, mode, state, 1.0); }

    // `size` is in device pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        QSvgRenderer renderer(resourcePath(m_name));
        return size.isEmpty() ? QPixmap() : tinted(renderer, colourFor(mode), size);
    }

private:
    QColor colourFor(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        switch (mode) {
        case QIcon::Disabled: return palette.color(QPalette::Disabled, QPalette::ButtonText);
        case QIcon::Selected: return palette.color(QPalette::Active, QPalette::HighlightedText);
        case QIcon::Normal:
        case QIcon::Active: break;
        }
        return m_colour.isValid() ? m_colour : palette.color(QPalette::Active, QPalette::ButtonText);
    }

    QString m_name;
    QColor m_colour;
};

} // namespace

QIcon icon(const QString &name)
{
    return icon(name, QColor());
}

QIcon icon(const QString &name, const QColor &colour)
{
    return QIcon(new SymbolicEngine(name, colour));
}

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal devicePixelRatio)
{
    QSvgRenderer renderer(resourcePath(name));
    QPixmap pixmap = tinted(renderer, colour, (QSizeF(size, size) * devicePixelRatio).toSize());
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QToolButton *iconButton(const QString &name, const QString &text)
{
    auto *button = new QToolButton;
    button->setIcon(icon(name));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    return button;
}

QIcon applicationIcon()
{
    QIcon icon;
    QSvgRenderer renderer(resourcePath(u"retort"_s));
    for (const int size : {16, 22, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(0, 0, size, size));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace Retort::Style
