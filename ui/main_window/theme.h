// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

namespace infoplane::ui {

enum class Theme { System, Light, Dark };

// Sets the window's style and the theme's palette for the whole program.
void applyTheme(Theme theme);

[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

// system, light, dark; anything else is system.
[[nodiscard]] Theme themeFromName(const QString& name);
[[nodiscard]] QString nameOf(Theme theme);

} // namespace infoplane::ui
