// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture_export.h"

#include "app/qt_environment.h"
#include "ui/plots/run_plot.h"

#include <QApplication>

namespace infoplane::app {

Status exportPicture(std::shared_ptr<const RunStore> run, PlotKind kind, const SeriesOptions& series,
                     const std::filesystem::path& path, PictureSize size) {
    prepareQtWithoutDisplay();
    char name[] = "infoplane";
    char* arguments[] = {name, nullptr};
    int count = 1;
    const QApplication application(count, arguments);
    return ui::exportPlot(std::move(run), kind, series, QString::fromStdString(path.string()),
                          QSizeF(size.width, size.height));
}

} // namespace infoplane::app
