// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/sweep_plot.h"

#include "ui/plots/picture.h"
#include "ui/plots/sweep_canvas.h"

#include <QApplication>

#include <algorithm>
#include <cmath>

namespace infoplane::ui {
namespace {

bool hasPlace(const SweepPlotData& data) {
    return std::ranges::any_of(data.curves, [](const SweepCurve& curve) {
        return std::ranges::any_of(curve.points, [](const SweepPlotPoint& point) {
            return std::isfinite(point.I_XT.value) && std::isfinite(point.I_TY.value);
        });
    });
}

} // namespace

Status exportSweep(const SweepPlotData& data, const QString& path, QSizeF size) {
    if (!qobject_cast<QApplication*>(QCoreApplication::instance()))
        return Error{ErrorCode::Internal, "Pictures need a QApplication.", ""};
    const Result<FileKind> kind = fileKindOf(path);
    if (!kind || *kind == FileKind::Csv)
        return Error{ErrorCode::InvalidArgument, "The name must end in .pdf, .svg or .png.",
                     path.toStdString()};
    if (!hasPlace(data))
        return Error{
            ErrorCode::InvalidArgument,
            "There is nothing to draw: no point of the sweep has both terms at this layer. Choose another "
            "layer or estimator.",
            ""};
    QCustomPlot plot;
    plot.setLocale(QLocale::c());
    SweepCanvas canvas(plot, PlotTheme::forPrint(QApplication::font()));
    canvas.show(data, size);
    return savePicture(plot, path, size);
}

} // namespace infoplane::ui
