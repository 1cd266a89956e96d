// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture_export.h"

namespace infoplane::app {

Status exportPicture(std::shared_ptr<const RunStore>, PlotKind, const SeriesOptions&,
                     const std::filesystem::path&, PictureSize) {
    return Error{
        ErrorCode::InvalidArgument,
        "this program was built without its window and draws no pictures; name an output that ends in .csv",
        ""};
}

} // namespace infoplane::app
