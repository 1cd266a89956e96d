// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/names.h"

#include "core/support/assert.h"

#include <array>
#include <utility>

namespace infoplane {
namespace {

template <class E>
struct Words;

template <>
struct Words<Objective> {
    static constexpr std::array table{std::pair{Objective::LayerwiseIb, "layerwise_ib"},
                                      std::pair{Objective::JointIb, "joint_ib"},
                                      std::pair{Objective::CrossEntropy, "cross_entropy"},
                                      std::pair{Objective::GreedyCrossEntropy, "greedy_cross_entropy"},
                                      std::pair{Objective::Vib, "vib"},
                                      std::pair{Objective::HsicBottleneck, "hsic_bottleneck"},
                                      std::pair{Objective::RandomLayers, "random_layers"}};
};
template <>
struct Words<LagrangianForm> {
    static constexpr std::array table{std::pair{LagrangianForm::Noisy, "noisy"},
                                      std::pair{LagrangianForm::Clean, "clean"},
                                      std::pair{LagrangianForm::Squared, "squared"}};
};
template <>
struct Words<Relevance> {
    static constexpr std::array table{std::pair{Relevance::LabelMarginalised, "label_marginalised"},
                                      std::pair{Relevance::ShuffledMine, "mine"},
                                      std::pair{Relevance::InfoNce, "infonce"},
                                      std::pair{Relevance::Variational, "variational"}};
};
template <>
struct Words<Compression> {
    static constexpr std::array table{std::pair{Compression::None, "none"},
                                      std::pair{Compression::Gaussian, "gaussian"},
                                      std::pair{Compression::GaussianFull, "gaussian_full"},
                                      std::pair{Compression::LeaveOneOut, "leave_one_out"},
                                      std::pair{Compression::KtUpper, "kt_upper"},
                                      std::pair{Compression::AaMine, "aa_mine"},
                                      std::pair{Compression::KnownConditional, "known_conditional"}};
};
template <>
struct Words<CriticInput> {
    static constexpr std::array table{std::pair{CriticInput::Flat, "flat"},
                                      std::pair{CriticInput::Pooled, "pooled"},
                                      std::pair{CriticInput::Convolutional, "convolutional"}};
};
template <>
struct Words<SigmaKind> {
    static constexpr std::array table{std::pair{SigmaKind::Absolute, "absolute"},
                                      std::pair{SigmaKind::Relative, "relative"}};
};
template <>
struct Words<Activation> {
    static constexpr std::array table{std::pair{Activation::Tanh, "tanh"},
                                      std::pair{Activation::Relu, "relu"},
                                      std::pair{Activation::LeakyRelu, "leaky_relu"},
                                      std::pair{Activation::Sigmoid, "sigmoid"},
                                      std::pair{Activation::Gelu, "gelu"},
                                      std::pair{Activation::Linear, "linear"}};
};
template <>
struct Words<Initialisation> {
    static constexpr std::array table{std::pair{Initialisation::GlorotUniform, "glorot_uniform"},
                                      std::pair{Initialisation::HeNormal, "he_normal"},
                                      std::pair{Initialisation::LecunNormal, "lecun_normal"},
                                      std::pair{Initialisation::Orthogonal, "orthogonal"}};
};
template <>
struct Words<RateSchedule> {
    static constexpr std::array table{
        std::pair{RateSchedule::Constant, "constant"}, std::pair{RateSchedule::Linear, "linear"},
        std::pair{RateSchedule::Cosine, "cosine"}, std::pair{RateSchedule::Step, "step"}};
};
template <>
struct Words<OptimiserKind> {
    static constexpr std::array table{std::pair{OptimiserKind::Adam, "adam"},
                                      std::pair{OptimiserKind::AdamW, "adamw"},
                                      std::pair{OptimiserKind::Sgd, "sgd"}};
};
template <>
struct Words<CriticStart> {
    static constexpr std::array table{std::pair{CriticStart::Fresh, "fresh"},
                                      std::pair{CriticStart::Carried, "carried"}};
};
template <>
struct Words<Cadence> {
    static constexpr std::array table{std::pair{Cadence::Saxe, "saxe"}, std::pair{Cadence::Steps, "steps"},
                                      std::pair{Cadence::Log, "log"}};
};

template <class E>
std::string wordOf(E value) {
    for (const auto& [candidate, word] : Words<E>::table)
        if (candidate == value) return word;
    INFOPLANE_ASSERT(false && "an enumeration value without a word");
    return {};
}

} // namespace

std::string nameOf(Objective value) {
    return wordOf(value);
}
std::string nameOf(LagrangianForm value) {
    return wordOf(value);
}
std::string nameOf(Relevance value) {
    return wordOf(value);
}
std::string nameOf(Compression value) {
    return wordOf(value);
}
std::string nameOf(CriticInput value) {
    return wordOf(value);
}
std::string nameOf(SigmaKind value) {
    return wordOf(value);
}
std::string nameOf(Activation value) {
    return wordOf(value);
}
std::string nameOf(Initialisation value) {
    return wordOf(value);
}
std::string nameOf(RateSchedule value) {
    return wordOf(value);
}
std::string nameOf(OptimiserKind value) {
    return wordOf(value);
}
std::string nameOf(CriticStart value) {
    return wordOf(value);
}
std::string nameOf(Cadence value) {
    return wordOf(value);
}

std::vector<std::string> dataNames() {
    return {"digits", "twelve-bit",       "mnist",           "fashion-mnist", "emnist", "cifar10", "file",
            "table",  "gaussian-classes", "linear-gaussian", "spherical-rule"};
}

std::vector<std::string> layerEstimatorNames() {
    return {"mixture", "binning",           "kt",         "sandwich", "gaussian_bound",
            "aa_mine", "known_conditional", "variational"};
}

template <class E>
std::vector<std::string> namesOf() {
    std::vector<std::string> words;
    for (const auto& entry : Words<E>::table)
        words.emplace_back(entry.second);
    return words;
}

template <class E>
std::optional<E> fromName(std::string_view name) {
    for (const auto& [candidate, word] : Words<E>::table)
        if (name == word) return candidate;
    return std::nullopt;
}

#define INFOPLANE_INSTANTIATE(E)                                                                             \
    template std::vector<std::string> namesOf<E>();                                                          \
    template std::optional<E> fromName<E>(std::string_view);
INFOPLANE_INSTANTIATE(Objective)
INFOPLANE_INSTANTIATE(LagrangianForm)
INFOPLANE_INSTANTIATE(Relevance)
INFOPLANE_INSTANTIATE(Compression)
INFOPLANE_INSTANTIATE(CriticInput)
INFOPLANE_INSTANTIATE(SigmaKind)
INFOPLANE_INSTANTIATE(Activation)
INFOPLANE_INSTANTIATE(Initialisation)
INFOPLANE_INSTANTIATE(RateSchedule)
INFOPLANE_INSTANTIATE(OptimiserKind)
INFOPLANE_INSTANTIATE(CriticStart)
INFOPLANE_INSTANTIATE(Cadence)
#undef INFOPLANE_INSTANTIATE

} // namespace infoplane
