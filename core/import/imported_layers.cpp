// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/imported_layers.h"

#include "core/config/names.h"
#include "core/config/nearest.h"
#include "core/estimators/mixture/noisy_layer.h"
#include "core/support/assert.h"
#include "core/training/pairwise_layer_estimator.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace infoplane {
namespace {

Error wrongOption(std::string message) {
    return {ErrorCode::InvalidArgument, std::move(message), ""};
}

// As every estimator with noise takes it.
bool isUsableSigma(double value) {
    const EstimatorParameter sigma = sigmaParameter();
    return value >= sigma.minimum && value <= sigma.maximum;
}

std::vector<std::string> knownEstimators() {
    std::vector<std::string> names = layerEstimatorNames();
    for (std::string& other : otherLayerEstimatorNames())
        names.push_back(std::move(other));
    return names;
}

// Whether an estimator adds noise to layers.
bool hasNoise(const std::string& name) {
    for (const auto& estimator : allEstimators())
        if (estimator->info().name == name)
            return name == "variational" ||
                   std::ranges::find(estimator->info().parameters, "sigma", &EstimatorParameter::name) !=
                       estimator->info().parameters.end();
    return true;
}

// Whether a parameter is there, and its value within its range, for each estimator that has it.
Status checkValues(const ImportOptions& options) {
    const std::vector<std::string> others = otherLayerEstimatorNames();
    for (const auto& [name, value] : options.values) {
        bool taken = false;
        for (const auto& estimator : allEstimators()) {
            const EstimatorInfo& info = estimator->info();
            const bool chosen =
                std::ranges::find(options.estimators, info.name) != options.estimators.end() &&
                std::ranges::find(others, info.name) != others.end();
            if (!chosen || name == "sigma" ||
                std::ranges::find(info.parameters, name, &EstimatorParameter::name) == info.parameters.end())
                continue;
            taken = true;
            ParameterValues given{{name, value}};
            if (hasNoise(info.name)) given["sigma"] = 1.0;
            if (const auto complete = completeParameters(info, given); !complete) return complete.error();
        }
        if (!taken) return wrongOption("no chosen estimator has a parameter " + name + " to be set");
    }
    return {};
}

Status checkEstimatorNames(const std::vector<std::string>& names, const std::vector<std::string>& known) {
    if (names.empty()) return wrongOption("name at least one estimator");
    std::set<std::string> seen;
    for (const std::string& name : names) {
        if (std::ranges::find(known, name) == known.end()) {
            std::string all;
            for (const std::string& each : known)
                all += (all.empty() ? "" : ", ") + each;
            return wrongOption("there is no estimator \"" + name + "\" of layers; there are " + all +
                               didYouMean(name, known));
        }
        if (!seen.insert(name).second) return wrongOption("the estimator " + name + " is named twice");
    }
    return {};
}

// As it can be given to another command: --set sigma=0.1605.
double fourDigits(double value) {
    if (!(value > 0.0 && std::isfinite(value))) return value;
    std::array<char, 32> text{};
    const auto [end, written] =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, 3);
    INFOPLANE_ASSERT(written == std::errc{});
    double rounded = value;
    std::from_chars(text.data(), end, rounded);
    return rounded;
}

Result<double> sigmaOf(const ImportOptions& options, const std::string& name, const LayerSurvey& layer) {
    if (options.sigma) return *options.sigma;
    if (!options.relative_sigma) return 0.0;
    const double sigma = layer.low < layer.high ? fourDigits(*options.relative_sigma * layer.scale) : 0.0;
    if (isUsableSigma(sigma)) return sigma;
    return wrongOption("the layer " + name +
                       " does not vary in any epoch, so that it has no scale for a relative sigma; give an "
                       "absolute one with --sigma or leave the layer out with --layers");
}

// Bins that hold every activation; a layer that is constant lies in the middle of its range, and one that
// spreads over more than a double can be is cut.
BinRange observedRange(const LayerSurvey& layer) {
    if (layer.low < layer.high && !std::isfinite(layer.high - layer.low))
        return {layer.low / 2, layer.high / 2};
    if (layer.low < layer.high) return {layer.low, layer.high};
    const double centre = layer.low == layer.high ? layer.low : 0.0;
    const double half = std::max(0.5, std::abs(centre) * 1e-6);
    return {centre - half, centre + half};
}

// Critics train on one split and have their values on the other.
Status checkCritics(const Dataset& dataset, const LayerEstimators& estimators) {
    if (!dataset.train_index.empty() && !dataset.test_index.empty()) return {};
    for (const auto& estimator : estimators)
        if (estimator->trains())
            return wrongOption(estimator->identities().front().name +
                               " trains a critic on training samples and has its values on test samples: "
                               "record both with an array split (0 training, 1 test), or leave it out");
    return {};
}

} // namespace

Status checkImportOptions(const ImportOptions& options) {
    if (const Status known = checkEstimatorNames(options.estimators, knownEstimators()); !known) return known;
    if (const Status values = checkValues(options); !values) return values;
    if (options.sigma && options.relative_sigma)
        return wrongOption("give --sigma or --relative-sigma, not both");
    for (const auto& sigma : {options.sigma, options.relative_sigma})
        if (sigma && !isUsableSigma(*sigma))
            return wrongOption("sigma must be from " + jsonNumber(sigmaParameter().minimum) + " to " +
                               jsonNumber(sigmaParameter().maximum));
    if (options.range && !(options.range->low < options.range->high &&
                           std::isfinite(options.range->high - options.range->low)))
        return wrongOption("the range of the bins must have a lower end below its upper end");
    if (options.sigma || options.relative_sigma) return {};
    const auto noisy = std::ranges::find_if(options.estimators, hasNoise);
    if (noisy == options.estimators.end()) return {};
    return wrongOption(*noisy + " measures T^ = T + sigma N(0, I), for without noise I(X;T) of a network is "
                                "infinite: give --sigma in the unit of the activations, or "
                                "--relative-sigma in deviations of each layer");
}

Result<std::vector<ImportedLayer>> importedLayers(const ImportOptions& options, const Dataset& dataset,
                                                  const ActivationLayout& layout,
                                                  const ActivationSurvey& survey) {
    const MeasureConfig& measure = options.measure;
    std::vector<ImportedLayer> layers;
    for (std::size_t l = 0; l < layout.layers.size(); ++l) {
        const auto sigma = sigmaOf(options, layout.layers[l], survey.layers[l]);
        if (!sigma) return sigma.error();
        const BinRange range = options.range.value_or(observedRange(survey.layers[l]));
        layers.push_back({survey.layers[l].width, *sigma, range,
                          layerEstimators({options.estimators, *sigma, dataset.classes, measure.draws,
                                           measure.bins, range, measure.critic_steps, options.values})});
    }
    if (const Status both = checkCritics(dataset, layers.front().estimators); !both) return both.error();
    return layers;
}

} // namespace infoplane
