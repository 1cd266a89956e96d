// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_centres.h"

#include "core/estimators/mixture/kernel_sum_block.h"
#include "core/support/assert.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace infoplane {
namespace {

using kernel_sum::kPanel;
static_assert(KernelCentres::kPanel == kPanel);
constexpr std::size_t kFirstEnd = 32, kLongest = 128, kLeastRoughWidth = 64;
constexpr std::size_t kMostParts = 32;     // of the rows, whose means are taken
constexpr std::size_t kNumbers = 1u << 17; // at a time at least: fewer are not worth a thread
constexpr double kMostRough = 1e15;        // squares stay within the range of float

std::size_t panelsFor(std::size_t points) {
    return (points + kPanel - 1) / kPanel;
}

// Calls work(panel) for all panels.
template <class Work>
void forPanels(std::size_t panels, std::size_t width, std::size_t threads, const Work& work) {
    const std::size_t a_piece = (kNumbers + kPanel * width - 1) / (kPanel * width);
    (void)parallelFor((panels + a_piece - 1) / a_piece, threads, [&](std::size_t piece) {
        for (std::size_t panel = piece * a_piece; panel < std::min(panels, (piece + 1) * a_piece); ++panel)
            work(panel);
    });
}

std::vector<std::size_t> endsFor(std::size_t width) {
    std::vector<std::size_t> ends;
    for (std::size_t end = kFirstEnd; end < width; end += std::min(end / 4, kLongest))
        ends.push_back(end);
    ends.push_back(width);
    return ends;
}

// The mean of each unit: sums over some rows each, which are added in their order.
template <class T>
std::vector<double> columnMeans(const T* t, std::size_t points, std::size_t width, std::size_t threads) {
    const std::size_t a_part =
        std::max((kNumbers + width - 1) / width, (points + kMostParts - 1) / kMostParts);
    std::vector<std::vector<double>> parts((points + a_part - 1) / a_part);
    (void)parallelFor(parts.size(), threads, [&](std::size_t part) {
        std::vector<double> sums(width, 0.0);
        for (std::size_t i = part * a_part; i < std::min(points, (part + 1) * a_part); ++i)
            for (std::size_t unit = 0; unit < width; ++unit)
                sums[unit] += static_cast<double>(t[i * width + unit]);
        parts[part] = std::move(sums);
    });
    std::vector<double> mean(width, 0.0);
    for (std::size_t unit = 0; unit < width; ++unit) {
        for (const std::vector<double>& sums : parts)
            mean[unit] += sums[unit];
        mean[unit] /= static_cast<double>(points);
    }
    return mean;
}

} // namespace

template <class T>
KernelCentres::KernelCentres(const T* t, std::size_t width, std::span<const std::int64_t> labels,
                             double sigma, std::size_t threads)
    : width_(width),
      ends_(endsFor(width)),
      order_(labels.size()),
      labels_(panelsFor(labels.size()) * kPanel, -1),
      coordinates_(labels_.size() * width, AlignedDoubles::Unset{}),
      half_squares_(labels_.size() * ends_.size()) {
    INFOPLANE_ASSERT(width > 0 && sigma > 0);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return labels[a] < labels[b]; });
    std::transform(order_.begin(), order_.end(), labels_.begin(), [&](std::size_t i) { return labels[i]; });
    const std::vector<double> mean = columnMeans(t, size(), width, threads);
    forPanels(panels(), width_, threads, [&](std::size_t panel) {
        pack(t, mean, sigma, panel);
        packHalfSquares(panel);
    });
    packRough(threads);
}

template <class T>
void KernelCentres::pack(const T* t, std::span<const double> mean, double sigma, std::size_t panel) {
    const std::size_t first = panel * kPanel, count = std::min(kPanel, size() - first);
    double* to = coordinates_.data() + first * width_;
    const T* rows[kPanel];
    for (std::size_t lane = 0; lane < count; ++lane)
        rows[lane] = t + order_[first + lane] * width_;
    for (std::size_t unit = 0; unit < width_; ++unit, to += kPanel)
        for (std::size_t lane = 0; lane < kPanel; ++lane)
            to[lane] = lane < count ? (static_cast<double>(rows[lane][unit]) - mean[unit]) / sigma : 0.0;
}

void KernelCentres::packHalfSquares(std::size_t panel) {
    const double* u = coordinates_.data() + panel * width_ * kPanel;
    double* half = half_squares_.data() + panel * ends_.size() * kPanel;
    std::size_t unit = 0;
    for (const std::size_t end : ends_) {
        double squares[kPanel] = {};
        for (; unit < end; ++unit, u += kPanel)
            for (std::size_t lane = 0; lane < kPanel; ++lane)
                squares[lane] += u[lane] * u[lane];
        for (std::size_t lane = 0; lane < kPanel; ++lane)
            half[lane] = squares[lane] / 2;
        if (end == ends_.front()) // what fills the last panel up
            for (std::size_t lane = std::min(kPanel, size() - panel * kPanel); lane < kPanel; ++lane)
                half[lane] = std::numeric_limits<double>::infinity();
        half += kPanel;
    }
}

void KernelCentres::packRough(std::size_t threads) {
    for (std::size_t s = 0; s < size(); ++s)
        largest_ = std::max(largest_, std::sqrt(2 * halfSquare(s)));
    if (width_ < kLeastRoughWidth || !(largest_ < kMostRough)) return;
    rough_ = AlignedArray<float>(coordinates_.size(), AlignedArray<float>::Unset{});
    forPanels(panels(), width_, threads, [&](std::size_t panel) {
        const std::size_t first = panel * kPanel * width_;
        std::transform(coordinates_.data() + first, coordinates_.data() + first + kPanel * width_,
                       rough_.data() + first, [](double u) { return static_cast<float>(u); });
    });
}

double KernelCentres::halfSquare(std::size_t s, std::size_t end) const {
    const double* const steps = half_squares_.data() + s / kPanel * ends_.size() * kPanel + s % kPanel;
    double half = 0;
    for (std::size_t e = 0; e <= end; ++e)
        half += steps[e * kPanel];
    return half;
}

template KernelCentres::KernelCentres(const float*, std::size_t, std::span<const std::int64_t>, double,
                                      std::size_t);
template KernelCentres::KernelCentres(const double*, std::size_t, std::span<const std::int64_t>, double,
                                      std::size_t);

} // namespace infoplane
