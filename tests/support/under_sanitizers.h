// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>

namespace infoplane::testing {

// Whether a test of values, which the sanitizers do not change, may be left out because another runs the same
// code: under a sanitizer, but for packaging/test --long.
inline bool onlyCodeCounts() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return std::getenv("INFOPLANE_LONG") == nullptr;
#else
    return false;
#endif
}

} // namespace infoplane::testing
