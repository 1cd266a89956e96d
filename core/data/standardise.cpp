// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/standardise.h"

#include "core/support/assert.h"

#include <cmath>
#include <numeric>

namespace infoplane {
namespace {

// Mean and deviation of each feature over the training part.
struct Moments {
    std::vector<double> mean, deviation;
};

std::vector<double> meansOf(const Dataset& dataset, const std::vector<double>& around, int power) {
    std::vector<double> sums(dataset.input_size, 0.0);
    for (const std::uint32_t i : dataset.train_index)
        for (std::size_t c = 0; c < dataset.input_size; ++c)
            sums[c] += std::pow(dataset.inputs[std::size_t{i} * dataset.input_size + c] - around[c], power);
    for (double& sum : sums)
        sum /= static_cast<double>(dataset.train_index.size());
    return sums;
}

double meanOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Moments momentsOf(const Dataset& dataset, bool one_for_all) {
    const std::size_t features = dataset.input_size;
    Moments moments{meansOf(dataset, std::vector<double>(features, 0.0), 1), {}};
    if (one_for_all) moments.mean.assign(features, meanOf(moments.mean));
    moments.deviation = meansOf(dataset, moments.mean, 2);
    if (one_for_all) moments.deviation.assign(features, meanOf(moments.deviation));
    for (double& deviation : moments.deviation)
        deviation = deviation > 0.0 ? std::sqrt(deviation) : 1.0;
    return moments;
}

} // namespace

void standardiseInputs(Dataset& dataset, const std::string& how) {
    if (how == "none") return;
    INFOPLANE_ASSERT(!dataset.train_index.empty());
    const Moments moments = momentsOf(dataset, how == "all");
    for (std::size_t i = 0; i < dataset.inputs.size(); ++i) {
        const std::size_t feature = i % dataset.input_size;
        dataset.inputs[i] =
            static_cast<float>((dataset.inputs[i] - moments.mean[feature]) / moments.deviation[feature]);
    }
}

} // namespace infoplane
