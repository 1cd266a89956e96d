// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/estimator_description.h"

#include <limits>

namespace infoplane {
namespace {

constexpr double kUncapped = std::numeric_limits<double>::quiet_NaN();

EstimatorDescription describe(const EstimatorIdentity& identity) {
    EstimatorDescription estimator;
    estimator.name = identity.name;
    estimator.title = identity.title;
    estimator.estimand_xt = identity.estimand_xt;
    estimator.estimand_ty = identity.estimand_ty;
    estimator.direction = nameOf(identity.direction);
    estimator.parameters = identity.parameters;
    estimator.has_error = identity.has_error;
    return estimator;
}

// `parameters` is a JSON object that is not empty: it has sigma.
std::string withRelativeSigma(std::string parameters) {
    return parameters.insert(1, "\"sigma_kind\": \"relative\", ");
}

// The caps of identity i on both splits: its sample's size and the entropy of its labels decide.
void setCaps(EstimatorDescription& description, std::size_t estimator, std::size_t i,
             const std::vector<MeasuredLayer>& layers, const MeasuredSamples& samples) {
    for (std::size_t split = 0; split < kSplits; ++split) {
        const auto& [points, entropy] = samples[split];
        const LayerEstimator& first = *(*layers.front().estimators)[estimator];
        description.samples[split] = first.trains() && split == 0 ? 0 : first.reported(points);
        for (const MeasuredLayer& layer : layers) {
            LayerEstimator::Caps caps{kUncapped, kUncapped};
            if (points > 0) caps = (*layer.estimators)[estimator]->caps(i, points, layer.width, entropy);
            description.cap_xt.push_back(caps.xt);
            description.cap_ty.push_back(caps.ty);
        }
    }
}

} // namespace

MeasuredSamples measuredSamples(const Dataset& dataset, const DataDescription& data) {
    MeasuredSamples samples;
    for (std::size_t split = 0; split < kSplits; ++split) {
        const auto& index = data.evaluation_index[split];
        if (!index.empty()) samples[split] = {index.size(), labelEntropy(dataset, index)};
    }
    return samples;
}

std::vector<EstimatorDescription> describeEstimators(const std::vector<MeasuredLayer>& layers,
                                                     const MeasuredSamples& samples) {
    std::vector<EstimatorDescription> all;
    const LayerEstimators& estimators = *layers.front().estimators;
    for (std::size_t e = 0; e < estimators.size(); ++e) {
        const std::vector<EstimatorIdentity> identities = estimators[e]->identities();
        for (std::size_t i = 0; i < identities.size(); ++i) {
            all.push_back(describe(identities[i]));
            if (layers.front().sigma_relative && estimators[e]->addsNoise())
                all.back().parameters = withRelativeSigma(std::move(all.back().parameters));
            setCaps(all.back(), e, i, layers, samples);
        }
    }
    return all;
}

} // namespace infoplane
