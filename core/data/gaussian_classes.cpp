// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/gaussian_classes.h"

#include "core/data/memory_of.h"
#include "core/data/sources.h"
#include "core/data/truth.h"
#include "core/support/philox.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace infoplane {
namespace {

using Mean = std::array<double, 2>;

constexpr double kStep = 0.05, kReach = 9.0; // of the rule, in deviations

// ln of the mixture's density over that of class `c`, at `t`.
double logRatio(const std::vector<Mean>& means, std::size_t c, const Mean& t) {
    const auto exponent = [&](const Mean& m) {
        return -0.5 * ((t[0] - m[0]) * (t[0] - m[0]) + (t[1] - m[1]) * (t[1] - m[1]));
    };
    const double own = exponent(means[c]);
    double largest = own, sum = 0.0;
    for (const Mean& mean : means)
        largest = std::max(largest, exponent(mean));
    for (const Mean& mean : means)
        sum += std::exp(exponent(mean) - largest);
    return largest + std::log(sum / static_cast<double>(means.size())) - own;
}

bool onALine(const std::vector<Mean>& means) {
    return std::ranges::all_of(means, [](const Mean& mean) { return mean[1] == 0.0; });
}

// E ln p(x|c)/p(x) under class `c`.
double divergence(const std::vector<Mean>& means, std::size_t c) {
    const auto steps = static_cast<int>(kReach / kStep);
    const int across = onALine(means) ? 0 : steps;
    double sum = 0.0, weights = 0.0;
    for (int i = -steps; i <= steps; ++i)
        for (int j = -across; j <= across; ++j) {
            const double u = kStep * i, v = kStep * j;
            const double weight = std::exp(-0.5 * (u * u + v * v));
            weights += weight;
            sum -= weight * logRatio(means, c, {means[c][0] + u, means[c][1] + v});
        }
    return sum / weights;
}

Dataset drawGaussian(const DataConfig& config, const std::vector<Mean>& means) {
    const auto classes = static_cast<std::uint32_t>(config.classes);
    const auto dimension = static_cast<std::uint32_t>(config.dimension);
    Dataset dataset;
    dataset.input_size = dimension;
    dataset.classes = classes;
    dataset.inputs.resize(static_cast<std::size_t>(config.examples) * dimension);
    fillNormal({config.seed, Purpose::DataDraw, 0}, 0, dataset.inputs.data(), dataset.inputs.size());
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(config.examples); ++i) {
        const std::uint32_t label = i % classes;
        dataset.labels.push_back(label);
        for (std::size_t c = 0; c < std::min<std::size_t>(2, dimension); ++c)
            dataset.inputs[std::size_t{i} * dimension + c] += static_cast<float>(means[label][c]);
    }
    return dataset;
}

Result<Dataset> readGaussianClasses(const DataConfig& config) {
    if (const Status fits = checkInputMemory(static_cast<std::uint64_t>(config.examples),
                                             static_cast<std::uint64_t>(config.dimension), config.name);
        !fits)
        return fits.error();
    const auto means = gaussianClassMeans(static_cast<std::size_t>(config.classes),
                                          static_cast<std::size_t>(config.dimension), config.separation);
    Dataset dataset = drawGaussian(config, means);
    dataset.title = std::to_string(means.size()) + " Gaussian classes in " +
                    std::to_string(config.dimension) + " dimensions, " +
                    truthText({gaussianClassInformation(means), std::log(static_cast<double>(means.size()))});
    return dataset;
}

} // namespace

std::vector<Mean> gaussianClassMeans(std::size_t classes, std::size_t dimension, double separation) {
    std::vector<Mean> means(classes, Mean{0.0, 0.0});
    const auto count = static_cast<double>(classes);
    const double radius = separation / (2.0 * std::sin(std::numbers::pi / count));
    for (std::size_t c = 0; c < classes; ++c) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(c) / count;
        if (dimension == 1 || classes == 2)
            means[c][0] = separation * (static_cast<double>(c) - 0.5 * (count - 1.0));
        else
            means[c] = {radius * std::cos(angle), radius * std::sin(angle)};
    }
    return means;
}

double gaussianClassInformation(const std::vector<Mean>& means) {
    if (!onALine(means)) return divergence(means, 0); // all classes are alike on the circle
    double sum = 0.0;
    for (std::size_t c = 0; c < means.size(); ++c)
        sum += divergence(means, c);
    return sum / static_cast<double>(means.size());
}

const Source kGaussianClasses{"gaussian-classes",
                              "Gaussian classes of known information",
                              "drawn: data.classes of equal probability, covariance 1, neighbours "
                              "data.separation apart, data.dimension dimensions",
                              DatasetKind::Drawn,
                              "",
                              "",
                              &readGaussianClasses,
                              nullptr};

} // namespace infoplane
