// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/mixture/noisy_rows.h"
#include "core/support/philox.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace infoplane {

// drawnNoise of one draw after the other, the same numbers. Of narrow points it is drawn for all of them at
// once: the generator makes 256 numbers at a time, so that a few are as dear as all of these. Memory: 4
// points width bytes where points are narrow, that is of less than 256 units; else none.
class NoiseOfDraws {
public:
    NoiseOfDraws(const StreamKey& key, std::size_t points, std::size_t width, std::size_t threads);

    // Good until the next call.
    [[nodiscard]] PointNoise draw(std::uint64_t step);

private:
    StreamKey key_;
    std::size_t threads_;
    std::vector<float> ahead_;
};

} // namespace infoplane
