// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/imported_layers.h"

#include "core/config/names.h"
#include "core/config/nearest.h"
#include "core/support/assert.h"

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

bool isPositive(double value) {
    return value > 0.0 && std::isfinite(value);
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
    if (!isPositive(value)) return value;
    std::array<char, 32> text{};
    const auto [end, written] =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, 3);
    INFOPLANE_ASSERT(written == std::errc{});
    double rounded = value;
    std::from_chars(text.data(), end, rounded);
    return rounded;
}

Result<double> sigmaOf(const ImportOptions& options, const std::string& layer, double scale) {
    if (options.sigma) return *options.sigma;
    if (!options.relative_sigma) return 0.0;
    const double sigma = fourDigits(*options.relative_sigma * scale);
    if (isPositive(sigma)) return sigma;
    return wrongOption("the layer " + layer +
                       " does not vary in any epoch, so that it has no scale for a relative sigma; give an "
                       "absolute one with --sigma or leave the layer out with --layers");
}

// Bins that hold every activation; a layer that is constant lies in the middle of its range.
BinRange observedRange(const LayerSurvey& layer) {
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

bool hasNoise(const std::string& estimator) {
    return estimator != "binning";
}

Status checkImportOptions(const ImportOptions& options) {
    if (const Status known = checkEstimatorNames(options.estimators, layerEstimatorNames()); !known)
        return known;
    if (options.sigma && options.relative_sigma)
        return wrongOption("give --sigma or --relative-sigma, not both");
    for (const auto& sigma : {options.sigma, options.relative_sigma})
        if (sigma && !isPositive(*sigma)) return wrongOption("sigma must be a number above 0");
    if (options.range && !(options.range->low < options.range->high))
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
        const auto sigma = sigmaOf(options, layout.layers[l], survey.layers[l].scale);
        if (!sigma) return sigma.error();
        const BinRange range = options.range.value_or(observedRange(survey.layers[l]));
        layers.push_back({survey.layers[l].width, *sigma, range,
                          layerEstimators({options.estimators, *sigma, dataset.classes, measure.draws,
                                           measure.bins, range, measure.critic_steps})});
    }
    if (const Status both = checkCritics(dataset, layers.front().estimators); !both) return both.error();
    return layers;
}

} // namespace infoplane
