// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/mixture_estimator.h"
#include "core/estimators/mixture/nested.h"
#include "tests/unit/estimators/noisy_support.h"

namespace infoplane {
namespace {

using namespace testing;

// The number below which a share p of N(0, 1) lies, by bisection.
double normalQuantile(double p) {
    double low = -10, high = 10;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (std::erfc(-middle / std::numbers::sqrt2) / 2 < p ? low : high) = middle;
    }
    return low;
}

// A linear net of two layers with noise in both, T1 = R x + first N(0, I), T2 = weight T1 + last N(0, I),
// where x has two units, each at the midpoints of 15 equal shares of N(0, 1), and R turns the plane. At the
// noise here T2 is nearly Gaussian, and
//   I(X;T2) = ln(1 + weight^2 v / (weight^2 first^2 + last^2)),   v the variance of the midpoints.
struct TwoLayers {
    double first, weight, last;

    static constexpr std::size_t kSide = 15, kInputs = kSide * kSide;

    [[nodiscard]] static std::vector<double> midpoints() {
        std::vector<double> m;
        for (std::size_t i = 0; i < kSide; ++i)
            m.push_back(normalQuantile((static_cast<double>(i) + 0.5) / kSide));
        return m;
    }

    [[nodiscard]] double truth() const {
        double variance = 0;
        for (const double m : midpoints())
            variance += m * m / kSide;
        return std::log(1 + weight * weight * variance / (weight * weight * first * first + last * last));
    }

    // How far the value may be too high with n passes: ln(1 + chi^2 / n), where (1 + s)^2 - 1 is the
    // chi-square information of two Gaussian units with the ratio s of signal, here the first layer's noise,
    // to noise.
    [[nodiscard]] double mostBias(std::size_t passes) const {
        const double ratio = weight * weight * first * first / (last * last);
        return std::log(1 + ((1 + ratio) * (1 + ratio) - 1) / static_cast<double>(passes));
    }

    [[nodiscard]] std::vector<double> propagated(std::size_t passes, std::uint64_t seed) const {
        const std::vector<double> m = midpoints(), noise = normalNumbers(kInputs * passes * 2, seed);
        std::vector<double> values;
        for (std::size_t i = 0; i < kInputs * passes; ++i) {
            const double a = m[i / passes % kSide], b = m[i / passes / kSide];
            values.push_back(weight * (0.6 * a - 0.8 * b + first * noise[2 * i]));
            values.push_back(weight * (0.8 * a + 0.6 * b + first * noise[2 * i + 1]));
        }
        return values;
    }

    // The mean over nets with other noise.
    [[nodiscard]] double measured(std::size_t passes, std::uint64_t repetitions) const {
        double mean = 0;
        for (std::uint64_t seed = 0; seed < repetitions; ++seed) {
            const std::vector<double> values = propagated(passes, 10 + seed);
            const NestedOptions options{last, 1, {seed, Purpose::MeasurementNoise, 0}, 2};
            const auto e = nestedInformation({values, kInputs, passes, 2}, options);
            mean += e.value().value / static_cast<double>(repetitions);
        }
        return mean;
    }
};

// The information density has a variance below 2, so that the mean over R nets of 225 n samples has a
// deviation below sqrt(2 / (225 n R)); four of them are a false alarm in 16,000.
double fourDeviations(std::size_t passes, std::uint64_t repetitions) {
    return 4 * std::sqrt(2.0 / static_cast<double>(TwoLayers::kInputs * passes * repetitions));
}

TEST(Nested, GivesTheLinearGaussianNet) {
    const TwoLayers net{0.5, 0.8, 0.5};
    const double excess = net.measured(100, 4) - net.truth();
    EXPECT_LT(net.mostBias(100), 0.017);
    EXPECT_GT(excess, -fourDeviations(100, 4));
    EXPECT_LT(excess, net.mostBias(100) + fourDeviations(100, 4));
}

TEST(Nested, IsTooHighWithFewPasses) {
    const TwoLayers net{0.5, 0.8, 0.5};
    double last = 1.0;
    for (const std::size_t passes : {4u, 8u, 16u}) {
        const double excess = net.measured(passes, 20) - net.truth();
        EXPECT_GT(excess, fourDeviations(passes, 20));
        EXPECT_LT(excess, net.mostBias(passes) + fourDeviations(passes, 20));
        EXPECT_LT(excess, last);
        last = excess;
    }
}

TEST(Nested, OfOnePassIsTheMixture) {
    const Variable x = points(normalNumbers(600, 3), 3);
    const auto mixture = measured(*makeMixture(), x, x, {{"sigma", 0.5}, {"draws", 2}}, 4);
    const auto e = nestedInformation({x.values, 200, 1, 3}, {0.5, 2, {4, Purpose::MeasurementNoise, 0}, 1});
    EXPECT_NEAR(e.value().value, mixture[0].estimate.value, 1e-12);
    EXPECT_NEAR(e.value().standard_error, mixture[0].estimate.standard_error, 1e-12);
}

TEST(Nested, OfOneInputIsZeroAndOfInputsFarApartTheCap) {
    const std::vector<double> values = normalNumbers(200, 5);
    const NestedOptions options{0.5, 1, {4, Purpose::MeasurementNoise, 0}, 1};
    EXPECT_EQ(nestedInformation({values, 1, 100, 2}, options).value().value, 0.0);
    std::vector<double> apart = values;
    for (std::size_t i = 0; i < apart.size(); ++i)
        apart[i] += 1000.0 * static_cast<double>(i / 50);
    EXPECT_EQ(nestedInformation({apart, 4, 25, 2}, options).value().value, std::log(4.0));
}

TEST(Nested, DoesNotDependOnTheThreads) {
    const std::vector<double> values = normalNumbers(3000, 6);
    NestedOptions options{0.5, 2, {4, Purpose::MeasurementNoise, 0}, 1};
    const Estimate alone = nestedInformation({values, 30, 50, 2}, options).value();
    options.threads = 3;
    const Estimate together = nestedInformation({values, 30, 50, 2}, options).value();
    EXPECT_EQ(alone.value, together.value);
    EXPECT_EQ(alone.standard_error, together.standard_error);
}

TEST(Nested, RefusesBadInputWithASentence) {
    std::vector<double> values = normalNumbers(60, 7);
    const auto refused = [&](std::size_t inputs, std::size_t passes, std::size_t width, double sigma,
                             std::uint64_t draws, const char* part) {
        const auto e = nestedInformation({values, inputs, passes, width}, {sigma, draws, {}, 1});
        ASSERT_FALSE(e.ok()) << part;
        EXPECT_NE(e.error().text().find(part), std::string::npos) << e.error().text();
    };
    refused(0, 1, 60, 0.5, 1, "at least one");
    refused(10, 3, 3, 0.5, 1, "inputs x passes x units");
    refused(std::size_t{1} << 63, 2, 60, 0.5, 1, "inputs x passes x units");
    refused(10, 3, 2, 0.0, 1, "sigma");
    refused(10, 3, 2, std::nan(""), 1, "sigma");
    refused(10, 3, 2, 0.5, 0, "draws");
    values[17] = std::nan("");
    refused(10, 3, 2, 0.5, 1, "NaN");
    values[17] = 0;
    const auto stopped = nestedInformation({values, 10, 3, 2}, {0.5, 1, {}, 2}, [] { return false; });
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace infoplane
