// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure_file.h"
#include "app/sweep_results.h"
#include "core/series/series.h"
#include "core/series/sweep_plot_data.h"

#include <optional>
#include <string>

// The picture of a sweep: the empirical information-bottleneck curve beside the theoretical one, and accuracy
// and both terms against the varied value.
namespace infoplane::app {

struct SweepFigureOptions {
    FigureFile file; // 720x360 by itself
    std::string estimator = "mixture";
    InformationUnit unit = InformationUnit::Bits;
    std::optional<std::size_t> layer; // 1, 2, ...; empty: the last hidden layer
    std::string along;                // the varied key of the axis; empty: the first with several values
};

// What is drawn. A curve for each method and each combination of the other varied keys, its points in the
// order of the values; information on the training split, accuracy on the test split, at the layer. An Error
// names the keys, estimators or layers when there is none of that name, and says when there would be more
// than kMostSweepCurves curves.
[[nodiscard]] Result<SweepPlotData> sweepPlotData(const SweepResults& results,
                                                  const SweepFigureOptions& options);

// Draws it into its file; needs no display. Requires checkFigureFile to have succeeded.
[[nodiscard]] Status writeSweepFigure(const SweepResults& results, const SweepFigureOptions& options);

} // namespace infoplane::app
