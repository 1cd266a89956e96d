// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/gaussian/log_det.h"
#include "core/estimators/variable.h"

#include <optional>

namespace infoplane {

// K [N, N] of a variable: exp(-|v_i - v_j|^2 / (2 width^2)), width > 0, for numbers; for symbols 1 where they
// are equal, else 0. Symmetric, 1 on the diagonal and for equal points. Empty where work.proceed returned
// false. O(N^2 d).
[[nodiscard]] std::optional<Matrix> kernelMatrix(const Variable& variable, double width, const Work& work);

// s (4 / ((d + 2) N))^(1 / (d + 4)), s^2 the mean variance of the d columns (Silverman 1986, eq. 4.14); 1
// where s is 0.
[[nodiscard]] double silvermanWidth(const Variable& variable);

} // namespace infoplane
