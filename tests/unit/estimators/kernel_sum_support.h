// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/mixture/kernel_sum.h"
#include "tests/unit/estimators/tensor_support.h"

#include <gtest/gtest.h>

#include <cmath>

// Points with noise and their kernel sums by definition, for the tests of the kernel sums.
namespace infoplane::kernel_sums {

inline constexpr double kSigma = 0.5;

// Points, labels and noise of one test.
struct Sample {
    at::Tensor t, labels; // double [N, width], int64 [N]
    std::vector<float> noise;

    Sample(std::int64_t points, std::int64_t width, std::int64_t classes, double scale = 1.0)
        : t(scale * testing::normal({points, width}, 1)),
          labels(testing::labelsInTurn(points, classes)),
          noise(static_cast<std::size_t>(points * width)) {
        fillNormal({2, Purpose::MeasurementNoise, 0}, 0, noise.data(), noise.size());
    }

    [[nodiscard]] std::size_t points() const { return static_cast<std::size_t>(t.size(0)); }
    [[nodiscard]] std::size_t width() const { return static_cast<std::size_t>(t.size(1)); }
    [[nodiscard]] std::span<const std::int64_t> y() const {
        return {labels.const_data_ptr<std::int64_t>(), points()};
    }
    [[nodiscard]] KernelCentres centres() const { return {t.const_data_ptr<double>(), width(), y(), kSigma}; }
};

// x_ik by its definition, in long double and with differences in place of products.
inline long double exponent(const Sample& s, std::size_t i, std::size_t k) {
    const double* const t = s.t.const_data_ptr<double>();
    long double x = 0;
    for (std::size_t unit = 0; unit < s.width(); ++unit) {
        const long double e = s.noise[i * s.width() + unit];
        const long double step =
            (static_cast<long double>(t[i * s.width() + unit]) - t[k * s.width() + unit]) / kSigma;
        x += (e * e - (step + e) * (step + e)) / 2;
    }
    return x;
}

inline KernelSums byDefinition(const Sample& s) {
    KernelSums sums;
    for (std::size_t i = 0; i < s.points(); ++i) {
        long double all = 0, own = 0;
        for (std::size_t k = 0; k < s.points(); ++k) {
            const long double kernel = std::exp(exponent(s, i, k));
            all += kernel;
            own += s.y()[i] == s.y()[k] ? kernel : 0.0L;
        }
        sums.all.push_back(static_cast<double>(all));
        sums.own.push_back(static_cast<double>(own));
    }
    return sums;
}

inline void expectNear(const std::vector<double>& values, const std::vector<double>& truth, double relative) {
    ASSERT_EQ(values.size(), truth.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_NEAR(values[i], truth[i], relative * truth[i]) << "point " << i;
}

} // namespace infoplane::kernel_sums
