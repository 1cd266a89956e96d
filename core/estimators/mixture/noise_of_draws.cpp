// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/noise_of_draws.h"

#include "core/estimators/mixture/kernel_sum.h"
#include "core/support/parallel.h"

#include <algorithm>

namespace infoplane {
namespace {

constexpr std::size_t kNarrow = 256;
constexpr std::size_t kNoisePiece = 1u << 17; // at a time: fewer are not worth a thread

} // namespace

NoiseOfDraws::NoiseOfDraws(const StreamKey& key, std::size_t points, std::size_t width, std::size_t threads)
    : key_(key), threads_(threads), ahead_(width < kNarrow ? points * width : 0) {}

PointNoise NoiseOfDraws::draw(std::uint64_t step) {
    if (ahead_.empty()) return drawnNoise(key_, step);
    (void)parallelFor((ahead_.size() + kNoisePiece - 1) / kNoisePiece, threads_, [&](std::size_t piece) {
        const std::size_t first = piece * kNoisePiece, count = std::min(kNoisePiece, ahead_.size() - first);
        fillNormalFrom(key_, step, first, ahead_.data() + first, count);
    });
    return givenNoise(ahead_);
}

} // namespace infoplane
