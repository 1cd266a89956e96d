// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The words for the enumerations of an experiment, as files, command line and run files write them.
namespace infoplane {

[[nodiscard]] std::string nameOf(Objective value);      // layerwise_ib, joint_ib, cross_entropy, ...
[[nodiscard]] std::string nameOf(LagrangianForm value); // noisy, clean, squared
[[nodiscard]] std::string nameOf(Relevance value);      // label_marginalised, mine, infonce, variational
[[nodiscard]] std::string nameOf(Compression value);    // none, gaussian, leave_one_out, aa_mine, ...
[[nodiscard]] std::string nameOf(CriticInput value);    // flat, pooled, convolutional
[[nodiscard]] std::string nameOf(SigmaKind value);      // absolute, relative
[[nodiscard]] std::string nameOf(Activation value);     // tanh, relu, leaky_relu, sigmoid, gelu, linear
[[nodiscard]] std::string nameOf(Initialisation value); // glorot_uniform, he_normal, lecun_normal, orthogonal
[[nodiscard]] std::string nameOf(RateSchedule value);   // constant, linear, cosine, step
[[nodiscard]] std::string nameOf(OptimiserKind value);  // adam, adamw, sgd
[[nodiscard]] std::string nameOf(CriticStart value);    // fresh, carried
[[nodiscard]] std::string nameOf(Cadence value);        // saxe, steps, log

// The data sets of data.name, in the order in which they are shown (core/data has them).
[[nodiscard]] std::vector<std::string> dataNames();

// The estimators that can measure layers in training (measure.estimators), in the order in which they are
// shown.
[[nodiscard]] std::vector<std::string> layerEstimatorNames();

// All words of an enumeration in order, and the value of a word (empty: no such word).
template <class E>
[[nodiscard]] std::vector<std::string> namesOf();
template <class E>
[[nodiscard]] std::optional<E> fromName(std::string_view name);

} // namespace infoplane
