// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/linear_gaussian.h"

#include "core/data/memory_of.h"
#include "core/data/sources.h"
#include "core/data/truth.h"
#include "core/support/normal_quantile.h"
#include "core/support/philox.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <vector>

namespace infoplane {
namespace {

constexpr double kInputStep = 5e-4, kInputReach = 9.0; // of the rule, in deviations

// The inner ends of the classes' intervals, ascending.
std::vector<double> thresholdsOf(std::size_t classes) {
    std::vector<double> thresholds;
    for (std::size_t k = 1; k < classes; ++k)
        thresholds.push_back(normalQuantile(static_cast<double>(k) / static_cast<double>(classes)));
    return thresholds;
}

double normalBelow(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

// H(Y | u) of a v ~ N(centre, deviation^2).
double classEntropy(const std::vector<double>& thresholds, double centre, double deviation) {
    double entropy = 0.0, below = 0.0;
    for (std::size_t k = 0; k <= thresholds.size(); ++k) {
        const double next = k == thresholds.size() ? 1.0 : normalBelow((thresholds[k] - centre) / deviation);
        const double p = next - below;
        if (p > 0.0) entropy -= p * std::log(p);
        below = next;
    }
    return entropy;
}

// x ~ N(0, I); w has equal entries and length 1.
Dataset drawChannel(const DataConfig& config) {
    const auto dimension = static_cast<std::size_t>(config.dimension);
    const auto count = static_cast<std::size_t>(config.examples);
    const double entry = 1.0 / std::sqrt(static_cast<double>(dimension));
    const double rest = std::sqrt(1.0 - config.correlation * config.correlation);
    const std::vector<double> thresholds = thresholdsOf(static_cast<std::size_t>(config.classes));
    Dataset dataset;
    dataset.input_size = static_cast<std::uint32_t>(dimension);
    dataset.classes = static_cast<std::uint32_t>(config.classes);
    dataset.inputs.resize(count * dimension);
    fillNormal({config.seed, Purpose::DataDraw, 0}, 0, dataset.inputs.data(), dataset.inputs.size());
    std::vector<float> noise(count);
    fillNormal({config.seed, Purpose::DataDraw, 1}, 0, noise.data(), count);
    for (std::size_t i = 0; i < count; ++i) {
        double u = 0.0;
        for (std::size_t k = 0; k < dimension; ++k)
            u += entry * static_cast<double>(dataset.inputs[i * dimension + k]);
        const double v = config.correlation * u + rest * static_cast<double>(noise[i]);
        dataset.labels.push_back(
            static_cast<std::uint32_t>(std::ranges::upper_bound(thresholds, v) - thresholds.begin()));
    }
    return dataset;
}

std::string titleOf(const DataConfig& config) {
    const auto classes = static_cast<std::size_t>(config.classes);
    std::array<char, 96> channel{};
    std::snprintf(channel.data(), channel.size(), " (%.4f bits before v was put in classes)",
                  linearGaussianInformation(config.correlation) / std::numbers::ln2);
    return "Linear-Gaussian channel of " + std::to_string(config.dimension) + " dimensions in " +
           std::to_string(classes) + " classes, " +
           truthText({linearGaussianClassInformation(classes, config.correlation),
                      std::log(static_cast<double>(classes))}) +
           channel.data();
}

Result<Dataset> readLinearGaussian(const DataConfig& config) {
    if (const Status fits = checkInputMemory(static_cast<std::uint64_t>(config.examples),
                                             static_cast<std::uint64_t>(config.dimension), config.name);
        !fits)
        return fits.error();
    Dataset dataset = drawChannel(config);
    dataset.title = titleOf(config);
    return dataset;
}

} // namespace

double linearGaussianInformation(double correlation) {
    return -0.5 * std::log1p(-correlation * correlation);
}

double linearGaussianClassInformation(std::size_t classes, double correlation) {
    const std::vector<double> thresholds = thresholdsOf(classes);
    const double deviation = std::sqrt(1.0 - correlation * correlation);
    const auto steps = static_cast<int>(kInputReach / kInputStep);
    double sum = 0.0, weights = 0.0;
    for (int i = -steps; i <= steps; ++i) {
        const double u = kInputStep * i;
        const double weight = std::exp(-0.5 * u * u);
        weights += weight;
        sum += weight * classEntropy(thresholds, correlation * u, deviation);
    }
    return std::log(static_cast<double>(classes)) - sum / weights;
}

const Source kLinearGaussian{
    "linear-gaussian",
    "Linear-Gaussian channel of known information",
    "drawn: x ~ N(0, I) of data.dimension dimensions, v correlated by data.correlation "
    "with the sum of x, data.classes equally probable intervals of v",
    DatasetKind::Drawn,
    "",
    "",
    &readLinearGaussian,
    nullptr};

} // namespace infoplane
