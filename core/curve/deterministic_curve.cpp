// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/deterministic_curve.h"

#include "core/support/assert.h"

#include <algorithm>

namespace infoplane {

double deterministicCurve(double rate, double label_entropy) {
    INFOPLANE_ASSERT(rate >= 0.0 && label_entropy >= 0.0);
    return std::min(rate, label_entropy);
}

CurvePoint deterministicOptimum(double beta, double label_entropy) {
    INFOPLANE_ASSERT(beta >= 0.0 && label_entropy >= 0.0);
    if (beta >= 1.0) return {0.0, 0.0};
    return {label_entropy, label_entropy};
}

CurvePoint deterministicSquaredOptimum(double beta, double label_entropy) {
    INFOPLANE_ASSERT(beta > 0.0 && label_entropy >= 0.0);
    const double rate = std::min(0.5 / beta, label_entropy);
    return {rate, rate};
}

std::vector<CurvePoint> deterministicCurveLine(double label_entropy, double rate_end) {
    const double corner = deterministicCurve(rate_end, label_entropy);
    std::vector<CurvePoint> line{{0.0, 0.0}};
    if (corner > 0.0) line.push_back({corner, corner});
    if (rate_end > corner) line.push_back({rate_end, corner});
    return line;
}

std::vector<CurvePoint> deterministicCurveSamples(double label_entropy, double rate_end, std::size_t count) {
    INFOPLANE_ASSERT(count >= 2);
    std::vector<CurvePoint> samples(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double rate = rate_end * static_cast<double>(i) / static_cast<double>(count - 1);
        samples[i] = {rate, deterministicCurve(rate, label_entropy)};
    }
    return samples;
}

} // namespace infoplane
