// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace infoplane {

// Numbers aligned to a cache line, all 0 at first unless they are left unset.
template <class T>
class AlignedArray {
public:
    struct Unset {};

    explicit AlignedArray(std::size_t count) : data_(new (kCacheLine) T[count]()), count_(count) {}
    AlignedArray(std::size_t count, Unset) : data_(new (kCacheLine) T[count]), count_(count) {}
    [[nodiscard]] T* data() { return data_.get(); }
    [[nodiscard]] const T* data() const { return data_.get(); }
    [[nodiscard]] std::size_t size() const { return count_; }

private:
    static constexpr std::align_val_t kCacheLine{64};
    struct Delete {
        void operator()(T* p) const { ::operator delete[](p, kCacheLine); }
    };
    std::unique_ptr<T[], Delete> data_;
    std::size_t count_;
};

using AlignedDoubles = AlignedArray<double>;

// The centres u_k = (t_k - mean) / sigma of one layer with their labels, sorted by label so that near centres
// are neighbours. Distances do not depend on the origin, and far from it digits are lost: so the mean.
class KernelCentres {
public:
    static constexpr std::size_t kPanel = 16;

    // t row-major [labels.size(), width], float or double, all finite; labels >= 0; sigma > 0. The same bits
    // for any number of threads.
    template <class T>
    KernelCentres(const T* t, std::size_t width, std::span<const std::int64_t> labels, double sigma,
                  std::size_t threads = 1);

    [[nodiscard]] std::size_t size() const { return order_.size(); }
    [[nodiscard]] std::size_t width() const { return width_; }

    // A sum over the units can end early where its first ones say enough: at the ends 32, 40, 50, ... and at
    // the width, which is the last.
    [[nodiscard]] const std::vector<std::size_t>& ends() const { return ends_; }

    // The centre at place s of the sorted order: which of the caller's points it is, and its label.
    [[nodiscard]] std::size_t point(std::size_t s) const { return order_[s]; }
    [[nodiscard]] std::int64_t label(std::size_t s) const { return labels_[s]; }
    [[nodiscard]] double coordinate(std::size_t s, std::size_t unit) const {
        return firstCoordinate(s)[unit * kPanel];
    }
    // Its coordinates stand kPanel apart.
    [[nodiscard]] const double* firstCoordinate(std::size_t s) const {
        return coordinates_.data() + s / kPanel * width_ * kPanel + s % kPanel;
    }
    // |u|^2 / 2 over the units up to ends()[end].
    [[nodiscard]] double halfSquare(std::size_t s, std::size_t end) const;
    [[nodiscard]] double halfSquare(std::size_t s) const { return halfSquare(s, ends_.size() - 1); }

    // The same in panels of kPanel centres: coordinates [panels][width][kPanel], what the
    // half squares grow by from end to end [panels][ends][kPanel], labels [panels][kPanel]. The last panel is
    // filled up with centres infinitely far away, of label -1.
    [[nodiscard]] std::size_t panels() const { return (size() + kPanel - 1) / kPanel; }
    [[nodiscard]] const double* coordinates() const { return coordinates_.data(); }
    [[nodiscard]] const double* halfSquares() const { return half_squares_.data(); }
    [[nodiscard]] const std::int64_t* labels() const { return labels_.data(); }

    // The coordinates once more as floats, of wide layers alone, to tell negligible pairs at half the price;
    // else empty. largest() is the largest |u|.
    [[nodiscard]] std::span<const float> roughCoordinates() const { return {rough_.data(), rough_.size()}; }
    [[nodiscard]] double largest() const { return largest_; }

private:
    template <class T>
    void pack(const T* t, std::span<const double> mean, double sigma, std::size_t panel);
    void packHalfSquares(std::size_t panel);
    void packRough(std::size_t threads);

    std::size_t width_;
    std::vector<std::size_t> ends_, order_;
    std::vector<std::int64_t> labels_;
    AlignedDoubles coordinates_, half_squares_;
    AlignedArray<float> rough_{0};
    double largest_ = 0;
};

} // namespace infoplane
