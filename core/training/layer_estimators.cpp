// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/layer_estimators.h"

#include "core/config/layer_language.h"
#include "core/config/names.h"
#include "core/support/assert.h"
#include "core/training/critic_layer_estimator.h"
#include "core/training/pairwise_layer_estimator.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

using Results = Result<std::vector<std::vector<InformationEstimate>>>;

Results alone(Result<std::vector<InformationEstimate>> of_seeds) {
    if (!of_seeds) return of_seeds.error();
    return std::vector<std::vector<InformationEstimate>>{std::move(*of_seeds)};
}

class MixtureOfLayers final : public LayerEstimator {
public:
    explicit MixtureOfLayers(const MixtureOptions& options) : options_(options) {}

    std::vector<EstimatorIdentity> identities() const override { return {mixtureIdentity(options_)}; }

    Caps caps(std::size_t, std::uint64_t points, std::int64_t, double label_entropy) const override {
        const double cap = std::log(static_cast<double>(points));
        return {cap, std::min(cap, label_entropy)};
    }

    Results measure(const LayerSample& sample, const Proceed& proceed) override {
        return alone(mixturePlugin(sample.t, sample.labels, options_, sample.noise, proceed));
    }

private:
    MixtureOptions options_;
};

class BinningOfLayers final : public LayerEstimator {
public:
    explicit BinningOfLayers(const BinningOptions& options) : options_(options) {}

    std::vector<EstimatorIdentity> identities() const override { return {binningIdentity(options_)}; }

    // A binned layer has no more states than bins to the power of its width.
    Caps caps(std::size_t, std::uint64_t points, std::int64_t width, double label_entropy) const override {
        const double states = static_cast<double>(width) * std::log(static_cast<double>(options_.bins));
        const double cap = std::min(std::log(static_cast<double>(points)), states);
        return {cap, std::min(cap, label_entropy)};
    }

    bool addsNoise() const override { return false; }

    Results measure(const LayerSample& sample, const Proceed&) override {
        return alone(binnedInformation(sample.t, sample.labels, options_));
    }

private:
    BinningOptions options_;
};

std::unique_ptr<LayerEstimator> make(const std::string& name, const LayerEstimatorOptions& o) {
    if (name == "mixture")
        return std::make_unique<MixtureOfLayers>(MixtureOptions{o.sigma, o.classes, o.draws});
    if (name == "binning")
        return std::make_unique<BinningOfLayers>(BinningOptions{o.bins, o.classes, o.range});
    if (name == "aa_mine" || name == "known_conditional" || name == "variational")
        return makeCriticLayerEstimator(name, {o.sigma, o.critic_steps});
    return makePairwiseLayerEstimator(name, {{"sigma", o.sigma}, {"draws", double(o.draws)}});
}

} // namespace

LayerEstimatorOptions layerEstimatorOptions(const Experiment& experiment, std::int64_t classes) {
    const MeasureConfig& measure = experiment.measure;
    return {measure.estimators,
            experiment.network.sigma,
            classes,
            measure.draws,
            measure.bins,
            rangeOfActivation(nameOf(commonEnd(experiment.network))),
            measure.critic_steps,
            {}};
}

LayerEstimators layerEstimators(const LayerEstimatorOptions& options) {
    LayerEstimators all;
    for (const std::string& name : layerEstimatorNames())
        if (std::ranges::find(options.names, name) != options.names.end()) all.push_back(make(name, options));
    ParameterValues values = options.values;
    values["sigma"] = options.sigma;
    values["bins"] = static_cast<double>(options.bins);
    for (const std::string& name : otherLayerEstimatorNames())
        if (std::ranges::find(options.names, name) != options.names.end())
            all.push_back(makePairwiseLayerEstimator(name, values));
    return all;
}

} // namespace infoplane
