// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace infoplane::ui {

// A line icon of resources/icons/window, drawn at any size in the palette's text colour of the moment, so
// that it follows the theme and the screen's resolution.
[[nodiscard]] QIcon lineIcon(const QString& name);
// The same in a colour of its own.
[[nodiscard]] QIcon lineIcon(const QString& name, const QColor& colour);

} // namespace infoplane::ui
