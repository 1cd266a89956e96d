// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/curve/bottleneck_curve.h"

#include <cstdint>
#include <vector>

namespace infoplane {

// The checked table of rows of p(x,y); fails the program where it is none.
[[nodiscard]] JointTable tableOf(const std::vector<std::vector<double>>& rows);

// p(x) uniform, p(y|x) uniform on the simplex.
[[nodiscard]] JointTable randomTable(std::uint64_t seed, std::size_t x_count, std::size_t y_count);

// The points at `betas` to the default tolerance; expects each to have converged.
[[nodiscard]] BottleneckCurve curveOf(const JointTable& table, std::vector<double> betas);

} // namespace infoplane
