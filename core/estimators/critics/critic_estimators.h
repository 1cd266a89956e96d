// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

// Neural estimators: part of the sample trains a critic C(x, y), the rest is measured, both drawn by a
// permutation of the seed; of the points that train, one in five decides when training stops
// (critic_training.h). P is the law of the pairs, Q the product of its marginals; on n reported points Q is
// all n(n-1) pairs of different points. x and y may be continuous or discrete, each on its own. Nats.
//
// A reported value is what the trained critic is worth on points that it never saw: below the information by
// what the critic has not learnt, and random by its standard error, which is of the reported points with the
// critic held fixed. A critic that learnt nothing is a constant, worth 0; its error is that of the critic
// that was turned down for it. No value is cut at 0. Warnings name every reason for doubt that can be seen
// (too few steps, a gap to the training points, few pairs that carry the mean over Q, a cap). No
// distribution-free lower bound certifies more than O(ln n) (McAllester & Stratos 2020).
//
// Parameters of all: steps, batch (0, the default: 256, or all points that train where they are fewer; what
// was taken is in Estimation::parameters), rate, hidden, held_out. Operations: steps * batch * (batch +
// hidden^2) and n^2; memory proportional to the sample. Fewer than six points are refused; an Error where a
// batch that was given is above the points that train, or held_out leaves too few on one side. On at most
// settings.threads (torch_threads.h), one for each 3e7 multiply-adds of a step: one with the default
// parameters. The same numbers for the same seed and number of threads.
namespace infoplane {

// E_P C - ln E_Q e^C (Donsker-Varadhan; Belghazi et al. 2018, eq. 8, gradient of section 3.2). A lower bound
// for n to infinity; a finite n biases it up, without limit where I >> ln n, of which kHighVariance warns.
[[nodiscard]] std::unique_ptr<Estimator> makeMine();

// 1 + E_P C - E_Q e^C (Nguyen, Wainwright & Jordan 2010). A lower bound in expectation. The additive constant
// of C is the best one on the training points.
[[nodiscard]] std::unique_ptr<Estimator> makeNwj();

// ln B + E[c_ii - ln sum_j e^c_ij] (van den Oord et al. 2018), a lower bound in expectation. B are all n
// reported points, cap ln n.
[[nodiscard]] std::unique_ptr<Estimator> makeInfoNce();

// E_P C - ln E_Q e^clip(C, -tau, tau) (Song & Ermon 2020), the critic trained by the Jensen-Shannon
// objective. No bound. Parameter tau.
[[nodiscard]] std::unique_ptr<Estimator> makeSmile();

// H(y) - held-out cross-entropy of a classifier (Barber & Agakov 2003), for discrete y: a lower bound in
// expectation, but for the plug-in entropy of the reported points, which is too low by about (K-1)/(2n). Cap
// H(y).
[[nodiscard]] std::unique_ptr<Estimator> makeVariational();

// I(x;x^), x^ = x + sigma N(0, I), by mine with a critic of (x, x^) (Elad et al. 2019). x is continuous, y is
// not read; fresh noise at every step, one draw a reported point. Parameter sigma, in the unit of x.
[[nodiscard]] std::unique_ptr<Estimator> makeAaMine();

// The same information with the known density in the critic, C = -|x^ - x|^2 / (2 sigma^2) - g(x^), of which
// only g is learnt; tight at g = ln p(x^) + constant.
[[nodiscard]] std::unique_ptr<Estimator> makeKnownConditional();

} // namespace infoplane
