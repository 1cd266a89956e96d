// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture_export.h"

#include "app/qt_environment.h"
#include "ui/plots/run_plot.h"
#include "ui/plots/self_test_plot.h"
#include "ui/plots/sweep_plot.h"

#include <QApplication>

#include <functional>

namespace infoplane::app {
namespace {

Status withoutDisplay(const std::function<Status()>& draw) {
    prepareQtWithoutDisplay();
    char name[] = "infoplane";
    char* arguments[] = {name, nullptr};
    int count = 1;
    const QApplication application(count, arguments);
    return draw();
}

ui::SelfTestVerdict pictured(Verdict verdict) {
    switch (verdict) {
    case Verdict::Right:
        return ui::SelfTestVerdict::Right;
    case Verdict::Bound:
        return ui::SelfTestVerdict::Bound;
    case Verdict::Capped:
        return ui::SelfTestVerdict::Capped;
    case Verdict::Warned:
        return ui::SelfTestVerdict::Warned;
    case Verdict::Wrong:
        return ui::SelfTestVerdict::Wrong;
    case Verdict::Failed:
        break;
    }
    return ui::SelfTestVerdict::Failed;
}

ui::SelfTestPoint pointOf(const SelfTestRow& row) {
    const Estimation& result = row.result;
    return {result.estimator,
            row.problem,
            result.estimand,
            row.truth,
            row.failure.empty() ? result.estimate.value : ui::SelfTestPoint::kNone,
            result.estimate.standard_error,
            result.estimate.cap,
            (result.estimate.flags & kAtCap) != 0,
            nameOf(result.direction),
            result.samples,
            pictured(row.verdict),
            result.seconds,
            result.warnings,
            row.failure};
}

} // namespace

Status checkPictures() {
    return {};
}

Status exportPicture(std::shared_ptr<const RunStore> run, PlotKind kind, const SeriesOptions& series,
                     const std::filesystem::path& path, PictureSize size) {
    return withoutDisplay([&] {
        return ui::exportPlot(std::move(run), kind, series, QString::fromStdString(path.string()),
                              QSizeF(size.width, size.height));
    });
}

Status exportSelfTestPicture(const std::vector<SelfTestRow>& rows, const std::filesystem::path& path,
                             PictureSize size) {
    std::vector<ui::SelfTestPoint> points;
    for (const SelfTestRow& row : rows)
        points.push_back(pointOf(row));
    return withoutDisplay([&] {
        return ui::exportSelfTest(points, QString::fromStdString(path.string()),
                                  QSizeF(size.width, size.height));
    });
}

Status exportSweepPicture(const SweepPlotData& data, const std::filesystem::path& path, PictureSize size) {
    return withoutDisplay([&] {
        return ui::exportSweep(data, QString::fromStdString(path.string()), QSizeF(size.width, size.height));
    });
}

} // namespace infoplane::app
