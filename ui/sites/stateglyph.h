// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/stateview.h"

#include <QColor>

class QPainter;
class QRectF;

namespace Retort::Sites {

// Paints ● ○ ◐ ▲ ⌁ as shapes: fonts disagree about how large such characters are.
void paintStateGlyph(QPainter &painter, const QRectF &area, States::Glyph glyph, const QColor &colour);

// The colour of a glyph where nothing is selected.
QColor stateGlyphColour(States::Glyph glyph);

} // namespace Retort::Sites
