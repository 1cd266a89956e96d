// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/chance.h"
#include "core/controls/fano.h"
#include "core/controls/held_out_mixture.h"
#include "core/controls/measured.h"
#include "core/controls/permutation.h"
#include "tests/unit/controls/layers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

using testing_layers::layerOf;
using testing_layers::spaced;

const double kLn2 = std::log(2.0);

TEST(PermutationMoments, AreThoseOfAllPermutations) {
    const std::vector<std::int64_t> labels{0, 0, 1, 2, 2, 2};
    std::vector<double> scores;
    for (int i = 0; i < 18; ++i)
        scores.push_back(std::sin(1.0 + 7.0 * i));
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
    double mean = 0.0, squares = 0.0, count = 0.0;
    do {
        double a = 0.0;
        for (std::size_t i = 0; i < 6; ++i)
            a += scores[i * 3 + static_cast<std::size_t>(labels[order[i]])] / 6.0;
        mean += a;
        squares += a * a;
        count += 1.0;
    } while (std::ranges::next_permutation(order).found);
    mean /= count;
    const Moments moments = permutationMoments(scores, labels, 3);
    EXPECT_NEAR(moments.mean, mean, 1e-14);
    EXPECT_NEAR(moments.deviation, std::sqrt(squares / count - mean * mean), 1e-12);
}

// Whatever is predicted, the exact moments lie within the bounds.
TEST(ChanceAccuracy, HoldsForEveryPrediction) {
    const std::vector<std::int64_t> labels{0, 0, 0, 1, 1, 2, 2, 2, 2, 2};
    const ChanceAccuracy bounds = chanceAccuracy(labels, 3, 2.0);
    for (std::size_t code = 0; code < 59049; code += 7) { // 3^10 ways to predict
        std::vector<double> hits(30, 0.0);
        for (std::size_t i = 0, rest = code; i < 10; ++i, rest /= 3)
            hits[i * 3 + rest % 3] = 1.0;
        const Moments m = permutationMoments(hits, labels, 3);
        EXPECT_GE(m.mean, 0.2 - 1e-12);
        EXPECT_LE(m.mean, 0.5 + 1e-12);
        EXPECT_GE(m.mean - 2.0 * m.deviation, bounds.low - 1e-12);
        EXPECT_LE(m.mean + 2.0 * m.deviation, bounds.high + 1e-12);
    }
}

TEST(Fano, InvertsItsEntropy) {
    const auto binary = [](double a) { return -a * std::log(a) - (1.0 - a) * std::log(1.0 - a); };
    EXPECT_NEAR(fanoAccuracy(binary(0.9), 2), 0.9, 1e-10);
    EXPECT_NEAR(fanoAccuracy(binary(0.7) + 0.3 * std::log(9.0), 10), 0.7, 1e-10);
    EXPECT_EQ(fanoAccuracy(0.0, 10), 1.0);
    EXPECT_EQ(fanoAccuracy(-1.0, 10), 1.0);
    EXPECT_NEAR(fanoAccuracy(std::log(10.0), 10), 0.1, 1e-12);
    EXPECT_EQ(fanoAccuracy(5.0, 1), 1.0);
    // At 1 bit and 10 classes no reader errs less than 42 %.
    EXPECT_NEAR(fanoAccuracy(std::log(10.0) - kLn2, 10), 0.58, 0.005);
}

// Classes 1000 sigma apart: r is 2 for the own label of each test point and 0 for the other.
TEST(HeldOutMixture, ReadsWhatCanBeReadWithoutLoss) {
    const std::vector<std::int64_t> labels{0, 1, 0, 1, 0, 1, 0, 1};
    const Variable t = continuousVariable("T", std::vector<double>(labels.begin(), labels.end()), 1).value();
    const auto reading = readHeldOut({t, labels}, {t, labels}, {2, 1e-3, 7, 1, 1});
    ASSERT_TRUE(reading.ok());
    EXPECT_DOUBLE_EQ(reading->shrinkage, 1.0 - 1.0 / 8.0);
    EXPECT_NEAR(reading->information, std::log(2.0 - 1.0 / 8.0), 1e-12);
    EXPECT_NEAR(reading->information_error, 0.0, 1e-12);
    EXPECT_EQ(reading->accuracy, 1.0);
    // Of permuted labels a half is right on average.
    EXPECT_NEAR(reading->chance_accuracy.mean, 0.5, 1e-12);
    EXPECT_NEAR(reading->chance_information.mean, 0.5 * (std::log(15.0 / 8.0) + std::log(1.0 / 8.0)), 1e-12);
}

TEST(HeldOutMixture, FindsNothingInAConstant) {
    const std::vector<std::int64_t> labels{0, 1, 2, 1, 0, 1};
    const Variable t = continuousVariable("T", std::vector<double>(12, 0.25), 2).value();
    const auto reading = readHeldOut({t, labels}, {t, labels}, {3, 0.5, 7, 1, 1});
    ASSERT_TRUE(reading.ok());
    EXPECT_NEAR(reading->information, 0.0, 1e-12);
    EXPECT_NEAR(reading->chance_information.deviation, 0.0, 1e-12);
    EXPECT_EQ(reading->accuracy, 0.5); // always the commonest label
}

TEST(HeldOutMixture, IsTheSameOnAnyThreadsAndStops) {
    const ControlledLayer layer = layerOf(spaced(64, 0.3), 4);
    const auto read = [&layer](std::size_t threads, const Proceed& proceed) {
        return readHeldOut({layer.train().t, layer.train().labels}, {layer.test().t, layer.test().labels},
                           {4, 0.5, 3, 1, threads}, proceed);
    };
    EXPECT_EQ(read(1, {})->information, read(3, {})->information);
    EXPECT_EQ(read(2, [] { return false; }).error().code, ErrorCode::Cancelled);
}

Rate rateByMixture(double sigma) {
    return [sigma](const Variable& points, std::uint64_t seed) -> Result<Estimate> {
        const auto y = discreteVariable("Y", std::vector<std::int64_t>(points.points, 0));
        return measured("mixture", points, *y, {{"sigma", sigma}, {"draws", 2}}, seed, {1, {}})
            ->front()
            .estimate;
    };
}

// Every point is told from every other, I_n = ln n: what chance gives is H(Y), all of it.
TEST(Chance, IsTheLabelEntropyWherePointsAreTold) {
    const ControlledLayer layer = layerOf(spaced(40, 1.0), 4);
    const auto chance = chanceOf(layer, rateByMixture(1e-3));
    ASSERT_TRUE(chance.ok());
    EXPECT_NEAR(chance->mean, std::log(4.0), 1e-9);
    EXPECT_NEAR(chance->deviation, 0.0, 1e-9);
    EXPECT_NEAR(chance->rate.value, std::log(40.0), 1e-9);
}

TEST(Chance, IsNothingWhereNoPointIsTold) {
    const auto chance = chanceOf(layerOf(spaced(40, 0.0), 4), rateByMixture(0.5));
    ASSERT_TRUE(chance.ok());
    EXPECT_NEAR(chance->mean, 0.0, 1e-9);
    EXPECT_NEAR(chance->errorOfNext(), 0.0, 1e-9);
}

TEST(Judge, KnowsInsideAndOutside) {
    const MustGive must{-0.5, 0.5, ""};
    EXPECT_EQ(judge(must, 0.5), ControlVerdict::AsGiven);
    EXPECT_EQ(judge(must, 0.6), ControlVerdict::NotAsGiven);
    EXPECT_EQ(judge(must, std::nan("")), ControlVerdict::NotAsGiven);
    EXPECT_EQ(judge({-kNoLimit, kNoLimit, ""}, 3.0), ControlVerdict::Beside);
}

} // namespace
} // namespace infoplane
