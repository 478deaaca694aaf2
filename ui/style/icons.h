// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

class QToolButton;

namespace Retort::Style {

// One of our symbolic icons (resources/icons/NAME.svg) in the text colour of the palette in use when it is
// painted: light and dark, disabled and selected need no file of their own. Icons are drawn for 16 px.
QIcon icon(const QString &name);

// The same in a colour that means something, such as that of an error.
QIcon icon(const QString &name, const QColor &colour);

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal devicePixelRatio);

// A flat button of one icon, whose text is its tip and its accessible name. Without a parent: a layout gives it one.
QToolButton *iconButton(const QString &name, const QString &text);

// The program's own: a retort on copper.
QIcon applicationIcon();

} // namespace Retort::Style
