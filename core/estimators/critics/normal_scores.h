// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimate.h"

#include <optional>

namespace at {
class Tensor;
}

namespace infoplane {

// Each column of x [n, d] on the scale on which `reference` [m, d] is standard normal: z = Phi^-1(rank / m),
// with the middle rank where reference has the number, several times or once, the straight line between its
// neighbours' ranks where it stands between two of them, and the rank kept in 1/4..m - 1/4. Increasing in
// each column up to reference's ends, so that information stays; outliers and heavy tails go, which a
// critic's exponentials would not survive. At most the first 4096 rows of reference are read. Float [n, d];
// nothing where `proceed`, asked between blocks of columns, returned false.
[[nodiscard]] std::optional<at::Tensor> normalScores(const at::Tensor& x, const at::Tensor& reference,
                                                     const Proceed& proceed);

} // namespace infoplane
