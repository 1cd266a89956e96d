// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_sum.h"

#include "core/estimators/mixture/kernel_sum_block.h"
#include "core/support/assert.h"

#include <algorithm>
#include <limits>
#include <new>
#include <numeric>

namespace infoplane {
namespace {

using kernel_sum::kRows;
constexpr std::size_t kPanel = KernelCentres::kPanel;
static_assert(kPanel == kernel_sum::kPanel);
constexpr std::align_val_t kCacheLine{64};

std::size_t panelsFor(std::size_t points) {
    return (points + kPanel - 1) / kPanel;
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

double sumOfLanes(const double* lanes) {
    return std::accumulate(lanes, lanes + kPanel, 0.0);
}

// Some noisy points in blocks of eight, with their sums so far.
class NoisyRows {
public:
    NoisyRows(const KernelCentres& centres, std::size_t capacity)
        : centres_(centres),
          blocks_((capacity + kRows - 1) / kRows),
          noisy_(blocks_ * kRows * centres.width()),
          self_(blocks_ * kRows),
          labels_(blocks_ * kRows),
          all_(blocks_ * kRows * kPanel),
          own_(blocks_ * kRows * kPanel) {}

    [[nodiscard]] std::size_t capacity() const { return blocks_ * kRows; }

    // Takes the points at the places [first, first + count) of the sorted order.
    void fill(std::size_t first, std::size_t count, std::span<const float> noise) {
        first_ = first;
        count_ = count;
        std::fill_n(all_.data(), capacity() * kPanel, 0.0);
        std::fill_n(own_.data(), capacity() * kPanel, 0.0);
        for (std::size_t row = 0; row < count; ++row)
            fillRow(row, noise);
        for (std::size_t row = count; row % kRows != 0; ++row)
            emptyRow(row);
    }

    // Adds the kernels of all rows with `panels` panels of centres from `first_panel` on.
    void add(const kernel_sum::Implementation& way, std::size_t first_panel, std::size_t panels) {
        kernel_sum::Block b;
        b.width = centres_.width();
        b.panels = panels;
        b.coordinates = centres_.coordinates() + first_panel * b.width * kPanel;
        b.half_squares = centres_.halfSquares() + first_panel * kPanel;
        b.centre_labels = centres_.labels() + first_panel * kPanel;
        for (std::size_t row = 0; row < count_; row += kRows) {
            b.noisy = noisy_.data() + row * b.width;
            b.self = self_.data() + row;
            b.labels = labels_.data() + row;
            b.all = all_.data() + row * kPanel;
            b.own = own_.data() + row * kPanel;
            b.diagonal =
                static_cast<std::ptrdiff_t>(first_ + row) - static_cast<std::ptrdiff_t>(first_panel * kPanel);
            way.add(b);
        }
    }

    void finish(KernelSums& sums) const {
        for (std::size_t row = 0; row < count_; ++row) {
            const std::size_t point = centres_.point(first_ + row);
            sums.all[point] = sumOfLanes(all_.data() + row * kPanel);
            sums.own[point] = sumOfLanes(own_.data() + row * kPanel);
        }
    }

private:
    double& noisy(std::size_t row, std::size_t unit) {
        return noisy_.data()[(row / kRows * centres_.width() + unit) * kRows + row % kRows];
    }

    void fillRow(std::size_t row, std::span<const float> noise) {
        const std::size_t place = first_ + row;
        const float* const of_point = noise.data() + centres_.point(place) * centres_.width();
        double self = 0;
        for (std::size_t unit = 0; unit < centres_.width(); ++unit) {
            const double u = centres_.coordinate(place, unit);
            const double a = u + static_cast<double>(of_point[unit]);
            noisy(row, unit) = a;
            self += a * u;
        }
        self_.data()[row] = self - centres_.halfSquare(place);
        labels_[row] = centres_.label(place);
    }

    void emptyRow(std::size_t row) {
        for (std::size_t unit = 0; unit < centres_.width(); ++unit)
            noisy(row, unit) = 0.0;
        self_.data()[row] = 0.0;
        labels_[row] = -1;
    }

    const KernelCentres& centres_;
    std::size_t blocks_, first_ = 0, count_ = 0;
    AlignedDoubles noisy_, self_;
    std::vector<std::int64_t> labels_;
    AlignedDoubles all_, own_;
};

} // namespace

AlignedDoubles::AlignedDoubles(std::size_t count) : data_(new (kCacheLine) double[count]()) {}

void AlignedDoubles::Delete::operator()(double* p) const {
    ::operator delete[](p, kCacheLine);
}

template <class T>
KernelCentres::KernelCentres(const T* t, std::size_t width, std::span<const std::int64_t> labels,
                             double sigma)
    : width_(width),
      order_(labels.size()),
      labels_(panelsFor(labels.size()) * kPanel, -1),
      coordinates_(labels_.size() * width),
      half_squares_(labels_.size()) {
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
    for (std::size_t s = 0; s < labels_.size(); ++s) {
        double* const column = coordinates_.data() + s / kPanel * width_ * kPanel + s % kPanel;
        if (s >= size()) {
            half_squares_.data()[s] = std::numeric_limits<double>::infinity();
            continue;
        }
        const T* const row = t + order_[s] * width_;
        double square = 0;
        for (std::size_t unit = 0; unit < width_; ++unit) {
            const double u = (static_cast<double>(row[unit]) - mean[unit]) / sigma;
            column[unit * kPanel] = u;
            square += u * u;
        }
        half_squares_.data()[s] = square / 2;
    }
}

template KernelCentres::KernelCentres(const float*, std::size_t, std::span<const std::int64_t>, double);
template KernelCentres::KernelCentres(const double*, std::size_t, std::span<const std::int64_t>, double);

bool kernelSums(const KernelCentres& centres, std::span<const float> noise, const Proceed& proceed,
                KernelSums& sums, const KernelTiling& tiling) {
    const kernel_sum::Implementation way = kernel_sum::implementations().front();
    const std::size_t panel_bytes = centres.width() * kPanel * sizeof(double);
    const std::size_t step = std::max<std::size_t>(1, tiling.centre_bytes / panel_bytes);
    INFOPLANE_ASSERT(noise.size() == centres.size() * centres.width());
    NoisyRows rows(centres, std::max<std::size_t>(1, std::min(tiling.rows, centres.size())));
    sums.all.resize(centres.size());
    sums.own.resize(centres.size());
    for (std::size_t first = 0; first < centres.size(); first += rows.capacity()) {
        rows.fill(first, std::min(rows.capacity(), centres.size() - first), noise);
        for (std::size_t panel = 0; panel < centres.panels(); panel += step) {
            if (proceed && !proceed()) return false;
            rows.add(way, panel, std::min(step, centres.panels() - panel));
        }
        rows.finish(sums);
    }
    return true;
}

} // namespace infoplane
