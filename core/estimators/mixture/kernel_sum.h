// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimate.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

// The sums of Gaussian kernels under the mixture plug-in: N noisy points against N centres, on the processor,
// in double precision, in tiles that stay in its cache.
namespace infoplane {

// Doubles aligned to a cache line, all 0 at first.
class AlignedDoubles {
public:
    explicit AlignedDoubles(std::size_t count);
    [[nodiscard]] double* data() { return data_.get(); }
    [[nodiscard]] const double* data() const { return data_.get(); }

private:
    struct Delete {
        void operator()(double* p) const;
    };
    std::unique_ptr<double[], Delete> data_;
};

// The centres u_k = (t_k - mean) / sigma of one layer with their labels, sorted by label so that near centres
// are neighbours. Distances do not depend on the origin, and far from it digits are lost: so the mean.
class KernelCentres {
public:
    static constexpr std::size_t kPanel = 16;

    // t row-major [labels.size(), width], float or double, all finite; labels >= 0; sigma > 0.
    template <class T>
    KernelCentres(const T* t, std::size_t width, std::span<const std::int64_t> labels, double sigma);

    [[nodiscard]] std::size_t size() const { return order_.size(); }
    [[nodiscard]] std::size_t width() const { return width_; }

    // The centre at place s of the sorted order: which of the caller's points it is, and its label.
    [[nodiscard]] std::size_t point(std::size_t s) const { return order_[s]; }
    [[nodiscard]] std::int64_t label(std::size_t s) const { return labels_[s]; }
    [[nodiscard]] double coordinate(std::size_t s, std::size_t unit) const {
        return coordinates_.data()[(s / kPanel * width_ + unit) * kPanel + s % kPanel];
    }
    [[nodiscard]] double halfSquare(std::size_t s) const { return half_squares_.data()[s]; } // |u|^2 / 2

    // The same in panels of kPanel centres: coordinates [panels][width][kPanel], the others [panels][kPanel].
    // The last panel is filled up with centres infinitely far away, of label -1.
    [[nodiscard]] std::size_t panels() const { return (size() + kPanel - 1) / kPanel; }
    [[nodiscard]] const double* coordinates() const { return coordinates_.data(); }
    [[nodiscard]] const double* halfSquares() const { return half_squares_.data(); }
    [[nodiscard]] const std::int64_t* labels() const { return labels_.data(); }

private:
    template <class T>
    void pack(const T* t, double sigma);

    std::size_t width_;
    std::vector<std::size_t> order_;
    std::vector<std::int64_t> labels_;
    AlignedDoubles coordinates_, half_squares_;
};

// For each of the caller's points i with noise e_i: all = sum_k exp(x_ik), own = the part of it over the k of
// the label of i, with
//   x_ik = (|e_i|^2 - |u_i + e_i - u_k|^2) / 2,   x_ii = 0 exactly.
// 1 <= own <= all holds in arithmetic too: both add non-negative numbers, 1 among them, in the same order.
struct KernelSums {
    std::vector<double> all, own;
};

// How much is worked on at a time. The sums do not depend on it, to the last bit.
struct KernelTiling {
    std::size_t rows = 128;                // noisy points
    std::size_t centre_bytes = 256 * 1024; // of centres; at least one panel is taken
};

// Computes the sums for one draw of noise [size][width], N(0, 1), of the caller's points. Terms below
// exp(-50) are left out: N of them are below the rounding of a sum of at least 1. Returns false where
// `proceed` did; `sums` is then unfinished. Memory beside the centres: tiling.rows * width doubles. May run
// on several threads at once, each with its own `sums`.
[[nodiscard]] bool kernelSums(const KernelCentres& centres, std::span<const float> noise,
                              const Proceed& proceed, KernelSums& sums, const KernelTiling& tiling = {});

} // namespace infoplane
