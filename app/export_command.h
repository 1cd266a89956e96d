// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "core/series/series.h"

#include <memory>
#include <optional>
#include <string>

namespace infoplane {
class RunStore;
}

namespace infoplane::app {

struct ExportOptions {
    std::string file;
    PlotKind plot = PlotKind::Plane;
    std::string output; // .pdf, .svg, .png or .csv
    std::optional<std::string> method;
    std::string estimator = "mixture";
    InformationUnit unit = InformationUnit::Bits;
    std::string size; // WxH in points of 1/72 inch; empty: 504x360
    bool force = false;
};

struct PictureSize {
    double width = 504.0, height = 360.0; // points, 1/72 inch
};

// "WxH", both 72..7200; empty: the default.
[[nodiscard]] Result<PictureSize> parsePictureSize(const std::string& text);

// Writes one plot of a run file as a picture or as CSV.
int runExport(const ExportOptions& options, Console& console);

} // namespace infoplane::app
