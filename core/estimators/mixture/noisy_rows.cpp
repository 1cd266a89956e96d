// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/noisy_rows.h"

#include <algorithm>
#include <cmath>

namespace infoplane {

using kernel_sum::kPanel;
using kernel_sum::kRows;

NoisyRows::NoisyRows(const KernelCentres& centres, std::size_t first, std::size_t count,
                     const PointNoise& noise)
    : centres_(centres),
      first_(first),
      count_(count),
      capacity_((count + kRows - 1) / kRows * kRows),
      noisy_(capacity_ * centres.width(), AlignedDoubles::Unset{}),
      self_(capacity_ * centres.ends().size()),
      labels_(capacity_, -1),
      own_(capacity_ * kPanel),
      other_(capacity_ * kPanel),
      narrow_own_(capacity_ * kPanel),
      narrow_other_(capacity_ * kPanel),
      products_(centres.ends().size() > 1 ? capacity_ * kPanel : 0),
      counted_(2 * capacity_ / kRows) {
    std::vector<float> of_block(kRows * centres.width());
    for (std::size_t row = 0; row < count; ++row) {
        const std::span<float> of_row(of_block.data() + row % kRows * centres.width(), centres.width());
        if (noise) noise(point(row), of_row);
        labels_[row] = centres.label(first + row);
        if (row % kRows + 1 == kRows || row + 1 == count) fillBlock(row / kRows, of_block);
    }
    if (centres.roughCoordinates().empty()) return;
    rough_ = AlignedArray<float>(noisy_.size(), AlignedArray<float>::Unset{});
    std::transform(noisy_.data(), noisy_.data() + rough_.size(), rough_.data(),
                   [](double a) { return static_cast<float>(a); });
}

// A sum of n products of rounded factors is off by at most (n + 2) 2^-24 |a| |u|; twice that and 1 for all
// else.
double NoisyRows::roughError() const {
    return static_cast<double>(centres_.width() + 2) * 0x1p-23 * largest_ * centres_.largest() + 1;
}

void NoisyRows::run(void (*way)(const kernel_sum::Blocks&), std::size_t first_panel, std::size_t panels,
                    const kernel_sum::Lanes& columns, const kernel_sum::Lanes& narrow_columns) {
    kernel_sum::Blocks b;
    b.ends = centres_.ends();
    b.blocks = capacity_ / kRows;
    b.panels = panels;
    b.noisy = noisy_.data();
    b.self = self_.data();
    b.labels = labels_.data();
    b.coordinates = centres_.coordinates() + first_panel * centres_.width() * kPanel;
    b.half_squares = centres_.halfSquares() + first_panel * centres_.ends().size() * kPanel;
    b.centre_labels = centres_.labels() + first_panel * kPanel;
    b.diagonal = static_cast<std::ptrdiff_t>(first_) - static_cast<std::ptrdiff_t>(first_panel * kPanel);
    b.sums = {own_.data(), other_.data()};
    b.narrow = {narrow_own_.data(), narrow_other_.data()};
    b.columns = columns;
    b.narrow_columns = narrow_columns;
    b.products = products_.data();
    b.counted = counted_.data();
    if (rough_.size() > 0) {
        b.rough_noisy = rough_.data();
        b.rough_coordinates = centres_.roughCoordinates().data() + first_panel * centres_.width() * kPanel;
        b.rough_error = roughError();
        b.try_rough = &try_rough_;
    }
    way(b);
}

void NoisyRows::reset(double value) {
    std::fill_n(own_.data(), capacity_ * kPanel, value);
    std::fill_n(other_.data(), capacity_ * kPanel, value);
}

void NoisyRows::shift(std::size_t row, double shift) {
    for (std::size_t end = 0; end < centres_.ends().size(); ++end)
        self(row, end) += shift;
}

double& NoisyRows::self(std::size_t row, std::size_t end) {
    return self_.data()[(row / kRows * centres_.ends().size() + end) * kRows + row % kRows];
}

// Eight rows at once, which stand side by side in their panel. Beyond an end the exponent can at most grow by
// the part of |e_i|^2 / 2 that is left, so that is added: what is then negligible stays so.
void NoisyRows::fillBlock(std::size_t block, std::span<const float> noise) {
    const std::size_t place = first_ + block * kRows, width = centres_.width();
    double left[kRows] = {}, product[kRows] = {}, square[kRows] = {};
    for (std::size_t row = 0; row < kRows; ++row)
        for (const float e : noise.subspan(row * width, width))
            left[row] += static_cast<double>(e) * static_cast<double>(e);
    const double* u = centres_.firstCoordinate(place);
    double* a = noisy_.data() + block * kRows * width;
    std::size_t unit = 0;
    for (std::size_t end = 0; end < centres_.ends().size(); ++end) {
        for (; unit < centres_.ends()[end]; ++unit, u += kPanel, a += kRows)
            for (std::size_t row = 0; row < kRows; ++row) {
                const auto e = static_cast<double>(noise[row * width + unit]);
                a[row] = u[row] + e;
                product[row] += a[row] * u[row];
                square[row] += a[row] * a[row];
                left[row] -= e * e;
            }
        const bool last = end + 1 == centres_.ends().size();
        for (std::size_t row = 0; row < std::min(kRows, count_ - block * kRows); ++row)
            self(block * kRows + row, end) =
                product[row] - centres_.halfSquare(place + row, end) - (last ? 0.0 : left[row] / 2);
    }
    largest_ = std::max(largest_, std::sqrt(*std::ranges::max_element(square)));
}

} // namespace infoplane
