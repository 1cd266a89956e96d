// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sweep_results.h"
#include "core/series/series.h"
#include "core/series/sweep_plot_data.h"

#include <optional>
#include <string>

// The picture of a sweep: the empirical information-bottleneck curve beside the theoretical one, and accuracy
// and both terms against the varied value.
namespace infoplane::app {

struct SweepFigureOptions {
    std::string path; // .pdf, .svg or .png; empty: no picture
    std::string size; // WxH in points of 1/72 inch; empty: 720x360
    std::string estimator = "mixture";
    InformationUnit unit = InformationUnit::Bits;
    std::optional<std::size_t> layer; // 1, 2, ...; empty: the last hidden layer
    std::string along;                // the varied key of the axis; empty: the first with several values
};

// Whether it can be written, asked before anything is read.
[[nodiscard]] Status checkSweepFigure(const SweepFigureOptions& options, bool force);

// What is drawn. A curve for each method and each combination of the other varied keys, its points in the
// order of the values; information on the training split, accuracy on the test split, at the layer. An Error
// names the keys, estimators or layers when there is none of that name, and says when there would be more
// than kMostSweepCurves curves.
[[nodiscard]] Result<SweepPlotData> sweepPlotData(const SweepResults& results,
                                                  const SweepFigureOptions& options);

// Writes it; needs no display. Requires checkSweepFigure to have succeeded. Nothing is left under its name on
// an Error.
[[nodiscard]] Status writeSweepFigure(const SweepResults& results, const SweepFigureOptions& options);

} // namespace infoplane::app
