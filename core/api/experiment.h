// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

// The configuration of an experiment as plain values. Ranges, units, defaults and a sentence for every key
// are in core/config/schema.h, the one place that file, command line and window take them from.
namespace infoplane {

enum class Objective {
    LayerwiseIb,  // each layer alone maximises I(T;Y) - beta I(X;T), is frozen, then the next
    CrossEntropy, // the same hidden layers with a linear head, end to end
    RandomLayers, // control: layers stay at their random start, only the read-outs are fitted
};

// Which variable the relevance term reads (the compression term always reads T^ = T + noise).
enum class LagrangianForm {
    Noisy, // I(T^;Y) - beta I(X;T^), consistent: both terms on one variable
    Clean, // I(T;Y) - beta I(X;T^), mixed: degenerate under scaling, offered under its own name
};

enum class Compression {
    None,        // beta has nothing to press on
    Gaussian,    // 1/2 sum_k ln(1 + Var(t_k)/sigma^2), upper bound
    LeaveOneOut, // Poole et al. 2019, upper bound in expectation
    AaMine,      // the paper's: MINE whose critic sees (f(x), f(x) + noise); estimates a lower bound
};

// What critics see of a layer whose T are maps; the output of a dense layer they always see as it is.
enum class CriticInput {
    Flat,          // every value
    Pooled,        // means over at most 4 x 4 fields of each map
    Convolutional, // the same of 32 maps that a 3x3 convolution of the critic's own makes
};

enum class Activation { Tanh, Relu, LeakyRelu, Sigmoid, Gelu, Linear };
// How the weights of the network begin (core/nn/block_maker.h); critics always by GlorotUniform.
enum class Initialisation { GlorotUniform, HeNormal, LecunNormal, Orthogonal };
enum class RateSchedule { Constant, Linear };
enum class Cadence {
    Saxe,  // every epoch below 20, every 5th below 100, every 20th below 2,000, then every 100th (Saxe et al.
           // 2018)
    Steps, // every n steps
    Log,   // logarithmically spaced steps
};

struct DataConfig {
    std::string name = "digits"; // digits, twelve-bit, mnist
    std::string folder;          // where mnist's four IDX files are
    double train_fraction = 0.8; // of a data set that has no split of its own
    std::uint64_t split_seed = 0;

    bool operator==(const DataConfig&) const = default;
};

struct NetworkConfig {
    std::vector<std::int64_t> widths{64, 32, 16}; // of the hidden layers, input side first
    Activation activation = Activation::Tanh;     // of the layers of `widths`
    std::vector<std::string>
        layers; // instead of `widths` where it is not empty: core/config/layer_language.h
    Initialisation initialisation = Initialisation::GlorotUniform;
    double sigma =
        0.5; // noise of T^ = T + sigma N(0, I), in training and in every measurement, in the unit of T

    bool operator==(const NetworkConfig&) const = default;
};

struct MethodConfig {
    std::string name = "layerwise_ib"; // its name in the run file; unique in an experiment
    Objective objective = Objective::LayerwiseIb;
    LagrangianForm form = LagrangianForm::Noisy;
    Compression compression = Compression::LeaveOneOut;
    std::vector<double> beta{3e-2}; // one for all layers, or one a layer
    double beta_start = 0.0;        // fraction of a layer's training before beta takes effect
    std::int64_t epochs = 60;       // a layer (layer-wise), or in all (cross-entropy)
    std::int64_t batch = 64;
    double rate = 3e-3;        // of the layer (layer-wise) or the network (cross-entropy), Adam
    double critic_rate = 1e-3; // of the critics, Adam
    RateSchedule schedule = RateSchedule::Constant;
    std::vector<std::int64_t> critic_widths{128, 128};
    CriticInput critic_input = CriticInput::Flat;

    bool operator==(const MethodConfig&) const = default;
};

struct MeasureConfig {
    Cadence cadence = Cadence::Saxe;
    std::int64_t every = 100;          // steps (cadence steps), or rows a decade of steps (cadence log)
    std::int64_t train_samples = 4096; // at most; a fixed sample of the training split
    std::int64_t test_samples = 4096;  // at most; a fixed sample of the test split
    std::vector<std::string> estimators{"mixture", "binning"}; // of layerEstimatorNames(); mixture among them
    std::int64_t critic_steps = 1000; // of training of a critic at each measurement, at most
    std::int64_t draws = 1;           // noise draws a point of the mixture plug-in
    std::int64_t bins = 30;
    std::int64_t probe_every =
        10; // measured rows between linear probes; the first and last row of a layer always
    std::int64_t histogram_bins = 64; // of the activation histograms

    bool operator==(const MeasureConfig&) const = default;
};

struct SeedConfig {
    std::int64_t count = 1;
    std::uint64_t first = 0; // seeds are first, first + 1, ...

    bool operator==(const SeedConfig&) const = default;
};

struct ComputeConfig {
    std::string device = "auto"; // auto, cpu, cuda, cuda:i
    std::int64_t threads = 1;    // of one operation
    bool deterministic = true;

    bool operator==(const ComputeConfig&) const = default;
};

struct Experiment {
    std::string title = "digits";
    DataConfig data;
    NetworkConfig network;
    std::vector<MethodConfig> methods; // at least one
    MeasureConfig measure;
    SeedConfig seeds;
    ComputeConfig compute;

    bool operator==(const Experiment&) const = default;
};

} // namespace infoplane
