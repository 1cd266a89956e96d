// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/series.h"

#include <string>
#include <vector>

namespace infoplane {

[[nodiscard]] std::string unitName(InformationUnit unit); // bits, nats
[[nodiscard]] double perNat(InformationUnit unit);        // 1 / ln 2 for bits

// "layerwise_ib layer 2"; the method alone for layer 0.
[[nodiscard]] std::string curveLabel(const std::string& method, std::size_t layer);

// "sigma = 0.5", "sigma = 0.25 to 0.5" over the layers of the methods.
[[nodiscard]] std::string sigmaText(const std::vector<const MethodDescription*>& methods);

// "a", "a and b", "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

// The shortest decimal that reads back to the same double, in the C locale.
[[nodiscard]] std::string numberText(double value);

} // namespace infoplane
