// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPalette>

namespace Retort::Test {

// The two grounds of UX.md section 2, for widgets whose colours are looked at.
inline QPalette paletteWith(QRgb base, QRgb panel, QRgb text, QRgb muted, QRgb highlight)
{
    QPalette palette{QColor(panel)};
    palette.setColor(QPalette::Base, QColor(base));
    palette.setColor(QPalette::AlternateBase, QColor(panel));
    palette.setColor(QPalette::Window, QColor(panel));
    palette.setColor(QPalette::Button, QColor(panel));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(role, QColor(text));
        palette.setColor(QPalette::Disabled, role, QColor(muted));
    }
    palette.setColor(QPalette::PlaceholderText, QColor(muted));
    palette.setColor(QPalette::Highlight, QColor(highlight));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

inline QPalette lightPalette()
{
    return paletteWith(0xFFFFFFFF, 0xFFF6F7F9, 0xFF1D2126, 0xFF5B6470, 0xFFB0521B);
}

inline QPalette darkPalette()
{
    return paletteWith(0xFF1B1D21, 0xFF23262B, 0xFFE6E9ED, 0xFF9AA4B2, 0xFFA65423);
}

} // namespace Retort::Test
