// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/mixture/kernel_centres.h"
#include "core/estimators/mixture/kernel_sum_block.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace infoplane {

// Fills the noise N(0, 1) of one of the caller's points, [width]; may be called on several threads at once.
// An empty function stands for no noise.
using PointNoise = std::function<void(std::size_t point, std::span<float> out)>;

// Some noisy points u_i + e_i in blocks of eight as the inner loops read them, with their sums so far.
class NoisyRows {
public:
    // The points at the places [first, first + count) of the sorted order.
    NoisyRows(const KernelCentres& centres, std::size_t first, std::size_t count, const PointNoise& noise);

    // Runs `way` on all rows against `panels` panels of centres from `first_panel` on. The columns are those
    // of these panels, or absent.
    void run(void (*way)(const kernel_sum::Blocks&), std::size_t first_panel, std::size_t panels,
             const kernel_sum::Lanes& columns = {}, const kernel_sum::Lanes& narrow_columns = {});

    // Sets the sums of every lane.
    void reset(double value);

    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] std::size_t point(std::size_t row) const { return centres_.point(first_ + row); }
    // The lanes of the sums of a row over the centres of its label, and over the others; narrow: of pairs.
    [[nodiscard]] std::span<const double> own(std::size_t row) const { return lanes(own_, row); }
    [[nodiscard]] std::span<const double> other(std::size_t row) const { return lanes(other_, row); }
    [[nodiscard]] std::span<const double> narrowOwn(std::size_t row) const { return lanes(narrow_own_, row); }
    [[nodiscard]] std::span<const double> narrowOther(std::size_t row) const {
        return lanes(narrow_other_, row);
    }

    // Takes `shift` off every exponent of a row, but for its own centre's, which stays 0.
    void shift(std::size_t row, double shift);

private:
    [[nodiscard]] static std::span<const double> lanes(const AlignedDoubles& sums, std::size_t row) {
        return {sums.data() + row * kernel_sum::kPanel, kernel_sum::kPanel};
    }
    // What rounding to float and summing in it can put into an exponent at most.
    [[nodiscard]] double roughError() const;
    double& self(std::size_t row, std::size_t end);
    void fillBlock(std::size_t block, std::span<const float> noise);

    const KernelCentres& centres_;
    std::size_t first_, count_, capacity_;
    AlignedDoubles noisy_, self_;
    AlignedArray<float> rough_{0}; // noisy_ as floats, where the centres have them
    bool try_rough_ = true;
    double largest_ = 0; // |u_i + e_i|
    std::vector<std::int64_t> labels_;
    AlignedDoubles own_, other_, narrow_own_, narrow_other_;
    AlignedDoubles products_; // room for the loops to work in
    std::vector<std::size_t> counted_;
};

} // namespace infoplane
