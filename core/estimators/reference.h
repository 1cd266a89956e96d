// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <string>
#include <string_view>
#include <vector>

// A critic's value of I(x;x^) never stands alone: the density of x^ given x is known, so that the same
// information can be had without training. Whoever measures with such a critic measures a reference of the
// same sigma too.
namespace infoplane {

// The reference that is added where none was asked for: two bounds on the information of the population,
// which a critic's held-out value estimates; the lower one is the number of the mixture plug-in.
inline constexpr std::string_view kAddedReference = "sandwich";

// Whether its values need a reference beside them: it trains a critic on noise of the given sigma.
[[nodiscard]] bool needsReference(const EstimatorInfo& info);

// Whether it is one: it measures the same I(x;x^) without training (mixture, sandwich).
[[nodiscard]] bool isReference(const EstimatorInfo& info);

// The names with kAddedReference at the end where one of them needs a reference and none of them is one, all
// measured at one sigma. Unknown names are left as they are.
[[nodiscard]] std::vector<std::string> withReference(std::vector<std::string> names);

// "sandwich is measured beside aa_mine: ...", what a user is told of an addition.
[[nodiscard]] std::string reasonForReference(std::string_view critic);

} // namespace infoplane
