// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

// The configuration of an experiment as plain values. Ranges, units, defaults and a sentence for every key
// are in core/config/schema.h, the one place that file, command line and window take them from.
namespace infoplane {

enum class Objective {
    LayerwiseIb,        // each layer alone maximises I(T;Y) - beta I(X;T), is frozen, then the next
    JointIb,            // the same objective on all layers at once, or on one of them
    CrossEntropy,       // the same hidden layers with a linear head, end to end
    GreedyCrossEntropy, // each layer alone with an auxiliary head of the critic's size, is frozen, then the
                        // next
    Vib,            // deep variational information bottleneck at the last hidden layer (Alemi et al. 2017)
    HsicBottleneck, // each layer alone maximises nHSIC(T,Y) - beta nHSIC(X,T) (Ma et al. 2020)
    RandomLayers,   // control: layers stay at their random start, only the read-outs are fitted
};

// Which variable the relevance term reads (the compression term always reads T^ = T + noise).
enum class LagrangianForm {
    Noisy,   // I(T^;Y) - beta I(X;T^), consistent: both terms on one variable
    Clean,   // I(T;Y) - beta I(X;T^), mixed: degenerate under scaling, offered under its own name
    Squared, // I(T^;Y) - beta I(X;T^)^2 (Kolchinsky, Tracey & Van Kuyk 2019), for labels that are a
             // function of the input, where the plain form's optimum is one point for every beta
};

// How the relevance term is estimated; all by a critic C(t, y) that is trained beside the layer.
enum class Relevance {
    LabelMarginalised, // Donsker-Varadhan with the marginal over labels summed exactly
    ShuffledMine,      // MINE as published: one-hot labels joined to t, shuffled pairs
    InfoNce,           // against the labels of the batch
    Variational,       // H(Y) - cross-entropy of softmax(C + ln p) (Barber & Agakov 2003)
};

enum class Compression {
    None,             // beta has nothing to press on
    Gaussian,         // 1/2 sum_k ln(1 + Var(t_k)/sigma^2), upper bound
    GaussianFull,     // 1/2 ln det(1 + Cov(t)/sigma^2), tighter upper bound
    LeaveOneOut,      // Poole et al. 2019, upper bound in expectation
    KtUpper,          // Kolchinsky & Tracey 2017, upper bound on the batch's own empirical information
    AaMine,           // the paper's: MINE whose critic sees (f(x), f(x) + noise); estimates a lower bound
    KnownConditional, // MINE with ln p(t^|t) known, only the marginal is learnt; estimates a lower bound
};

// What critics see of a layer whose T are maps; the output of a dense layer they always see as it is.
enum class CriticInput {
    Flat,          // every value
    Pooled,        // means over at most 4 x 4 fields of each map
    Convolutional, // the same of 32 maps that a 3x3 convolution of the critic's own makes
};

// The unit of NetworkConfig::sigma.
enum class SigmaKind {
    Absolute, // that of T
    Relative, // the layer's scale: sqrt of the mean over its units of their variance over the data
};
enum class Activation { Tanh, Relu, LeakyRelu, Sigmoid, Gelu, Linear };
// How the weights of the network begin (core/nn/block_maker.h); critics always by GlorotUniform.
enum class Initialisation { GlorotUniform, HeNormal, LecunNormal, Orthogonal };
// Learning rates over the training of a layer or the network, as shares of the rate that is set.
enum class RateSchedule {
    Constant,
    Linear, // to 0
    Cosine, // (1 + cos(pi progress)) / 2
    Step,   // divided by ten at one half and at three quarters
};
enum class OptimiserKind {
    Adam,  // Kingma & Ba 2015; weight decay is added to the gradient
    AdamW, // Loshchilov & Hutter 2019; weight decay beside the gradient
    Sgd,   // with momentum
};
// Where a layer's critics begin.
enum class CriticStart {
    Fresh,   // at their own random start
    Carried, // at the weights of the critics of the layer before, where shapes agree
};
enum class Cadence {
    Saxe,  // every epoch below 20, every 5th below 100, every 20th below 2,000, then every 100th (Saxe et al.
           // 2018)
    Steps, // every n steps
    Log,   // logarithmically spaced steps
};

struct DataConfig {
    std::string name = "digits"; // one of dataNames() in core/config/names.h
    std::string folder;          // of mnist, fashion-mnist, emnist, cifar10; "": in the user's data folder
    std::string variant = "balanced"; // of emnist
    double train_fraction = 0.8;      // of a data set that has no split of its own
    std::uint64_t split_seed = 0;

    // Of name "file": a path; the columns or arrays of the inputs and the labels; the test part, where it has
    // one of its own (what is left empty of it is as in the training part).
    std::string file, inputs, labels;
    std::string test_file, test_inputs, test_labels;
    std::int64_t channels = 0, height = 0, width = 0; // of a row that is an image; 0: it is none

    // Of data drawn from a known p(x,y): "table" (its file), "gaussian-classes",
    // "linear-gaussian" and "spherical-rule".
    std::string table;
    std::int64_t classes = 2, dimension = 2;
    double separation = 2.0;  // of neighbouring classes, in deviations
    double correlation = 0.9; // of a linear-Gaussian channel
    std::int64_t degree = 1;  // of the spherical harmonics
    double sharpness = 30.0;  // of the rule's threshold
    std::int64_t examples = 4096;

    // Of every data set.
    std::string standardise = "none"; // none, per_feature, all; by the training part
    double validation_fraction = 0.0; // share of the training examples that is set aside for early stopping
    std::int64_t subset = 0;          // training examples that are used; 0: all
    double label_noise = 0.0;         // share of the training labels that are replaced
    std::uint64_t seed = 0;           // of what is drawn, the subset and the label noise

    bool operator==(const DataConfig&) const = default;
};

struct NetworkConfig {
    std::vector<std::int64_t> widths{64, 32, 16}; // of the hidden layers, input side first
    Activation activation = Activation::Tanh;     // of the layers of `widths`
    std::vector<std::string>
        layers; // instead of `widths` where it is not empty: core/config/layer_language.h
    Initialisation initialisation = Initialisation::GlorotUniform;
    double sigma = 0.5; // noise of T^ = T + sigma N(0, I), in training and in every measurement
    SigmaKind sigma_kind = SigmaKind::Absolute;

    bool operator==(const NetworkConfig&) const = default;
};

struct MethodConfig {
    std::string name = "layerwise_ib"; // its name in the run file; unique in an experiment
    Objective objective = Objective::LayerwiseIb;
    LagrangianForm form = LagrangianForm::Noisy;
    Relevance relevance = Relevance::LabelMarginalised;
    Compression compression = Compression::LeaveOneOut;
    std::vector<double> beta{3e-2}; // one for all layers, or one a layer
    double beta_start = 0.0;        // fraction of a layer's training before beta takes effect
    double beta_ramp = 0.0;         // fraction of a layer's training in which beta then rises to its value
    double sigma_start = 1.0;       // factor of the training noise at the start of a layer
    double sigma_ramp = 0.5;        // fraction of a layer's training in which that factor goes to 1
    bool noise_inside = false;      // layers above read T^ and not T, in training
    double dropout = 0.0;           // share of the values that layers above read as 0, in training
    std::int64_t bottleneck = 0;    // of joint_ib: the layer, from 1, whose Lagrangian is trained; 0: all
    std::int64_t epochs = 60;       // a layer (layer-wise), or in all (cross-entropy)
    std::int64_t patience = 0; // epochs without a better held-out value after which training stops; 0: never
    std::int64_t batch = 64;
    double rate = 3e-3;            // of the layer (layer-wise) or the network (cross-entropy)
    double critic_rate = 1e-3;     // of the critics, Adam
    std::int64_t critic_steps = 1; // of the critics for each step of the layer
    CriticStart critic_start = CriticStart::Fresh;
    OptimiserKind optimiser = OptimiserKind::Adam; // of the layer or the network
    double momentum = 0.9;                         // of sgd
    double weight_decay = 0.0;
    double gradient_clip = 0.0; // greatest Euclidean norm of a seed's gradient; 0: none
    RateSchedule schedule = RateSchedule::Constant;
    double warm_up = 0.0; // fraction of the training in which the rates rise from 0
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

struct CheckpointConfig {
    std::int64_t every = 0; // epochs of a layer or the network; 0: at layer boundaries only

    bool operator==(const CheckpointConfig&) const = default;
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
    CheckpointConfig checkpoints;
    SeedConfig seeds;
    ComputeConfig compute;

    bool operator==(const Experiment&) const = default;
};

} // namespace infoplane
