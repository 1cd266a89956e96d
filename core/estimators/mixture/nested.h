// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimate.h"
#include "core/support/philox.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace infoplane {

// What a layer of a net with noise inside gave for each of N inputs, in n passes with fresh noise in all
// layers before it: s_ij, before its own noise, so that its noisy output is T^ = S + sigma N(0, I).
struct PropagatedSamples {
    std::span<const double> values; // [inputs][passes][width], all finite
    std::size_t inputs = 0, passes = 0, width = 0;
};

struct NestedOptions {
    double sigma = 0.0;      // of the layer's own noise, above 0
    std::uint64_t draws = 1; // of it for each sample, 1..65536
    StreamKey noise;         // their stream; not one that the samples were drawn from
    std::size_t threads = 1;
};

// I(X;T^) of X uniform on the N inputs, by sample propagation (Goldfeld et al. 2019):
//   I = h(S + Z) - 1/N sum_i h(S_i + Z),   Z = sigma N(0, I),
// where S and S_i are uniform on all samples and on those of input i. Both entropies are taken at the same
// draws t^ = s_ij + z, so that what they share cancels:
//   I = ln N - mean_ij ln[ sum_kl exp(-|t^ - s_kl|^2 / (2 sigma^2)) / sum_l exp(-|t^ - s_il|^2 / (2 sigma^2))
//   ],
// which is not above ln N, the cap, for any draw. With one pass and no noise before the layer it is the
// mixture plug-in.
//
// Too high in expectation, as the entropy of n samples of S given x_i is too low: by E D(q_n || q), where q
// is the density of T^ given x_i and q_n its mixture over the n samples, which is at most ln(1 + chi^2 / n)
// and nears chi^2 / (2 n), chi^2 the chi-square information between S and T^ given x_i. For Gaussian S it is
// e^(2 J) - 1, with J = I(S;T^|x_i) what T^ knows of the noise of the layers before: take n well above that,
// or compare the values at n and 2 n. The first entropy is too low likewise, with N n in the place of n. The
// standard error is that of the draws, given the samples; it does not say how the samples stand for all
// passes.
//
// O((N n)^2 width draws) on options.threads, the same bits for any number. An Error says which argument is
// wrong, or Cancelled where `proceed` returned false.
[[nodiscard]] Result<Estimate> nestedInformation(const PropagatedSamples& samples,
                                                 const NestedOptions& options, const Proceed& proceed = {});

} // namespace infoplane
