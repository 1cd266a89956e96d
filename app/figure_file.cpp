// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure_file.h"

#include "app/paths.h"
#include "app/picture_export.h"

#include <algorithm>
#include <array>

namespace infoplane::app {

namespace fs = std::filesystem;

Status checkFigureFile(const FigureFile& file, bool force) {
    static constexpr std::array<const char*, 3> kEndings{".pdf", ".svg", ".png"};
    if (file.path.empty()) return {};
    if (const Status status = checkPictures(); !status) return status;
    if (std::ranges::find(kEndings, fs::path(file.path).extension().string()) == kEndings.end())
        return Error{ErrorCode::InvalidArgument, "the name of the figure must end in .pdf, .svg or .png",
                     file.path};
    if (!file.size.empty())
        if (const auto size = parsePictureSize(file.size); !size) return size.error();
    return checkOutputFile(file.path, force);
}

Status writeFigureFile(const FigureFile& file, const PictureSize& own_size, const DrawFigure& draw) {
    const PictureSize size = file.size.empty() ? own_size : parsePictureSize(file.size).value();
    const fs::path partial = partialName(file.path);
    if (const Status status = draw(partial, size); !status) {
        std::error_code ignored;
        fs::remove(partial, ignored);
        return status;
    }
    return moveIntoPlace(partial, file.path);
}

} // namespace infoplane::app
