// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export_command.h"

#include <filesystem>

namespace infoplane::app {

// Draws a plot into `path` (.pdf, .svg, .png). Needs no display. Built without a window: refuses, and says to
// export CSV.
[[nodiscard]] Status exportPicture(std::shared_ptr<const RunStore> run, PlotKind kind,
                                   const SeriesOptions& series, const std::filesystem::path& path,
                                   PictureSize size);

} // namespace infoplane::app
