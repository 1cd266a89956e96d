// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_sum.h"
#include "core/estimators/mixture/kernel_sum_block.h"
#include "core/estimators/mixture/kernel_sum_tensor.h"
#include "tests/unit/estimators/tensor_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <thread>

namespace infoplane {
namespace {

using testing::labelsInTurn;
using testing::normal;

constexpr double kSigma = 0.5;

// Points, labels and noise of one test.
struct Sample {
    at::Tensor t, labels; // double [N, width], int64 [N]
    std::vector<float> noise;

    Sample(std::int64_t points, std::int64_t width, std::int64_t classes, double scale = 1.0)
        : t(scale * normal({points, width}, 1)),
          labels(labelsInTurn(points, classes)),
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
long double exponent(const Sample& s, std::size_t i, std::size_t k) {
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

KernelSums byDefinition(const Sample& s) {
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

void expectNear(const std::vector<double>& values, const std::vector<double>& truth, double relative) {
    ASSERT_EQ(values.size(), truth.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_NEAR(values[i], truth[i], relative * truth[i]) << "point " << i;
}

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

// Eight points at the diagonal as the inner loops read them.
struct NoisyBlock {
    static constexpr std::size_t kFirst = 24;
    AlignedDoubles noisy, self, own{8 * 16}, other{8 * 16}, narrow_own{8 * 16}, narrow_other{8 * 16},
        products{8 * 16};
    std::size_t counted = 0;
    std::vector<std::int64_t> labels = std::vector<std::int64_t>(8, 0);
    std::vector<float> rough;
    bool try_rough = true;

    NoisyBlock(const Sample& s, const KernelCentres& c) : noisy(c.width() * 8), self(c.ends().size() * 8) {
        for (std::size_t r = 0; r < 8; ++r) {
            double left = 0;
            for (std::size_t end = c.ends().size(); end-- > 0;) {
                double product = 0;
                for (std::size_t unit = 0; unit < c.ends()[end]; ++unit) {
                    const double u = c.coordinate(kFirst + r, unit),
                                 e = s.noise[(kFirst + r) * c.width() + unit];
                    noisy.data()[unit * 8 + r] = u + e;
                    product += (u + e) * u;
                }
                self.data()[end * 8 + r] = product - c.halfSquare(kFirst + r, end) - left / 2;
                for (std::size_t unit = end > 0 ? c.ends()[end - 1] : 0; unit < c.ends()[end]; ++unit)
                    left += std::pow(s.noise[(kFirst + r) * c.width() + unit], 2);
            }
        }
    }

    // With floats too, where they are there.
    kernel_sum::Blocks block(const KernelCentres& c) {
        kernel_sum::Blocks b;
        b.ends = c.ends();
        b.blocks = 1;
        b.panels = c.panels();
        b.noisy = noisy.data();
        b.self = self.data();
        b.labels = labels.data();
        b.coordinates = c.coordinates();
        b.half_squares = c.halfSquares();
        b.centre_labels = c.labels();
        b.diagonal = kFirst;
        b.sums = {own.data(), other.data()};
        b.narrow = {narrow_own.data(), narrow_other.data()};
        b.products = products.data();
        b.counted = &counted;
        if (c.roughCoordinates().empty()) return b;
        rough.assign(noisy.data(), noisy.data() + c.width() * 8);
        b.rough_noisy = rough.data();
        b.rough_coordinates = c.roughCoordinates().data();
        b.rough_error = 1.0;
        b.try_rough = &try_rough;
        return b;
    }

    static std::span<const double> lanes(const AlignedDoubles& sums, std::size_t r) {
        return {sums.data() + r * 16, 16};
    }
    double sum(std::size_t r) const {
        return std::accumulate(own.data() + r * 16, own.data() + (r + 1) * 16, 0.0) +
               std::accumulate(other.data() + r * 16, other.data() + (r + 1) * 16, 0.0);
    }
};

// Every compiled form that this processor can run, in narrow and in wide layers.
TEST(KernelSumBlock, AllImplementationsAgreeWithTheDefinition) {
    for (const double scale : {0.3, 3.0})
        for (const std::int64_t width : {6, 100})
            for (const kernel_sum::Implementation& way : kernel_sum::implementations()) {
                const Sample s(48, width, 1, scale);
                const KernelCentres c = s.centres();
                const KernelSums truth = byDefinition(s);
                NoisyBlock sums(s, c), largest(s, c);
                std::fill_n(largest.other.data(), 8 * 16, -std::numeric_limits<double>::infinity());
                way.add(sums.block(c));
                way.raise(largest.block(c));
                for (std::size_t r = 0; r < 8; ++r) {
                    const std::size_t i = NoisyBlock::kFirst + r;
                    EXPECT_NEAR(sums.sum(r), truth.all[i], 1e-11 * truth.all[i]) << way.name;
                    double most = -1e300;
                    for (std::size_t k = 0; k < s.points(); ++k)
                        if (k != i) most = std::max(most, static_cast<double>(exponent(s, i, k)));
                    EXPECT_NEAR(*std::ranges::max_element(NoisyBlock::lanes(largest.other, r)), most,
                                1e-11 * std::abs(most))
                        << way.name;
                }
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
