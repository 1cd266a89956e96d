// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

// Everything about a run that is known before its first row and never changes afterwards.
namespace infoplane {

inline constexpr std::size_t kSplits = 2; // axis "split": train, test
inline constexpr std::array<const char*, kSplits> kSplitNames{"train", "test"};

// A stored tensor of a layer, of one seed.
struct WeightDescription {
    std::string name;                 // the checkpoints' column weights/LAYER/name
    std::vector<std::uint32_t> shape; // [out, in], [out, in, height, width] or [channel]
    bool operator==(const WeightDescription&) const = default;
};

struct LayerDescription {
    std::string name;       // layer1, layer2, ...; of an imported layer its name where it comes from
    std::string activation; // tanh, ...: what T ends with; linear where that is none
    std::uint32_t input_width = 0;
    std::uint32_t width = 0;
    double beta = 0.0;  // of its Lagrangian; 0 where none is trained
    double sigma = 0.0; // noise of T^: in the unit of T, or a share of the layer's scale (layers/scale)
    // What runs that are recorded before there were other layers than dense ones do not say:
    std::string operations{}; // conv 32 3x3 relu pool 2 (core/config/layer_language.h)
    std::array<std::uint32_t, 3> input_shape{}, output_shape{}; // channels, height, width; vectors: d, 0, 0
    std::vector<WeightDescription> weights{}; // none: weight [width, input_width], bias [width]
    bool sigma_relative = false;              // sigma is a share of the scale
    bool operator==(const LayerDescription&) const = default;
};

// An estimator as this run uses it. Information is in nats.
struct EstimatorDescription {
    std::string name;        // mixture, binning: the group under information/
    std::string title;       // for people: "Gaussian-mixture plug-in"
    std::string estimand_xt; // "I(X;T^)", "I(X;T_b)": which information of which variable
    std::string estimand_ty;
    std::string direction;  // exact for the empirical distribution, lower, upper, none
    std::string parameters; // JSON object
    std::array<std::uint64_t, kSplits> samples{};
    bool has_error = false;     // whether I_XT_error and I_TY_error are measured
    std::vector<double> cap_xt; // [split][layer], NaN: no cap
    std::vector<double> cap_ty;
    bool operator==(const EstimatorDescription&) const; // caps of NaN are equal
};

// How an accuracy is read.
struct ReadOutDescription {
    std::string name;      // critic_clean, critic_noisy, linear_probe, network_output
    std::string meaning;   // one sentence
    bool per_layer = true; // network_output has no layer axis
    std::array<std::uint64_t, kSplits> samples{};
    bool operator==(const ReadOutDescription&) const = default;
};

// One objective trained on the run's data.
struct MethodDescription {
    std::string name;      // layerwise_ib, cross_entropy: the group under run/methods
    std::string objective; // names of core/config/names.h, or imported (imported.h)
    std::string form;      // noisy, clean, or "" where there is no Lagrangian
    std::string compression;
    std::string network; // 64-64-32-16 tanh, input width first
    bool layer_by_layer = false;
    double planned_passes = 0.0; // over the training data
    std::uint64_t expected_rows = 0;
    std::vector<LayerDescription> layers;
    std::vector<EstimatorDescription> estimators;
    std::vector<ReadOutDescription> read_outs;
    std::vector<float> histogram_edges; // bins + 1, the same for all layers
    bool operator==(const MethodDescription&) const = default;
};

struct DataDescription {
    std::string name;
    std::string checksum; // sha256 of inputs and labels as used
    std::uint32_t classes = 0;
    std::uint32_t input_size = 0; // 0: not known, of imported runs
    double label_entropy = 0.0; // nats, of the whole data set
    std::vector<std::uint32_t> train_index, test_index;
    std::array<std::vector<std::uint32_t>, kSplits> evaluation_index; // which of the data are measured
    std::vector<std::uint32_t> validation_index{};                    // set aside for early stopping
    bool operator==(const DataDescription&) const = default;
};

struct EnvironmentDescription {
    std::string program, revision, libtorch, hdf5, device, system;
    std::uint32_t threads = 1;
    bool deterministic = true;
    bool operator==(const EnvironmentDescription&) const = default;
};

// Where a run goes on that another file began: its rows before that step were copied from there.
struct ResumedFrom {
    std::string file, run_id; // of that run; empty: this one began by itself
    std::string method;
    std::uint32_t layer = 0; // 1..L, 0: the whole network
    std::uint64_t step = 0;  // of the layer or the network
    bool operator==(const ResumedFrom&) const = default;
};

struct RunDescription {
    std::string run_id; // random 128 bits, hexadecimal
    std::string title;
    std::string start_time; // ISO 8601 with zone
    std::string config;     // the full configuration as JSON, every default filled in
    EnvironmentDescription environment;
    DataDescription data;
    std::vector<std::uint64_t> seeds;
    std::vector<MethodDescription> methods;
    ResumedFrom resumed_from{};
    bool operator==(const RunDescription&) const = default;
};

} // namespace infoplane
