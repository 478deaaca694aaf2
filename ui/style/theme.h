// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QString>

namespace Retort::Style {

enum class Theme : quint8 { System, Light, Dark };

// "system", "light", "dark", as they stand in the preferences; anything else is the system's.
Theme themeFromName(const QString &name);
QString themeName(Theme theme);

// Gives the whole program that theme. System keeps the platform's palette. Call it on the main thread; windows that
// are open follow.
void applyTheme(Theme theme);

// Whether text is light on dark now, whoever decided it.
bool isDark();

// What a colour says. The values have a contrast of at least 4.5 on base, panel and alternate rows (UX section 2).
enum class Tone : quint8 { Ok, Info, Warning, Error, Accent, Muted };
QColor tone(Tone tone);

// For paths, addresses and code.
QFont fixedFont();

} // namespace Retort::Style
