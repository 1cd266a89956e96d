// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace infoplane {

// Calls work(i) once for each i in 0..count-1, on at most `threads` threads of which the calling one is one,
// in no fixed order; returns when all are done. `proceed`, if there is one, is asked on the calling thread
// alone, before each of its pieces; once it returns false no further piece begins and the result is false.
// The first exception of a piece ends the others likewise and is thrown again here. Results must not depend
// on which thread does a piece: pieces write to places of their own, and whoever adds them up does so in the
// order of i.
[[nodiscard]] bool parallelFor(std::size_t count, std::size_t threads,
                               const std::function<void(std::size_t)>& work,
                               const std::function<bool()>& proceed = {});

} // namespace infoplane
