// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/max_norm_panels.h"

#include <cstring>
#include <limits>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
    !defined(__SANITIZE_THREAD__)
#define INFOPLANE_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define INFOPLANE_VECTOR_CLONES
#endif

namespace infoplane {
namespace {

constexpr std::size_t kStride = 8 * kPanel; // numbers that are passed over or looked at together

// Inlined into each clone, so that it is compiled for its instruction set.
#define INFOPLANE_INLINE [[gnu::always_inline]] inline

typedef double Lanes __attribute__((vector_size(kPanel * sizeof(double))));
typedef std::int64_t Words __attribute__((vector_size(kPanel * sizeof(double))));

INFOPLANE_INLINE void load(Lanes& lanes, const double* from) {
    std::memcpy(&lanes, from, sizeof lanes);
}

INFOPLANE_INLINE void raiseToDistance(Lanes& most, const Lanes& values, double centre) {
    const Words positive = Words{} + std::numeric_limits<std::int64_t>::max(); // all bits but the sign
    const Lanes difference = values - centre;
    const Lanes distance = __builtin_bit_cast(Lanes, __builtin_bit_cast(Words, difference) & positive);
    most = distance > most ? distance : most;
}

// rows [width][kDistanceRows]; out [kDistanceRows][panels * kPanel].
INFOPLANE_VECTOR_CLONES
void panelDistances(const double* values, std::size_t panels, std::size_t width, const double* rows,
                    double* out) {
    for (std::size_t panel = 0; panel < panels; ++panel) {
        Lanes most0{}, most1{}, most2{}, most3{};
        for (std::size_t c = 0; c < width; ++c) {
            Lanes point;
            load(point, values + (panel * width + c) * kPanel);
            raiseToDistance(most0, point, rows[c * kDistanceRows]);
            raiseToDistance(most1, point, rows[c * kDistanceRows + 1]);
            raiseToDistance(most2, point, rows[c * kDistanceRows + 2]);
            raiseToDistance(most3, point, rows[c * kDistanceRows + 3]);
        }
        double* const to = out + panel * kPanel;
        std::memcpy(to, &most0, sizeof most0);
        std::memcpy(to + panels * kPanel, &most1, sizeof most1);
        std::memcpy(to + 2 * panels * kPanel, &most2, sizeof most2);
        std::memcpy(to + 3 * panels * kPanel, &most3, sizeof most3);
    }
}

// Where from `begin` on, in whole strides, a number max(a, b) below `limit` can stand first; what is left
// where none stands in them.
INFOPLANE_VECTOR_CLONES
std::size_t strideBelow(const double* a, const double* b, std::size_t begin, std::size_t end, double limit) {
    for (; begin + kStride <= end; begin += kStride) {
        Lanes least = Lanes{} + std::numeric_limits<double>::infinity();
        for (std::size_t j = begin; j < begin + kStride; j += kPanel) {
            Lanes first, second;
            load(first, a + j);
            load(second, b + j);
            const Lanes larger = first > second ? first : second;
            least = larger < least ? larger : least;
        }
        double smallest = least[0];
        for (std::size_t lane = 1; lane < kPanel; ++lane)
            smallest = least[lane] < smallest ? least[lane] : smallest;
        if (smallest < limit) break;
    }
    return begin;
}

INFOPLANE_VECTOR_CLONES
std::uint32_t belowLimit(const double* numbers, std::size_t count, double limit) {
    Words below{};
    std::size_t j = 0;
    for (; j + kPanel <= count; j += kPanel) {
        Lanes lanes;
        load(lanes, numbers + j);
        below -= lanes < limit; // true is -1
    }
    std::int64_t sum = 0;
    for (std::size_t lane = 0; lane < kPanel; ++lane)
        sum += below[lane];
    for (; j < count; ++j)
        sum += numbers[j] < limit ? 1 : 0;
    return static_cast<std::uint32_t>(sum);
}

} // namespace

MaxNormPanels::MaxNormPanels(std::span<const double> points, std::size_t width,
                             std::span<const std::uint32_t> order)
    : points_(order.size()),
      width_(width),
      panels_((order.size() + kPanel - 1) / kPanel),
      values_(panels_ * width * kPanel, std::numeric_limits<double>::infinity()) {
    for (std::size_t i = 0; i < points_; ++i)
        for (std::size_t c = 0; c < width; ++c)
            values_[(i / kPanel * width + c) * kPanel + i % kPanel] = points[order[i] * width + c];
}

void MaxNormPanels::distances(std::size_t first, double* out) const {
    std::vector<double> rows(width_ * kDistanceRows);
    for (std::size_t r = 0; r < kDistanceRows; ++r) {
        const std::size_t i = std::min(first + r, points_ - 1);
        for (std::size_t c = 0; c < width_; ++c)
            rows[c * kDistanceRows + r] = values_[(i / kPanel * width_ + c) * kPanel + i % kPanel];
    }
    panelDistances(values_.data(), panels_, width_, rows.data(), out);
}

void offerLarger(const double* a, const double* b, std::size_t begin, std::size_t end, Nearest& nearest) {
    while (begin < end) {
        begin = strideBelow(a, b, begin, end, nearest.farthest());
        const std::size_t stop = std::min(begin + kStride, end);
        for (; begin < stop; ++begin)
            nearest.add(std::max(a[begin], b[begin]));
    }
}

std::uint32_t countBelow(std::span<const double> numbers, double limit) {
    return belowLimit(numbers.data(), numbers.size(), limit);
}

} // namespace infoplane
