// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/selftest_figure.h"

#include "app/paths.h"
#include "app/picture_export.h"

#include <algorithm>
#include <array>

namespace infoplane::app {
namespace {

namespace fs = std::filesystem;

Result<PictureSize> sizeOf(const SelfTestFigureOptions& options) {
    if (options.size.empty()) return PictureSize{1008.0, 720.0};
    return parsePictureSize(options.size);
}

} // namespace

Status checkSelfTestFigure(const SelfTestFigureOptions& options) {
    static constexpr std::array<const char*, 3> kEndings{".pdf", ".svg", ".png"};
    if (options.path.empty()) return {};
    if (const Status status = checkPictures(); !status) return status;
    if (std::ranges::find(kEndings, fs::path(options.path).extension().string()) == kEndings.end())
        return Error{ErrorCode::InvalidArgument, "the name of the figure must end in .pdf, .svg or .png",
                     options.path};
    if (const auto size = sizeOf(options); !size) return size.error();
    return checkOutputFile(options.path, options.force);
}

Status writeSelfTestFigure(const std::vector<SelfTestRow>& rows, const SelfTestFigureOptions& options) {
    const fs::path partial = partialName(options.path);
    if (const Status status = exportSelfTestPicture(rows, partial, sizeOf(options).value()); !status) {
        std::error_code ignored;
        fs::remove(partial, ignored);
        return status;
    }
    return moveIntoPlace(partial, options.path);
}

} // namespace infoplane::app
