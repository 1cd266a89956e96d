// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace infoplane {

// The p-quantile of N(0, 1), 0 < p < 1; relative error about 1e-16 (Wichura 1988, algorithm AS 241, PPND16).
[[nodiscard]] double normalQuantile(double p);

} // namespace infoplane
