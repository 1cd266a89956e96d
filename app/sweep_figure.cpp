// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_figure.h"

#include "app/paths.h"
#include "app/picture_export.h"

#include <algorithm>
#include <array>

namespace infoplane::app {
namespace {

namespace fs = std::filesystem;

Result<PictureSize> sweepPictureSize(const SweepFigureOptions& options) {
    if (options.size.empty()) return PictureSize{720.0, 360.0};
    return parsePictureSize(options.size);
}

} // namespace

Status checkSweepFigure(const SweepFigureOptions& options, bool force) {
    static constexpr std::array<const char*, 3> kEndings{".pdf", ".svg", ".png"};
    if (options.path.empty()) return {};
    if (const Status status = checkPictures(); !status) return status;
    if (std::ranges::find(kEndings, fs::path(options.path).extension().string()) == kEndings.end())
        return Error{ErrorCode::InvalidArgument, "the name of the figure must end in .pdf, .svg or .png",
                     options.path};
    if (const auto size = sweepPictureSize(options); !size) return size.error();
    return checkOutputFile(options.path, force);
}

Status writeSweepFigure(const SweepResults& results, const SweepFigureOptions& options) {
    const auto data = sweepPlotData(results, options);
    if (!data) return data.error();
    const fs::path partial = partialName(options.path);
    if (const Status status = exportSweepPicture(*data, partial, sweepPictureSize(options).value());
        !status) {
        std::error_code ignored;
        fs::remove(partial, ignored);
        return status;
    }
    return moveIntoPlace(partial, options.path);
}

} // namespace infoplane::app
