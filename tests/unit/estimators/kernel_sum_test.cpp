// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_sum.h"
#include "core/estimators/mixture/kernel_sum_tensor.h"
#include "tests/unit/estimators/kernel_sum_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

namespace infoplane {
namespace {

using namespace kernel_sums;
using testing::normal;

struct Shape {
    std::int64_t points, width, classes;
    double scale;
};

class KernelSumShapes : public ::testing::TestWithParam<Shape> {};

TEST_P(KernelSumShapes, AgreeWithTheDefinition) {
    const auto [points, width, classes, scale] = GetParam();
    const Sample s(points, width, classes, scale);
    KernelSums sums;
    ASSERT_TRUE(kernelSums(s.centres(), s.noise, {}, sums));
    const KernelSums truth = byDefinition(s);
    expectNear(sums.all, truth.all, 1e-11);
    expectNear(sums.own, truth.own, 1e-11);
}

TEST_P(KernelSumShapes, AgreeWithTheWayByTensors) {
    const auto [points, width, classes, scale] = GetParam();
    const Sample s(points, width, classes, scale);
    KernelSums sums, by_tensor;
    ASSERT_TRUE(kernelSums(s.centres(), s.noise, {}, sums));
    ASSERT_TRUE(kernelSumsByTensor(s.t, s.labels, kSigma, s.noise, {}, by_tensor, 7));
    expectNear(sums.all, by_tensor.all, 1e-11);
    expectNear(sums.own, by_tensor.own, 1e-11);
}

INSTANTIATE_TEST_SUITE_P(Shapes, KernelSumShapes,
                         ::testing::Values(Shape{1, 1, 1, 1.0}, Shape{2, 3, 2, 1.0}, Shape{8, 1, 3, 0.1},
                                           Shape{16, 2, 2, 1.0}, Shape{17, 5, 2, 0.3}, Shape{33, 64, 10, 0.1},
                                           Shape{100, 4, 1, 1.0}, Shape{131, 7, 131, 0.5},
                                           Shape{300, 10, 2, 3.0}, Shape{70, 33, 2, 0.5},
                                           Shape{70, 200, 3, 0.4}, Shape{70, 200, 3, 3.0}));

// The sums without the own centre, however small they are: at scale 3 the largest exponent is below -1000.
TEST_P(KernelSumShapes, WithoutTheOwnCentreAgreeWithTheDefinition) {
    const auto [points, width, classes, scale] = GetParam();
    if (points < 2) return; // there is no other centre
    const Sample s(points, width, classes, scale);
    OtherSums sums;
    ASSERT_TRUE(otherSums(s.centres(), givenNoise(s.noise), {}, sums));
    for (std::size_t i = 0; i < s.points(); ++i) {
        long double rest = 0;
        for (std::size_t k = 0; k < s.points(); ++k)
            if (k != i) rest += std::exp(exponent(s, i, k));
        const double truth = static_cast<double>(std::log(rest));
        EXPECT_NEAR(sums.most[i] + std::log(sums.rest[i]), truth, 1e-11 * std::max(1.0, std::abs(truth)));
        EXPECT_GE(sums.rest[i], 1 - 1e-12);
    }
}

// Near pairs far from the origin, where floats cannot tell them: they only say which others are negligible.
TEST(KernelSum, SeesNearPairsInWideLayers) {
    for (const double scale : {1.0, 30.0}) {
        Sample s(40, 300, 2, scale);
        const at::Tensor half = s.t.narrow(0, 0, 20).clone();
        s.t.narrow(0, 20, 20).copy_(half + 0.03 * kSigma * normal({20, 300}, 7));
        KernelSums sums;
        ASSERT_TRUE(kernelSums(s.centres(), s.noise, {}, sums));
        const KernelSums truth = byDefinition(s);
        expectNear(sums.all, truth.all, 1e-9);
        expectNear(sums.own, truth.own, 1e-9);
        EXPECT_GT(*std::ranges::min_element(truth.all), 1.1);
    }
}

TEST(KernelSum, DoesNotDependOnTheTilingToTheLastBit) {
    const Sample s(1000, 10, 3);
    const KernelCentres centres = s.centres();
    KernelSums usual, small, odd;
    ASSERT_TRUE(kernelSums(centres, s.noise, {}, usual));
    ASSERT_TRUE(kernelSums(centres, s.noise, {}, small, {8, 1}));
    ASSERT_TRUE(kernelSums(centres, s.noise, {}, odd, {200, 5 * 16 * 10 * 8}));
    EXPECT_EQ(usual.all, small.all);
    EXPECT_EQ(usual.own, small.own);
    EXPECT_EQ(usual.all, odd.all);
    EXPECT_EQ(usual.own, odd.own);
}

TEST(KernelSum, DoesNotDependOnTheThreadsToTheLastBit) {
    const Sample s(1000, 40, 3);
    const KernelCentres centres = s.centres();
    KernelSums alone;
    OtherSums others_alone;
    ASSERT_TRUE(kernelSums(centres, s.noise, {}, alone));
    ASSERT_TRUE(otherSums(centres, givenNoise(s.noise), {}, others_alone));
    for (const std::size_t threads : {2u, 3u, 16u}) {
        KernelTiling tiling;
        tiling.threads = threads;
        KernelSums sums;
        OtherSums others;
        ASSERT_TRUE(kernelSums(centres, s.noise, {}, sums, tiling));
        ASSERT_TRUE(otherSums(centres, givenNoise(s.noise), {}, others, tiling));
        EXPECT_EQ(sums.all, alone.all);
        EXPECT_EQ(sums.own, alone.own);
        EXPECT_EQ(others.most, others_alone.most);
        EXPECT_EQ(others.rest, others_alone.rest);
    }
}

TEST(KernelSum, DrawsTheNoiseOfAStream) {
    Sample s(100, 7, 3);
    const StreamKey key{4, Purpose::MeasurementNoise, 1};
    fillNormal(key, 5, s.noise.data(), s.noise.size());
    KernelSums given, drawn;
    ASSERT_TRUE(kernelSums(s.centres(), s.noise, {}, given));
    ASSERT_TRUE(kernelSums(s.centres(), drawnNoise(key, 5), {}, drawn));
    EXPECT_EQ(given.all, drawn.all);
    EXPECT_EQ(given.own, drawn.own);
}

// The bounds hold for every point of every draw, not on average: 20 draws at widths and noise where float32
// products break them.
TEST(KernelSum, OwnIsBetweenOneAndAllForEveryDraw) {
    for (const std::int64_t width : {1, 16, 1024})
        for (const double scale : {0.0, 1e-3, 1.0, 30.0}) {
            Sample s(96, width, 4, scale);
            const KernelCentres centres = s.centres();
            for (std::uint64_t draw = 0; draw < 20; ++draw) {
                fillNormal({3, Purpose::MeasurementNoise, 0}, draw, s.noise.data(), s.noise.size());
                KernelSums sums;
                ASSERT_TRUE(kernelSums(centres, s.noise, {}, sums));
                for (std::size_t i = 0; i < sums.all.size(); ++i) {
                    ASSERT_GE(sums.own[i], 1.0);
                    ASSERT_LE(sums.own[i], sums.all[i]);
                }
            }
        }
}

TEST(KernelSum, MayRunOnSeveralThreadsAtOnce) {
    const Sample s(500, 10, 3);
    const KernelCentres centres = s.centres();
    KernelSums alone;
    ASSERT_TRUE(kernelSums(centres, s.noise, {}, alone));
    std::vector<KernelSums> together(3);
    {
        std::vector<std::jthread> threads;
        for (KernelSums& sums : together)
            threads.emplace_back([&] { EXPECT_TRUE(kernelSums(centres, s.noise, {}, sums)); });
    }
    for (const KernelSums& sums : together) {
        EXPECT_EQ(sums.all, alone.all);
        EXPECT_EQ(sums.own, alone.own);
    }
}

TEST(KernelSum, StopsWhenAsked) {
    const Sample s(1000, 10, 3);
    KernelSums sums;
    int asked = 0;
    const Proceed until_third = [&] { return ++asked < 3; };
    EXPECT_FALSE(kernelSums(s.centres(), s.noise, until_third, sums));
    EXPECT_EQ(asked, 3);
    asked = 0;
    EXPECT_FALSE(kernelSumsByTensor(s.t, s.labels, kSigma, s.noise, until_third, sums, 100));
    EXPECT_EQ(asked, 3);
    KernelTiling three;
    three.threads = 3;
    const auto caller = std::this_thread::get_id();
    EXPECT_FALSE(kernelSums(
        s.centres(), s.noise,
        [&] {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            return false;
        },
        sums, three));
}

} // namespace
} // namespace infoplane
