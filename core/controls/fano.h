// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace infoplane {

// The greatest accuracy that any reader of T^ can have where H(Y|T^) = `equivocation` nats and Y is one of
// `classes` >= 1: the largest a with  h(a) + (1 - a) ln(classes - 1) >= H(Y|T^)  (Fano; Cover & Thomas 2006,
// theorem 2.10.1), h in nats. 1 where the equivocation is 0 or below, 1/classes where it is ln classes or
// above. To 1e-12.
[[nodiscard]] double fanoAccuracy(double equivocation, std::size_t classes);

} // namespace infoplane
