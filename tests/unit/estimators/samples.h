// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"
#include "core/support/philox.h"

#include <cmath>
#include <string>
#include <vector>

// Samples whose information is known, and one call that measures them.
namespace infoplane::samples {

using Numbers = std::vector<double>;

// N(0, 1); two float32 each, so that no two of them are equal.
inline Numbers normals(std::size_t count, std::uint64_t seed) {
    std::vector<float> words(2 * count);
    fillNormal({seed, Purpose::EvaluationSample, 0}, 0, words.data(), words.size());
    Numbers out(count);
    for (std::size_t i = 0; i < count; ++i)
        out[i] = static_cast<double>(words[i]) + 1e-8 * static_cast<double>(words[count + i]);
    return out;
}

// [0, 1)
inline Numbers uniforms(std::size_t count, std::uint64_t seed) {
    std::vector<float> words(2 * count);
    fillUniform({seed, Purpose::EvaluationSample, 1}, 0, words.data(), words.size());
    Numbers out(count);
    for (std::size_t i = 0; i < count; ++i)
        out[i] = static_cast<double>(words[i]) + 0x1p-24 * static_cast<double>(words[count + i]);
    return out;
}

inline Variable continuous(const std::string& name, Numbers values, std::size_t width = 1) {
    return continuousVariable(name, std::move(values), width).value();
}
inline Variable discrete(const std::string& name, const std::vector<std::int64_t>& labels) {
    return discreteVariable(name, labels).value();
}

struct Pair {
    Variable x, y;
};

// `width` independent pairs of coordinates with correlation rho: -width/2 ln(1 - rho^2) nats.
inline Pair gaussians(std::size_t points, double rho, std::size_t width = 1, std::uint64_t seed = 1) {
    const Numbers x = normals(points * width, seed), noise = normals(points * width, seed + 1000);
    Numbers y(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        y[i] = rho * x[i] + std::sqrt(1 - rho * rho) * noise[i];
    return {continuous("x", x, width), continuous("y", y, width)};
}
inline double gaussianInformation(double rho, std::size_t width = 1) {
    return -0.5 * static_cast<double>(width) * std::log(1 - rho * rho);
}

// Every number of a continuous variable by a function.
template <class Function>
Variable mapped(Variable variable, Function function) {
    for (double& v : variable.values)
        v = function(v);
    return variable;
}

// With default parameters but for `given`; the value must be there.
inline std::vector<Estimation> measureAll(const Estimator& estimator, const Variable& x, const Variable& y,
                                          const ParameterValues& given = {}, std::size_t threads = 1) {
    const EstimatorSettings settings{completeParameters(estimator.info(), given).value(), 1, threads};
    return estimator.measure(x, y, settings, {}).value();
}
inline Estimation measure(const Estimator& estimator, const Variable& x, const Variable& y,
                          const ParameterValues& given = {}, std::size_t threads = 1) {
    return measureAll(estimator, x, y, given, threads).front();
}

} // namespace infoplane::samples
