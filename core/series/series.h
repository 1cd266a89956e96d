// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_store.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

// What a plot shows, as numbers: the one place where rows become curves, used by the plots, by replay and by
// CSV export.
namespace infoplane {

enum class PlotKind { Plane, Information, Accuracy, Loss };
enum class InformationUnit { Bits, Nats };

struct SeriesOptions {
    std::optional<std::string> method; // empty: all methods
    std::string estimator = "mixture";
    InformationUnit unit = InformationUnit::Bits;
    std::size_t split = 0;           // position in kSplitNames, for information
    std::optional<std::size_t> seed; // empty: mean over seeds with its spread
    // Only rows in [first_row, end_row), for appending to a plot.
    std::uint64_t first_row = 0;
    std::uint64_t end_row = std::numeric_limits<std::uint64_t>::max();
};

// A curve, one value a row in which it was measured. For the plane x is I(X;T^) and y is I(T^;Y); otherwise x
// is the pass. Where seed is empty and there are several, x and y are means over the seeds that were measured
// in that row and *_spread the standard deviation over them (n - 1; NaN for a single one).
// *_error is the Monte Carlo standard error of x and y (of the mean, where they are means:
// sqrt(sum e^2) / n). Empty vectors: does not exist. A NaN that was computed stays NaN.
struct Series {
    std::string method;
    std::size_t method_index = 0;
    std::size_t layer = 0;   // 1..L, 0: the network
    std::string quantity;    // I_XT, I_TY, plane, accuracy read-out, loss, lagrangian, ...
    std::string split;       // train, test, or "" where it has no meaning
    std::string estimator;   // of information, otherwise ""
    std::string unit;        // bits, nats, 1
    std::string label;       // for a legend: "layerwise_ib layer 2"
    double begin_pass = 0.0; // pass at which the training of this layer began
    std::vector<std::uint64_t> row;
    std::vector<double> pass;
    std::vector<double> x, y;
    std::vector<double> x_error, y_error, x_spread, y_spread;
    std::vector<std::uint32_t> flags; // of core/store/run_schema.h, OR over the measured seeds
    double x_cap = 0.0, y_cap = 0.0;  // NaN: no cap
};

// Adds later rows of the same curve.
void append(Series& series, const Series& later);

struct PlotData {
    std::string x_label, y_label; // with unit: "I(X;T^) [bits]"
    std::string conditions; // what holds for all values: "sigma = 0.5, Gaussian-mixture plug-in, train split,
                            // mean of 5 seeds"
    std::vector<Series> series; // by method, then quantity, split and layer
};

// Fails when the method, estimator, split or seed does not exist, and names those that do. Takes what is
// there while the run goes on; any thread.
[[nodiscard]] Result<PlotData> plotData(const RunStore& store, PlotKind kind, const SeriesOptions& options);

// Where the training of a layer ended, for marks on the axis of passes.
struct FrozenLayer {
    std::size_t method_index = 0;
    std::size_t layer = 0; // 1..L
    double pass = 0.0;
};
[[nodiscard]] std::vector<FrozenLayer> frozenLayers(const RunStore& store);

// A method's name for people: "layer-wise IB" for layerwise_ib, otherwise the name with spaces.
[[nodiscard]] std::string methodTitle(const MethodDescription& method);

// The same as CSV (RFC 4180, C locale, the shortest digits that read back exactly, one wide table): method,
// layer, quantity, split, estimator, unit, row, pass, then I_XT and I_TY for the plane or value for the
// others, each with _error, _spread and _cap, then flags. Empty: does not exist; nan: computed and not a
// number.
[[nodiscard]] std::string writeCsv(const PlotData& data, PlotKind kind);

} // namespace infoplane
