// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimate.h"

#include <optional>

namespace at {
class Tensor;
}

// What a critic C(x_i, y_j) = <left_i, right_j> is worth on n pairs (x_i, y_i) that it was not trained on.
// All n(n-1) pairs with i != j stand for the product of the marginals; they are taken in tiles, in memory
// proportional to n. left and right [n, e], n >= 2, without gradient. No value where `proceed`, asked between
// tiles, returned false.
//
// Standard errors are those of the sample of n points with the critic held fixed, by the delta method (the
// infinitesimal jackknife): s / sqrt(n), s the deviation of psi_k, the change of the value per weight of
// point k, in which k counts both as an x and as a y.
namespace infoplane {

struct HeldOutValue {
    double value = 0.0, standard_error = 0.0; // nats
    // Var_Q(e^C) / (n E_Q[e^C]^2): where it is large, few pairs carry the mean over Q, and its logarithm is
    // too low. NaN where no such mean is taken.
    double relative_variance = 0.0;
    double log_mean = 0.0; // ln E_Q e^C; NaN where no such mean is taken
    double cut = 0.0;      // ln E_Q e^C less the same with C cut at tau, nats: what the cut adds to the value
    double cap = 0.0;      // ln n or H(y); NaN where there is none
};

// E_P C - ln E_Q e^C (Belghazi et al. 2018, eq. 8). With a finite `tau` SMILE's value (Song & Ermon 2020, eq.
// 13), E_P C - ln E_Q e^clip(C, -tau, tau).
[[nodiscard]] std::optional<HeldOutValue>
heldOutDonskerVaradhan(const at::Tensor& left, const at::Tensor& right, double tau, const Proceed& proceed);

// NWJ of the critic 1 + C - shift: 1 + E_P[C - shift] - E_Q e^(C - shift). Best at shift = ln E_Q e^C, which
// must come from other points.
[[nodiscard]] std::optional<HeldOutValue> heldOutNwj(const at::Tensor& left, const at::Tensor& right,
                                                     double shift, const Proceed& proceed);

// InfoNCE with one batch of all n points (bounds.h); cap ln n.
[[nodiscard]] std::optional<HeldOutValue> heldOutInfoNce(const at::Tensor& left, const at::Tensor& right,
                                                         const Proceed& proceed);

// E_P[-ln(1 + e^-C)] - E_Q ln(1 + e^C), the objective that SMILE's critic is trained on; no error.
[[nodiscard]] std::optional<HeldOutValue>
heldOutJensenShannon(const at::Tensor& left, const at::Tensor& right, const Proceed& proceed);

// H(y) - cross-entropy of softmax_y(C + ln prior): right [K, e] holds the K symbols, labels int64 [n],
// log_prior [K]; H(y) is the plug-in entropy of these labels, in nats, and the value is never above it.
[[nodiscard]] HeldOutValue heldOutVariational(const at::Tensor& left, const at::Tensor& right,
                                              const at::Tensor& labels, const at::Tensor& log_prior);

} // namespace infoplane
