// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_centres.h"

#include "core/estimators/mixture/kernel_sum_block.h"
#include "core/support/assert.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <numeric>

namespace infoplane {
namespace {

using kernel_sum::kPanel;
static_assert(KernelCentres::kPanel == kPanel);
constexpr std::align_val_t kCacheLine{64};
constexpr std::size_t kFirstEnd = 32, kLeastRoughWidth = 64;
constexpr double kMostRough = 1e15; // squares stay within the range of float

std::size_t panelsFor(std::size_t points) {
    return (points + kPanel - 1) / kPanel;
}

std::vector<std::size_t> endsFor(std::size_t width) {
    std::vector<std::size_t> ends;
    for (std::size_t end = kFirstEnd; end < width; end += end / 2)
        ends.push_back(end);
    ends.push_back(width);
    return ends;
}

// The mean of each unit.
template <class T>
std::vector<double> columnMeans(const T* t, std::size_t points, std::size_t width) {
    std::vector<double> mean(width, 0.0);
    for (std::size_t i = 0; i < points; ++i)
        for (std::size_t unit = 0; unit < width; ++unit)
            mean[unit] += static_cast<double>(t[i * width + unit]);
    for (double& m : mean)
        m /= static_cast<double>(points);
    return mean;
}

} // namespace

AlignedDoubles::AlignedDoubles(std::size_t count) : data_(new (kCacheLine) double[count]()) {}

void AlignedDoubles::Delete::operator()(double* p) const {
    ::operator delete[](p, kCacheLine);
}

template <class T>
KernelCentres::KernelCentres(const T* t, std::size_t width, std::span<const std::int64_t> labels,
                             double sigma)
    : width_(width),
      ends_(endsFor(width)),
      order_(labels.size()),
      labels_(panelsFor(labels.size()) * kPanel, -1),
      coordinates_(labels_.size() * width),
      half_squares_(labels_.size() * ends_.size()) {
    INFOPLANE_ASSERT(width > 0 && sigma > 0);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return labels[a] < labels[b]; });
    std::transform(order_.begin(), order_.end(), labels_.begin(), [&](std::size_t i) { return labels[i]; });
    pack(t, sigma);
}

template <class T>
void KernelCentres::pack(const T* t, double sigma) {
    const std::vector<double> mean = columnMeans(t, size(), width_);
    for (std::size_t s = 0; s < size(); ++s) {
        double* column = coordinates_.data() + s / kPanel * width_ * kPanel + s % kPanel;
        const T* const row = t + order_[s] * width_;
        for (std::size_t unit = 0; unit < width_; ++unit, column += kPanel)
            *column = (static_cast<double>(row[unit]) - mean[unit]) / sigma;
    }
    for (std::size_t panel = 0; panel < panels(); ++panel)
        packHalfSquares(panel);
    packRough();
}

void KernelCentres::packRough() {
    for (std::size_t s = 0; s < size(); ++s)
        largest_ = std::max(largest_, std::sqrt(2 * halfSquare(s)));
    if (width_ < kLeastRoughWidth || !(largest_ < kMostRough)) return;
    const double* const first = coordinates_.data();
    rough_.resize(labels_.size() * width_);
    std::transform(first, first + rough_.size(), rough_.begin(),
                   [](double u) { return static_cast<float>(u); });
}

void KernelCentres::packHalfSquares(std::size_t panel) {
    const double* u = coordinates_.data() + panel * width_ * kPanel;
    double* half = half_squares_.data() + panel * ends_.size() * kPanel;
    double squares[kPanel] = {};
    for (std::size_t lane = 0; lane < kPanel; ++lane)
        if (panel * kPanel + lane >= size()) squares[lane] = std::numeric_limits<double>::infinity();
    std::size_t unit = 0;
    for (const std::size_t end : ends_) {
        for (; unit < end; ++unit, u += kPanel)
            for (std::size_t lane = 0; lane < kPanel; ++lane)
                squares[lane] += u[lane] * u[lane];
        for (const double square : squares)
            *half++ = square / 2;
    }
}

template KernelCentres::KernelCentres(const float*, std::size_t, std::span<const std::int64_t>, double);
template KernelCentres::KernelCentres(const double*, std::size_t, std::span<const std::int64_t>, double);

} // namespace infoplane
