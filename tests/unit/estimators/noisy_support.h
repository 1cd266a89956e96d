// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"
#include "core/support/philox.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

// Variables with fixed contents, and short ways to measure them, for the tests of the estimators with known
// noise.
namespace infoplane::testing {

// N(0, 1) numbers, the same on every machine.
inline std::vector<double> normalNumbers(std::size_t count, std::uint64_t seed) {
    std::vector<float> numbers(count);
    fillNormal({seed, Purpose::Initialisation, 0}, 0, numbers.data(), count);
    return {numbers.begin(), numbers.end()};
}

inline Variable points(std::vector<double> values, std::size_t width) {
    Variable x = continuousVariable("T", std::move(values), width).value();
    x.input = "X";
    return x;
}

// Labels 0..classes-1 in turn.
inline Variable inTurn(std::size_t count, std::int64_t classes) {
    std::vector<std::int64_t> labels(count);
    for (std::size_t i = 0; i < count; ++i)
        labels[i] = static_cast<std::int64_t>(i) % classes;
    return discreteVariable("Y", labels).value();
}

inline EstimatorSettings settingsOf(const Estimator& estimator, const ParameterValues& given,
                                    std::uint64_t seed = 1, std::size_t threads = 1) {
    return {completeParameters(estimator.info(), given).value(), seed, threads};
}

inline std::vector<Estimation> measured(const Estimator& estimator, const Variable& x, const Variable& y,
                                        const ParameterValues& given, std::uint64_t seed = 1) {
    EXPECT_FALSE(estimator.refusal(x, y)) << *estimator.refusal(x, y);
    const auto result = estimator.measure(x, y, settingsOf(estimator, given, seed), {});
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().text());
    return result.value();
}

// The code of the Error of a measurement that is stopped at once.
inline ErrorCode stopped(const Estimator& estimator, const Variable& x, const Variable& y,
                         const ParameterValues& given) {
    const auto result = estimator.measure(x, y, settingsOf(estimator, given, 1, 2), [] { return false; });
    EXPECT_FALSE(result.ok());
    return result.error().code;
}

// Values and errors with one, two and three threads are the same bits.
inline void expectTheSameOnAllThreads(const Estimator& estimator, const Variable& x, const Variable& y,
                                      const ParameterValues& given) {
    const auto alone = estimator.measure(x, y, settingsOf(estimator, given), {}).value();
    for (const std::size_t threads : {2u, 3u}) {
        const auto together = estimator.measure(x, y, settingsOf(estimator, given, 1, threads), {}).value();
        ASSERT_EQ(together.size(), alone.size());
        for (std::size_t i = 0; i < alone.size(); ++i) {
            EXPECT_EQ(together[i].estimate.value, alone[i].estimate.value);
            if (!std::isnan(alone[i].estimate.standard_error)) {
                EXPECT_EQ(together[i].estimate.standard_error, alone[i].estimate.standard_error);
            }
        }
    }
}

} // namespace infoplane::testing
