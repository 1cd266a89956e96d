// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/controls.h"

#include "core/config/nearest.h"
#include "core/config/schema.h"
#include "core/controls/constant_layer.h"
#include "core/controls/identity_layer.h"
#include "core/controls/permuted_pairs.h"
#include "core/controls/random_layers.h"
#include "core/controls/shuffled_labels.h"

#include <algorithm>
#include <iterator>

namespace infoplane {
namespace {

using Rows = Result<std::vector<ControlRow>>;

using LayerControl = std::function<Rows(const ControlledLayer&)>;

// How much of the whole is done, in rough shares of its time, after the shuffled labels and after the layers.
constexpr double kShuffled = 0.3, kLayers = 0.5;

Error wrong(std::string message) {
    return {ErrorCode::InvalidArgument, std::move(message), ""};
}

Result<std::size_t> methodOf(const RunDescription& run, const std::optional<std::string>& name) {
    if (!name) return std::size_t{0};
    std::vector<std::string> known;
    for (const MethodDescription& method : run.methods)
        known.push_back(method.name);
    const auto found = std::ranges::find(known, *name);
    if (found == known.end())
        return wrong("the run has no method \"" + *name + "\"" + didYouMean(*name, known));
    return static_cast<std::size_t>(found - known.begin());
}

class Controls {
public:
    Controls(const RunStore& run, const Dataset& dataset, std::size_t method, const ControlOptions& options,
             const ControlListener& listener, const Proceed& proceed)
        : run_(run),
          dataset_(dataset),
          method_(method),
          options_(options),
          listener_(listener),
          settings_{options.threads, proceed} {}

    [[nodiscard]] Rows all();

private:
    [[nodiscard]] std::size_t layers() const { return run_.description().methods[method_].layers.size(); }
    [[nodiscard]] std::size_t seeds() const { return run_.description().seeds.size(); }
    // One control of every layer and seed, from one fraction of the whole to another.
    [[nodiscard]] Status ofLayers(const std::string& what, double begin, double end,
                                  const LayerControl& control);
    [[nodiscard]] Status randomLayers();
    [[nodiscard]] Status take(Rows rows);
    void tell(const std::string& what, double fraction) const {
        if (listener_) listener_(what, fraction);
    }

    const RunStore& run_;
    const Dataset& dataset_;
    std::size_t method_;
    const ControlOptions& options_;
    const ControlListener& listener_;
    ControlSettings settings_;
    std::vector<ControlRow> rows_;
};

Status Controls::take(Rows rows) {
    if (!rows) return rows.error();
    std::move(rows->begin(), rows->end(), std::back_inserter(rows_));
    return {};
}

Status Controls::ofLayers(const std::string& what, double begin, double end, const LayerControl& control) {
    const std::size_t count = layers() * seeds();
    for (std::size_t i = 0; i < count; ++i) {
        const auto layer = controlledLayer(run_, dataset_, method_, i / seeds(), i % seeds());
        if (!layer) return layer.error();
        tell(what + ", layer " + std::to_string(layer->layer) + " of " + std::to_string(layers()),
             begin + (end - begin) * static_cast<double>(i) / static_cast<double>(count));
        if (const Status ok = take(control(*layer)); !ok) return ok;
    }
    return {};
}

Status Controls::randomLayers() {
    auto experiment = parseExperiment(run_.description().config);
    if (!experiment) return experiment.error();
    const auto config =
        std::ranges::find(experiment->methods, run_.description().methods[method_].name, &MethodConfig::name);
    if (config == experiment->methods.end())
        return Error{ErrorCode::InvalidFile, "the run's configuration lacks its method", ""};
    Experiment random = randomLayersOf(*experiment, *config);
    random.compute.device = options_.device;
    const auto trained = trainInMemory(
        random, dataset_,
        [this](const RunDescription&, const RunProgress& p) {
            tell("read-outs on random layers", kLayers + (1.0 - kLayers) * p.fraction);
        },
        settings_.proceed);
    if (!trained) return trained.error();
    return take(compareWithRandomLayers(run_, method_, **trained));
}

Rows Controls::all() {
    const auto inputs = inputLayer(run_, dataset_, method_);
    if (!inputs) return inputs.error();
    const Status shuffled = ofLayers("shuffled labels", 0.0, kShuffled, [this](const ControlledLayer& layer) {
        return shuffledLabels(layer, settings_);
    });
    if (!shuffled) return shuffled.error();
    const Status pairs = ofLayers("permuted pairs", kShuffled, kLayers, [&](const ControlledLayer& layer) {
        return permutedPairs(layer, inputs->train().t, settings_);
    });
    if (!pairs) return pairs.error();
    tell("constant and identity layer", kLayers);
    if (const Status ok = take(constantLayer(*inputs, settings_)); !ok) return ok.error();
    if (const Status ok = take(identityLayer(*inputs, settings_)); !ok) return ok.error();
    if (const Status ok = randomLayers(); !ok) return ok.error();
    return std::move(rows_);
}

} // namespace

Result<std::vector<ControlRow>> runControls(const RunStore& run, const Dataset& dataset,
                                            const ControlOptions& options, const ControlListener& listener,
                                            const Proceed& proceed) {
    const auto method = methodOf(run.description(), options.method);
    if (!method) return method.error();
    for (const auto& sample : run.description().data.evaluation_index)
        if (sample.size() < 4)
            return wrong("the run measured fewer than 4 points of a split, too few for controls; train it "
                         "with larger measure.train_samples and measure.test_samples");
    // Without weights, or with other data, the first layer cannot be had: said before anything is measured.
    if (const auto first = controlledLayer(run, dataset, *method, 0, 0); !first) return first.error();
    return Controls(run, dataset, *method, options, listener, proceed).all();
}

bool passed(const std::vector<ControlRow>& rows) {
    return std::ranges::none_of(
        rows, [](const ControlRow& row) { return row.verdict == ControlVerdict::NotAsGiven; });
}

} // namespace infoplane
