// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/view_state.h"
#include "ui/plots/picture.h"
#include "ui/plots/plot_frame.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>

// The part of PlotFrame that writes files and the clipboard.
namespace infoplane::ui {
namespace {

constexpr QSizeF kClipboardSize(360.0, 270.0); // points

Error nothingToExport() {
    return {ErrorCode::InvalidArgument,
            "There is nothing to export: no value of this plot was measured yet. Wait for the first row or "
            "choose "
            "another estimator, method or layer.",
            ""};
}

std::unique_ptr<PlotFrame> makePlot(PlotKind kind, ViewState& state) {
    std::unique_ptr<RunPlot> plot = [&] {
        switch (kind) {
        case PlotKind::Plane:
            return makePlanePlot(state);
        case PlotKind::Information:
            return makeInformationPlot(state);
        case PlotKind::Accuracy:
            return makeAccuracyPlot(state);
        default:
            return makeLossPlot(state);
        }
    }();
    return std::unique_ptr<PlotFrame>(static_cast<PlotFrame*>(plot.release()));
}

} // namespace

// The same view of the same moment, on paper.
std::unique_ptr<PlotFrame> PlotFrame::printTwin(ViewState& state) const {
    state.assign(state_);
    state.select(QString(), 0);
    std::unique_ptr<PlotFrame> twin = makePlot(kind(), state);
    twin->useForPrint();
    twin->setOptions(options_);
    twin->setRun(run_);
    twin->copyView(*this);
    return twin;
}

// What is shown: the methods, layers and quantities that are not hidden, unsmoothed.
Result<std::string> PlotFrame::csv() const {
    Result<PlotData> shown = plotData(*run_, kind(), seriesOptions());
    if (!shown) return shown.error();
    std::erase_if(shown->series, [this](const Series& series) {
        return !state_.methodShown(QString::fromStdString(series.method)) ||
               !state_.layerShown(static_cast<int>(series.layer)) || !showsQuantity(series);
    });
    return writeCsv(*shown, kind());
}

Status PlotFrame::exportTo(const QString& path, QSizeF size) const {
    const Result<FileKind> file = fileKindOf(path);
    if (!file) return file.error();
    if (!failure_.isEmpty()) return Error{ErrorCode::NotFound, failure_.toStdString(), ""};
    if (!run_ || !has_points_) return nothingToExport();
    if (*file == FileKind::Csv) {
        const Result<std::string> table = csv();
        return table ? saveBytes(QByteArray::fromStdString(*table), path) : Status(table.error());
    }
    ViewState state;
    const std::unique_ptr<PlotFrame> twin = printTwin(state);
    return savePicture(twin->canvas(), path, size);
}

void PlotFrame::copyPicture() {
    ViewState state;
    const std::unique_ptr<PlotFrame> twin = printTwin(state);
    QApplication::clipboard()->setImage(pictureOf(twin->canvas(), kClipboardSize));
}

void PlotFrame::copyData() {
    const Result<std::string> table = csv();
    if (!table) return;
    auto* mime = new QMimeData;
    mime->setText(QString::fromStdString(*table));
    mime->setData(QStringLiteral("text/csv"), QByteArray::fromStdString(*table));
    QApplication::clipboard()->setMimeData(mime);
}

Status exportPlot(std::shared_ptr<const RunStore> run, PlotKind kind, const SeriesOptions& options,
                  const QString& path, QSizeF size) {
    if (!qobject_cast<QApplication*>(QCoreApplication::instance()))
        return Error{ErrorCode::Internal, "Pictures need a QApplication.", ""};
    if (!run) return nothingToExport();
    if (const auto checked = plotData(*run, kind, options); !checked) return checked.error();
    ViewState state;
    state.setEstimator(QString::fromStdString(options.estimator));
    state.setUnit(options.unit);
    state.setSplit(options.split);
    state.setSeed(options.seed);
    for (const MethodDescription& method : run->description().methods)
        state.showMethod(QString::fromStdString(method.name),
                         !options.method || *options.method == method.name);
    const std::unique_ptr<PlotFrame> plot = makePlot(kind, state);
    plot->setRun(std::move(run));
    return plot->exportTo(path, size);
}

} // namespace infoplane::ui
