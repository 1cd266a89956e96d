// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture_export.h"

namespace infoplane::app {

Status checkPictures() {
    return Error{ErrorCode::InvalidArgument,
                 "this program was built without its window and draws no pictures", ""};
}

Status exportPicture(std::shared_ptr<const RunStore>, PlotKind, const SeriesOptions&,
                     const std::filesystem::path&, PictureSize) {
    Error error = checkPictures().error();
    error.message += "; name an output that ends in .csv";
    return error;
}

Status exportSelfTestPicture(const std::vector<SelfTestRow>&, const std::filesystem::path&, PictureSize) {
    return checkPictures();
}

Status exportSweepPicture(const SweepPlotData&, const std::filesystem::path&, PictureSize) {
    return checkPictures();
}

} // namespace infoplane::app
