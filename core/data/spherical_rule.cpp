// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/spherical_rule.h"

#include "core/data/memory_of.h"
#include "core/data/sources.h"
#include "core/data/truth.h"
#include "core/support/philox.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace infoplane {
namespace {

constexpr std::uint32_t kPoints = 12, kSphericalPatterns = 1u << kPoints;

using Point = std::array<double, 3>;

std::vector<Point> icosahedron() {
    const double golden = std::numbers::phi, length = std::sqrt(1.0 + golden * golden);
    std::vector<Point> corners;
    for (const double a : {1.0 / length, -1.0 / length})
        for (const double b : {golden / length, -golden / length}) {
            corners.push_back({0.0, a, b});
            corners.push_back({a, b, 0.0});
            corners.push_back({b, 0.0, a});
        }
    return corners;
}

double powerOf(std::uint32_t pattern, const std::vector<double>& kernel) {
    double sum = 0.0;
    for (std::uint32_t i = 0; i < kPoints; ++i)
        for (std::uint32_t j = 0; j < kPoints; ++j)
            if ((pattern >> i & pattern >> j & 1u) != 0) sum += kernel[i * kPoints + j];
    return sum;
}

std::vector<double> powers(std::int64_t degree) {
    const auto corners = icosahedron();
    std::vector<double> kernel;
    for (const Point& a : corners)
        for (const Point& b : corners)
            kernel.push_back(
                std::legendre(static_cast<unsigned>(degree),
                              std::clamp(std::inner_product(a.begin(), a.end(), b.begin(), 0.0), -1.0, 1.0)));
    std::vector<double> f(kSphericalPatterns);
    for (std::uint32_t x = 0; x < kSphericalPatterns; ++x)
        f[x] = powerOf(x, kernel);
    return f;
}

double meanOfAll(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void scaleToUnit(std::vector<double>& f) {
    const double mean = meanOfAll(f);
    double squares = 0.0;
    for (double& v : f) {
        v -= mean;
        squares += v * v;
    }
    for (double& v : f)
        v /= std::sqrt(squares / static_cast<double>(f.size()));
}

std::vector<double> logistic(const std::vector<double>& f, double sharpness, double theta) {
    std::vector<double> p;
    for (const double v : f)
        p.push_back(1.0 / (1.0 + std::exp(-sharpness * (v - theta))));
    return p;
}

double binaryEntropy(double p) {
    const auto part = [](double q) { return q > 0.0 ? -q * std::log(q) : 0.0; };
    return part(p) + part(1.0 - p);
}

Truth truthOf(const std::vector<double>& p) {
    std::vector<double> entropies;
    for (const double v : p)
        entropies.push_back(binaryEntropy(v));
    const double of_y = binaryEntropy(meanOfAll(p));
    return {of_y - meanOfAll(entropies), of_y};
}

// Every pattern once before any comes a second time, in a random order.
std::vector<std::uint32_t> patternsOf(const DataConfig& config) {
    std::vector<std::uint32_t> patterns;
    const auto count = static_cast<std::size_t>(config.examples);
    std::vector<std::uint32_t> order(kSphericalPatterns);
    for (std::uint64_t round = 0; patterns.size() < count; ++round) {
        fillPermutation({config.seed, Purpose::DataDraw, 0}, round, order.data(), kSphericalPatterns);
        patterns.insert(patterns.end(), order.begin(),
                        order.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(
                                            kSphericalPatterns, count - patterns.size())));
    }
    return patterns;
}

Result<Dataset> readSphericalRule(const DataConfig& config) {
    const auto count = static_cast<std::uint64_t>(config.examples);
    if (const Status fits = checkInputMemory(count, kPoints, config.name); !fits) return fits.error();
    const std::vector<double> p = sphericalRule(config.degree, config.sharpness);
    std::vector<float> uniform(count);
    fillUniform({config.seed, Purpose::DataDraw, 1}, 0, uniform.data(), count);
    Dataset dataset;
    dataset.input_size = kPoints;
    dataset.classes = 2;
    const std::vector<std::uint32_t> patterns = patternsOf(config);
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        for (std::uint32_t bit = 0; bit < kPoints; ++bit)
            dataset.inputs.push_back((patterns[i] >> bit & 1u) != 0 ? 1.0f : -1.0f);
        dataset.labels.push_back(static_cast<double>(uniform[i]) < p[patterns[i]] ? 1 : 0);
    }
    dataset.title =
        "Spherical rule of degree " + std::to_string(config.degree) + ", " + truthText(truthOf(p));
    return dataset;
}

} // namespace

std::vector<double> sphericalRule(std::int64_t degree, double sharpness) {
    std::vector<double> f = powers(degree);
    scaleToUnit(f);
    double low = -100.0, high = 100.0; // beyond any standardised value of 4,096
    for (int i = 0; i < 200; ++i) {
        const double theta = 0.5 * (low + high);
        (meanOfAll(logistic(f, sharpness, theta)) > 0.5 ? low : high) = theta;
    }
    return logistic(f, sharpness, 0.5 * (low + high));
}

const Source kSphericalRule{"spherical-rule",
                            "Twelve bits on a sphere, with a rule that rotations leave alone",
                            "drawn: the family of rules of R. Shwartz-Ziv, N. Tishby, Opening the Black Box "
                            "of Deep Neural Networks via "
                            "Information, 2017, arXiv 1703.00810; data.degree and data.sharpness choose one",
                            DatasetKind::Drawn,
                            "",
                            "",
                            &readSphericalRule,
                            nullptr};

} // namespace infoplane
