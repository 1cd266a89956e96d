// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export_command.h"

#include <filesystem>
#include <functional>
#include <string>

// The file of a figure that a command draws beside its results.
namespace infoplane::app {

struct FigureFile {
    std::string path; // .pdf, .svg or .png; empty: no figure
    std::string size; // WxH in points of 1/72 inch; empty: what the figure has by itself
};

// Whether it can be written: asked before what takes its time. An Error names the ending, the size, the
// place, or says that the program was built without its window and draws no pictures.
[[nodiscard]] Status checkFigureFile(const FigureFile& file, bool force);

// Has `draw` write the figure under another name and then gives it its own, so that nothing is left there on
// an Error of it. Requires checkFigureFile to have succeeded.
using DrawFigure = std::function<Status(const std::filesystem::path& path, const PictureSize& size)>;
[[nodiscard]] Status writeFigureFile(const FigureFile& file, const PictureSize& own_size,
                                     const DrawFigure& draw);

} // namespace infoplane::app
