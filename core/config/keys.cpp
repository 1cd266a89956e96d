// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/keys.h"

#include "core/config/layer_language.h"
#include "core/config/names.h"
#include "core/config/text_rules.h"
#include "core/support/assert.h"

#include <utility>

namespace infoplane {
namespace {

struct Range {
    double minimum, maximum;
};

constexpr const char* kPath = "a path of at most 4096 bytes on one line";
constexpr const char* kNames = "names of at most 4096 bytes on one line";

Key text(const char* name, std::string& value, bool (*accepts)(std::string_view), const char* expected,
         const char* sentence) {
    return {name, TextValue{&value, expected, accepts}, "", 0, 0, 0, 0, sentence};
}

Key word(const char* name, std::string& value, std::vector<std::string> words, const char* sentence) {
    return {name,
            ChoiceValue{std::move(words), [&value] { return value; }, [&value](const auto& w) { value = w; }},
            "",
            0,
            0,
            0,
            0,
            sentence};
}

template <class E>
Key choice(const char* name, E& value, const char* sentence) {
    const auto set = [&value](const std::string& w) {
        const auto chosen = fromName<E>(w);
        INFOPLANE_ASSERT(chosen.has_value());
        value = *chosen;
    };
    return {name,    ChoiceValue{namesOf<E>(), [&value] { return nameOf(value); }, set}, "", 0, 0, 0, 0,
            sentence};
}

Key words(const char* name, std::vector<std::string>& chosen, std::vector<std::string> known,
          const char* sentence) {
    const std::size_t most = known.size();
    return {name, ChoiceListValue{std::move(known), &chosen}, "", 0, 0, 1, most, sentence};
}

template <class T>
Key number(const char* name, T& value, Range range, const char* unit, const char* sentence) {
    return {name, &value, unit, range.minimum, range.maximum, 0, 0, sentence};
}

template <class T>
Key list(const char* name, std::vector<T>& value, std::size_t most, Range range, const char* unit,
         const char* sentence) {
    return {name, &value, unit, range.minimum, range.maximum, 1, most, sentence};
}

Status checkLayer(std::string_view text) {
    const auto layer = parseLayer(text);
    return layer ? Status() : Status(layer.error());
}

Key texts(const char* name, std::vector<std::string>& value, std::size_t most, const char* element,
          Status (*check)(std::string_view), const char* sentence) {
    return {name, TextListValue{&value, element, check}, "", 0, 0, 0, most, sentence};
}

Key flag(const char* name, bool& value, const char* sentence) {
    return {name, &value, "", 0, 0, 0, 0, sentence};
}

Section top(Experiment& c) {
    return {"",
            {text("title", c.title, &isTitle, "text of at most 200 bytes on one line",
                  "Title of the run, for people.")}};
}

Section data(DataConfig& c) {
    return {
        "data",
        {word("name", c.name, dataNames(), "Data set to train on (infoplane data lists them)."),
         text("folder", c.folder, &isPath, kPath,
              "Folder with the files of mnist, fashion-mnist, emnist or cifar10; empty: the one that "
              "infoplane data add made."),
         word("variant", c.variant, {"balanced", "byclass", "bymerge", "letters", "digits", "mnist"},
              "Which selection of emnist."),
         number("train_fraction", c.train_fraction, {0.05, 0.95}, "",
                "Share of the data that is trained on, where the data set has no split of its own."),
         number("split_seed", c.split_seed, {0, kLargestInteger}, "",
                "Seed of the stratified split into training and test data."),
         text("file", c.file, &isPath, kPath,
              "Of data.name=file: a .csv, .npz, .npy, .mat, .h5 or IDX file, or a name given to infoplane "
              "data add."),
         text("inputs", c.inputs, &isPath, kNames,
              "Arrays or columns of the file that are the inputs; empty: every column of a table but the "
              "labels."),
         text("labels", c.labels, &isPath, kNames,
              "Array or column of the file that holds the labels; its distinct values are the classes."),
         text("test_file", c.test_file, &isPath, kPath,
              "File of the test part; empty: data.file, or no test part of its own but a split."),
         text("test_inputs", c.test_inputs, &isPath, kNames,
              "Inputs of the test part; empty: named as those of the training part."),
         text("test_labels", c.test_labels, &isPath, kNames,
              "Labels of the test part; empty: named as those of the training part."),
         number("channels", c.channels, {0, 4096}, "",
                "Channels of the images that the rows of data.file are; 0: they are no images."),
         number("height", c.height, {0, 65536}, "pixels",
                "Their height; the rows of a channel follow one "
                "another."),
         number("width", c.width, {0, 65536}, "pixels", "Their width."),
         text("table", c.table, &isPath, kPath,
              "Of data.name=table: a .csv of p(x,y), a row an x and a column a y."),
         number("classes", c.classes, {2, 100}, "",
                "Classes of gaussian-classes and linear-gaussian, of equal probability."),
         number("dimension", c.dimension, {1, 4096}, "",
                "Dimensions of gaussian-classes and linear-gaussian."),
         number("separation", c.separation, {0, 100}, "deviations",
                "Distance of neighbouring classes of gaussian-classes."),
         number(
             "correlation", c.correlation, {0, 0.9999}, "",
             "Of linear-gaussian: between a weighted sum of the inputs and the number that the classes are "
             "intervals of."),
         number("degree", c.degree, {1, 3}, "",
                "Degree of the spherical harmonics that the rule of spherical-rule reads."),
         number("sharpness", c.sharpness, {1e-3, 1e6}, "",
                "Sharpness of its threshold: small makes the labels random, large a function of the input."),
         number(
             "examples", c.examples, {16, 1e7}, "examples",
             "How many examples are drawn of table, gaussian-classes, linear-gaussian and spherical-rule."),
         number("validation_fraction", c.validation_fraction, {0, 0.5}, "",
                "Share of the training examples that is set aside, stratified by label, for methods that "
                "stop early."),
         word("standardise", c.standardise, {"none", "per_feature", "all"},
              "Shift and scale the inputs to mean 0 and deviation 1 over the training part, each feature or "
              "all together."),
         number("subset", c.subset, {0, 1e9}, "examples",
                "Training examples that are used, stratified by label; 0: all."),
         number("label_noise", c.label_noise, {0, 1}, "",
                "Share of the training labels that are replaced by ones drawn uniformly from all classes."),
         number("seed", c.seed, {0, kLargestInteger}, "",
                "Seed of drawn examples, of the subset and of the label noise.")}};
}

Section network(NetworkConfig& c) {
    return {
        "network",
        {list("widths", c.widths, kMostLayers, {1, 8192}, "units",
              "Widths of the hidden layers, input side first: dense ones. Not used where layers are given."),
         choice("activation", c.activation, "Activation function of every layer of widths."),
         texts("layers", c.layers, kMostLayers, "a layer such as conv 32 3x3 relu pool 2 or dense 64 tanh",
               &checkLayer,
               "Hidden layers of any kind instead of widths, input side first, such as conv 32 3x3 relu pool "
               "2, dense 64 tanh; a text that trains nothing, such as flatten, goes on with the one before."),
         choice("initialisation", c.initialisation, "How the weights of the network begin."),
         number("sigma", c.sigma, {1e-6, 1e3}, "unit of T",
                "Deviation of the Gaussian noise of T^ = T + noise, in training and in every measurement."),
         choice("sigma_kind", c.sigma_kind,
                "Whether sigma is in the unit of T (absolute) or a share of the scale that each layer has at "
                "the "
                "time (relative), which no layer can escape by growing.")}};
}

Section method(MethodConfig& c) {
    return {
        "methods." + c.name,
        {choice("objective", c.objective,
                "What is trained: layers one by one (layerwise_ib, greedy_cross_entropy, hsic_bottleneck), "
                "the whole "
                "network (joint_ib, cross_entropy, vib), or nothing (random_layers)."),
         choice("form", c.form,
                "The Lagrangian: I(T^;Y) - beta I(X;T^) (noisy), I(T;Y) - beta I(X;T^) (clean), or "
                "I(T^;Y) - beta I(X;T^)^2 (squared)."),
         choice("relevance", c.relevance,
                "How I(T;Y) is estimated in training: Donsker-Varadhan with the labels summed exactly, MINE "
                "with "
                "shuffled labels, InfoNCE over the labels of the batch, or the variational bound."),
         choice("compression", c.compression,
                "Which bound or estimate of I(X;T^) the layers are pressed with."),
         list("beta", c.beta, kMostLayers, {0, 100}, "",
              "Weight of I(X;T^) in the Lagrangian of a layer: one for all layers, or one a layer."),
         number("beta_start", c.beta_start, {0, 1}, "share of a layer's training",
                "When beta takes effect; it is 0 before."),
         number("beta_ramp", c.beta_ramp, {0, 1}, "share of a layer's training",
                "How long beta then takes to rise, in a line, from 0 to its value."),
         number("sigma_start", c.sigma_start, {1e-3, 1e3}, "",
                "Factor of the noise in training at the start of a layer; it goes to 1 at an even rate."),
         number("sigma_ramp", c.sigma_ramp, {0, 1}, "share of a layer's training",
                "How long that factor takes to reach 1."),
         flag("noise_inside", c.noise_inside,
              "Whether in training the layers above read T^ in place of T: the noisy networks of Goldfeld et "
              "al. "
              "2019, or noisy outputs of frozen layers. What is measured is the network without it."),
         number("dropout", c.dropout, {0, 0.95}, "",
                "Share of a hidden layer's values that the layers above read as 0, in training."),
         number("bottleneck", c.bottleneck, {0, kMostLayers}, "",
                "Of joint_ib: the layer, from 1, whose Lagrangian is trained; 0 for all layers."),
         number("epochs", c.epochs, {1, 1e6}, "epochs",
                "Passes over the training data: of each layer when layers are trained alone, else in all."),
         number("patience", c.patience, {0, 1e6}, "epochs",
                "Training of a layer or the network stops after so many epochs without a better held-out "
                "value on "
                "the validation part, and each seed keeps its best epoch; 0 trains all epochs."),
         number("batch", c.batch, {2, 65536}, "examples", "Examples in a training step."),
         number("rate", c.rate, {1e-7, 1}, "", "Learning rate of the layer or the network."),
         number("critic_rate", c.critic_rate, {1e-7, 1}, "", "Learning rate (Adam) of the critics."),
         number("critic_steps", c.critic_steps, {1, 100}, "steps",
                "Training steps of the critics for each step of the layer."),
         choice("critic_start", c.critic_start,
                "Where a layer's critics begin: fresh, or from the critics of the layer before where shapes "
                "agree."),
         choice("optimiser", c.optimiser, "What the layer or the network is trained with."),
         number("momentum", c.momentum, {0, 0.9999}, "", "Momentum of sgd."),
         number("weight_decay", c.weight_decay, {0, 1}, "",
                "Weight decay of the layer or the network: added to the gradient, with adamw beside it."),
         number("gradient_clip", c.gradient_clip, {0, 1e6}, "",
                "Greatest Euclidean norm of the gradient of the layer or the network, for each seed; 0 for "
                "none."),
         choice("schedule", c.schedule,
                "Learning rates over the training of a layer or the network: constant, falling to 0 in a "
                "line or "
                "a half cosine, or divided by ten at one half and at three quarters."),
         number("warm_up", c.warm_up, {0, 1}, "share of the training",
                "How long the learning rates take to rise, in a line, from 0."),
         list("critic_widths", c.critic_widths, 4, {1, 4096}, "units",
              "Widths of the hidden layers of the critics."),
         choice("critic_input", c.critic_input,
                "What critics see of the maps of a convolutional layer: every value, means over at most 4x4 "
                "fields of each map, or those of 32 maps that a convolution of the critic's own makes.")}};
}

Section measure(MeasureConfig& c) {
    return {
        "measure",
        {choice("cadence", c.cadence,
                "When to measure: by epochs as Saxe et al. 2018 do, every so many steps, or "
                "at steps spaced logarithmically."),
         number("every", c.every, {1, 1e9}, "",
                "Steps between measurements (cadence steps), or measurements in a decade of steps (cadence "
                "log)."),
         number("train_samples", c.train_samples, {16, 20000}, "examples",
                "Most examples of the training data that are measured."),
         number("test_samples", c.test_samples, {16, 20000}, "examples",
                "Most examples of the test data that are measured."),
         words("estimators", c.estimators, layerEstimatorNames(),
               "What measures the information of the layers; mixture must be among them, the others are held "
               "against it."),
         number("critic_steps", c.critic_steps, {1, 1e6}, "steps",
                "Most steps of training of each critic (aa_mine, known_conditional, variational) at a "
                "measurement; "
                "it goes on from where it was and ends earlier once it no longer improves."),
         number("draws", c.draws, {1, 64}, "", "Noise draws for each example of the mixture plug-in."),
         number("bins", c.bins, {2, 1024}, "", "Bins of the binning estimator."),
         number("probe_every", c.probe_every, {1, 1e6}, "rows",
                "Measured rows between linear probes; the first and last row of a layer always have one."),
         number("histogram_bins", c.histogram_bins, {2, 256}, "", "Bins of the activation histograms.")}};
}

Section checkpoints(CheckpointConfig& c) {
    return {
        "checkpoints",
        {number("every", c.every, {0, 1e6}, "epochs",
                "Epochs of a layer or the network between checkpoints, each with all weights; 0: only where "
                "a layer is done.")}};
}

Section seeds(SeedConfig& c) {
    return {
        "seeds",
        {number("count", c.count, {1, 1000}, "", "How many seeds are trained."),
         number("first", c.first, {0, kLargestInteger}, "", "The first seed; the others follow by ones.")}};
}

Section compute(ComputeConfig& c) {
    return {"compute",
            {text("device", c.device, &isDevice, "auto, cpu, cuda or cuda:0, cuda:1, ...",
                  "Where to compute: auto takes the first CUDA device there is, else the processor."),
             number("threads", c.threads, {1, 256}, "threads", "Processor threads of one operation."),
             flag("deterministic", c.deterministic,
                  "Whether the same seed, device and thread count must give the same numbers.")}};
}

} // namespace

std::vector<Section> sectionsOf(Experiment& experiment) {
    std::vector<Section> sections{top(experiment), data(experiment.data), network(experiment.network)};
    for (MethodConfig& config : experiment.methods)
        sections.push_back(method(config));
    sections.push_back(measure(experiment.measure));
    sections.push_back(checkpoints(experiment.checkpoints));
    sections.push_back(seeds(experiment.seeds));
    sections.push_back(compute(experiment.compute));
    return sections;
}

} // namespace infoplane
