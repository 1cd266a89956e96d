// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/network.h"

#include <ATen/ATen.h>

#include <memory>
#include <vector>

// Critics of two variables in the form of an inner product,
//   C(x, y) = <l(x), r(y)>,
// so that the scores of all pairs of two samples cost one matrix product.
namespace infoplane {

class PairCritic {
public:
    virtual ~PairCritic() = default;

    // Takes the scaling of continuous inputs from a training sample; what was learnt stays. Before the first
    // call an inner-product critic reads its inputs as they are; the known-conditional one needs the call.
    virtual void fit(const at::Tensor& x, const at::Tensor& y) = 0;

    // l(x) and r(y), [n, e]. A continuous variable is [n, width] of any floating type, a discrete one int64
    // [n].
    [[nodiscard]] virtual at::Tensor left(const at::Tensor& x) const = 0;
    [[nodiscard]] virtual at::Tensor right(const at::Tensor& y) const = 0;

    [[nodiscard]] virtual std::vector<at::Tensor> parameters() const = 0;
};

// The shape of one variable.
struct CriticSide {
    std::int64_t width = 0;   // of a continuous variable
    std::int64_t symbols = 0; // of a discrete variable; 0: continuous
};

// A perceptron on each side with two hidden layers and a linear by-pass,
//   l(x) = [ (f(x) + F x) / sqrt(e), a(x), 1 ],   r(y) = [ g(y) + G y, 1, b(y) ],   e = 32,
// inputs, after fit(), standardised with the mean and the deviation of each column (1 for a constant one).
// The by-pass makes Gaussian dependence an easy case. It begins at C = 0, whose value is 0 in every
// objective. A discrete variable has a table of one row a symbol in the place of the perceptron: any function
// of one-hot symbols.
[[nodiscard]] std::unique_ptr<PairCritic> makeInnerProductCritic(const CriticSide& x, const CriticSide& y,
                                                                 std::int64_t hidden, std::uint64_t seed);

// The critic of x and x^ = x + sigma N(0, I) with the known conditional density,
//   C = -|x^ - x|^2 / (2 sigma^2) - g(x^),   g(x^) = -1/2 |u|^2 + perceptron(u),   u = L^-1 (x^ - mean),
// L L' = Cov(x) + sigma^2 I: g begins as a Gaussian's log-density and learns what differs from it. Where the
// sample has fewer than ten points a column, the covariance is taken as diagonal. In double, because the
// squares cancel.
[[nodiscard]] std::unique_ptr<PairCritic> makeKnownConditionalCritic(std::int64_t width, double sigma,
                                                                     std::int64_t hidden, std::uint64_t seed);

} // namespace infoplane
