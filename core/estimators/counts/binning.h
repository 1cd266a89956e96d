// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimate.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace at {
class Tensor;
}

// Binning (Shwartz-Ziv & Tishby 2017): T_b is T with each unit rounded to one of B equal bins, a layer's
// state the tuple of its units' bins. T_b is a function of x, so that on a sample of N points
//   I(X;T_b) = H(T_b),
//   I(T_b;Y) = H(T_b) - sum_y p(y) H(T_b|y)  ( = H(Y) - H(Y|T_b), as it is computed),
// with plug-in entropies. Another quantity than I(X;T^): it depends on B and the range, and in a wide layer
// every point has a state of its own and the values stand at ln N and H(Y) whatever the layer does.
namespace infoplane {

struct BinRange {
    double low = 0.0, high = 0.0; // low < high
};

struct BinningOptions {
    std::int64_t bins = 30;   // B, 1..65536
    std::int64_t classes = 0; // labels are 0..classes-1
    // Where the bins lie; empty: from the lowest to the highest activation of the layer, each seed its own.
    // Bin b holds [low + b w, low + (b + 1) w), w = (high - low) / B, and the last one its upper end too.
    // Activations outside go to the end bins; more than 1 % of them raise kOutOfRange.
    std::optional<BinRange> range;
};

// The range in which an activation function lies: [-1, 1] for tanh, [0, 1] for sigmoid, empty for the others.
[[nodiscard]] std::optional<BinRange> rangeOfActivation(std::string_view activation);

// What it measures and how.
[[nodiscard]] EstimatorIdentity binningIdentity(const BinningOptions& options);

// Measures R seeds; result r is that of t[r]. t [R, N, width] or [N, width], float or double, on any device
// (the work is done on the processor); labels int64 [N]. Caps are min(ln N, width ln B) and the lower of it
// and the plug-in entropy of these labels; there is no Monte Carlo error (NaN). States are compared in full,
// so that different ones are never taken for one. A seed with a NaN or an infinity has NaN values and
// kNanMet. An Error says which argument is wrong. O(N width) time, N width bytes (B <= 256) or twice that
// beside t.
[[nodiscard]] Result<std::vector<InformationEstimate>>
binnedInformation(const at::Tensor& t, const at::Tensor& labels, const BinningOptions& options);

} // namespace infoplane
