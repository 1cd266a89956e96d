// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace infoplane {

// The k smallest of the distances that it was shown, k >= 1.
class Nearest {
public:
    explicit Nearest(std::size_t k) { reset(k); }

    void reset(std::size_t k) { smallest_.assign(k, std::numeric_limits<double>::infinity()); }
    void add(double distance) {
        if (distance >= smallest_.back()) return;
        std::size_t place = smallest_.size() - 1;
        for (; place > 0 && smallest_[place - 1] > distance; --place)
            smallest_[place] = smallest_[place - 1];
        smallest_[place] = distance;
    }
    // The k-th smallest; infinity while it has seen fewer.
    [[nodiscard]] double farthest() const { return smallest_.back(); }
    // How many are strictly smaller than the k-th.
    [[nodiscard]] std::size_t nearer() const {
        const auto end = std::ranges::lower_bound(smallest_, smallest_.back());
        return static_cast<std::size_t>(end - smallest_.begin());
    }

private:
    std::vector<double> smallest_; // ascending
};

} // namespace infoplane
