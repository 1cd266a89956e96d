// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/pair_sums.h"
#include "tests/unit/estimators/kernel_sum_support.h"

#include <thread>

namespace infoplane {
namespace {

using namespace kernel_sums;

// Without noise, at the given sigma.
KernelSums withoutNoise(const Sample& s, double sigma) {
    KernelSums sums;
    const KernelCentres centres(s.t.const_data_ptr<double>(), s.width(), s.y(), sigma);
    EXPECT_TRUE(kernelSums(centres, PointNoise{}, {}, sums));
    return sums;
}

// One square and several, groups of one square and of two, classes that end inside of panels, sums that end
// early and such that do not.
TEST(PairSums, AreTheKernelSumsAtBothWidths) {
    for (const auto& [points, width, classes, scale] : {std::tuple{1, 1, 1, 1.0},
                                                        {17, 5, 2, 0.3},
                                                        {128, 4, 3, 1.0},
                                                        {300, 10, 2, 1.0},
                                                        {701, 3, 10, 0.3},
                                                        {260, 200, 3, 0.1},
                                                        {260, 200, 3, 3.0},
                                                        {5000, 2, 3, 1.0}}) {
        const Sample s(points, width, classes, scale);
        PairSums sums;
        ASSERT_TRUE(pairSums(s.centres(), {}, sums));
        const KernelSums wide = withoutNoise(s, 2 * kSigma), narrow = withoutNoise(s, kSigma);
        expectNear(sums.wide.all, wide.all, 1e-11);
        expectNear(sums.wide.own, wide.own, 1e-11);
        expectNear(sums.narrow.all, narrow.all, 1e-11);
        expectNear(sums.narrow.own, narrow.own, 1e-11);
        for (std::size_t i = 0; i < s.points(); ++i) {
            ASSERT_GE(sums.narrow.own[i], 1.0);
            ASSERT_LE(sums.narrow.own[i], sums.narrow.all[i]);
            ASSERT_GE(sums.wide.own[i], 1.0);
            ASSERT_LE(sums.wide.own[i], sums.wide.all[i]);
        }
    }
}

TEST(PairSums, DoNotDependOnTheThreadsToTheLastBit) {
    const Sample s(1500, 40, 3, 0.3);
    const KernelCentres centres = s.centres();
    PairSums alone;
    ASSERT_TRUE(pairSums(centres, {}, alone));
    for (const std::size_t threads : {2u, 3u, 16u}) {
        PairSums sums;
        ASSERT_TRUE(pairSums(centres, {}, sums, threads));
        EXPECT_EQ(sums.wide.all, alone.wide.all);
        EXPECT_EQ(sums.wide.own, alone.wide.own);
        EXPECT_EQ(sums.narrow.all, alone.narrow.all);
        EXPECT_EQ(sums.narrow.own, alone.narrow.own);
    }
}

TEST(PairSums, StopWhenAsked) {
    const Sample s(1000, 10, 3);
    const KernelCentres centres = s.centres();
    PairSums sums;
    int asked = 0;
    EXPECT_FALSE(pairSums(
        centres, [&] { return ++asked < 3; }, sums));
    EXPECT_EQ(asked, 3);
    const auto caller = std::this_thread::get_id();
    EXPECT_FALSE(pairSums(
        centres,
        [&] {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            return false;
        },
        sums, 3));
}

} // namespace
} // namespace infoplane
