// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPalette>

namespace Retort::Style {

// The colours of UX.md section 2, and nothing but them, are our own; all else is the palette's. Each has a
// contrast of at least 4.5 to the base and the panel of its ground, and what it says is also said by a number,
// a word or a sign.
enum class Token : quint8 { Ok, Redirect, ClientError, ServerError, Replay, Accent, Muted };

// What we paint on. The base of a palette decides, whoever chose it.
enum class Ground : quint8 { Light, Dark };
Ground groundOf(const QPalette &palette) noexcept;

QColor color(Token token, Ground ground) noexcept;
inline QColor color(Token token, const QPalette &palette) noexcept
{
    return color(token, groundOf(palette));
}

// 0 (no answer) and 1xx are muted.
Token tokenOfStatus(int status) noexcept;

// WCAG 2.1 contrast, 1 to 21.
double contrast(const QColor &one, const QColor &other) noexcept;

// `over` mixed into `under`: 0 is all under, 1 all over.
QColor mixed(const QColor &under, const QColor &over, double share) noexcept;

} // namespace Retort::Style
