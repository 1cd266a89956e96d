// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace infoplane::bottleneck {

// Anderson's acceleration of a fixed-point iteration s <- g(s) (type II: Walker & Ni, SIAM J. Numer. Anal.
// 49, 2011, section 2): with the last differences of g(s) - s and of g(s) as columns of F and G,
//   next = g(s) - G gamma,   gamma = argmin |g(s) - s - F gamma|^2 + ridge,
// each column scaled to length 1. It promises no ascent: the caller keeps the plain step to fall back on.
class Anderson {
public:
    explicit Anderson(std::size_t depth) : depth_(depth) {}

    void reset(); // forgets all steps, as where the problem or its size has changed

    // Takes in s and g(s), both of the same length since the last reset; `next` becomes the accelerated
    // step, after a reset g(s).
    void propose(const std::vector<double>& s, const std::vector<double>& g, std::vector<double>& next);

private:
    void remember(const std::vector<double>& residual, const std::vector<double>& g);
    [[nodiscard]] std::vector<double> solve(const std::vector<double>& residual) const;

    std::size_t depth_, newest_ = 0;
    bool begun_ = false;
    std::vector<double> last_residual_, last_g_, residual_;
    std::vector<std::vector<double>> residual_steps_, g_steps_; // at most depth_; newest_ is overwritten next
    std::vector<std::vector<double>> products_;                 // of residual_steps_
};

} // namespace infoplane::bottleneck
