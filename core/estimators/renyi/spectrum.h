// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimate.h"
#include "core/estimators/gaussian/log_det.h"

#include <vector>

namespace infoplane {

// The eigenvalues of K / N of a symmetric positive semi-definite matrix K [N, N], in ascending order,
// rounding below 0 raised to 0. An Error: Cancelled where `proceed`, asked once before the work, returned
// false; Numeric where LAPACK does not converge. O(N^3), and the matrix once more in memory.
[[nodiscard]] Result<std::vector<double>> spectrumOf(const Matrix& matrix, const Proceed& proceed);

} // namespace infoplane
