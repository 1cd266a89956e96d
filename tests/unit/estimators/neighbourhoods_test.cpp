// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/digamma.h"
#include "core/estimators/neighbours/neighbourhoods.h"
#include "tests/unit/estimators/samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>
#include <numeric>

namespace infoplane {
namespace {

using samples::Numbers;

TEST(Digamma, IsThatOfWholeNumbers) {
    const DigammaTable psi(1'000'000);
    EXPECT_NEAR(psi(1), -std::numbers::egamma, 1e-15);
    EXPECT_NEAR(psi(3), 1.5 - std::numbers::egamma, 1e-15);
    for (const std::size_t n : {48, 49, 50, 51, 1000})
        EXPECT_NEAR(psi(n + 1) - psi(n), 1.0 / static_cast<double>(n), 1e-14) << n;
    EXPECT_NEAR(psi(1'000'000), 13.815510057964191, 1e-13);
}

// A group of points by number, the whole sample's coordinates a and b.
struct Sample {
    Numbers a, b;
    GroupedPoints points;
};

Sample sampleOf(Numbers a, std::size_t a_width, Numbers b, std::size_t b_width,
                std::vector<std::uint32_t> group_begin) {
    Sample s{std::move(a), std::move(b), {}};
    s.points.a_width = a_width;
    s.points.b_width = b_width;
    s.points.order.resize(s.a.size() / a_width);
    std::iota(s.points.order.begin(), s.points.order.end(), 0u);
    std::ranges::reverse(s.points.order); // another order than that of the points
    s.points.group_begin = std::move(group_begin);
    return s;
}

double distance(std::span<const double> p, std::size_t width, std::size_t i, std::size_t j) {
    double most = 0;
    for (std::size_t c = 0; c < width; ++c)
        most = std::max(most, std::abs(p[i * width + c] - p[j * width + c]));
    return most;
}

// The definition, point by point.
PointCounts countSlowly(const Sample& s, std::size_t k) {
    const GroupedPoints& p = s.points;
    PointCounts counts(p.points());
    for (std::size_t g = 0; g < p.groups(); ++g)
        for (std::size_t place = p.group_begin[g]; place < p.group_begin[g + 1]; ++place) {
            const std::uint32_t i = p.order[place];
            Numbers joint;
            for (std::size_t other = p.group_begin[g]; other < p.group_begin[g + 1]; ++other)
                joint.push_back(std::max(distance(s.a, p.a_width, i, p.order[other]),
                                         distance(s.b, p.b_width, i, p.order[other])));
            std::ranges::sort(joint); // its own distance, 0, is the first
            const double r = joint[std::min(k, joint.size() - 1)];
            const auto inside = [r](double d) { return r > 0 ? d < r : d == 0; };
            counts.joint[i] = static_cast<std::uint32_t>(std::ranges::count_if(joint, inside));
            for (std::size_t j = 0; j < p.points(); ++j) {
                counts.a[i] += inside(distance(s.a, p.a_width, i, j)) ? 1 : 0;
                counts.b[i] += p.b_width > 0 && inside(distance(s.b, p.b_width, i, j)) ? 1 : 0;
            }
            if (p.b_width == 0) counts.b[i] = static_cast<std::uint32_t>(joint.size());
        }
    return counts;
}

void expectSame(const std::optional<PointCounts>& found, const PointCounts& expected, const char* what) {
    ASSERT_TRUE(found.has_value()) << what;
    EXPECT_EQ(found->joint, expected.joint) << what;
    EXPECT_EQ(found->a, expected.a) << what;
    EXPECT_EQ(found->b, expected.b) << what;
}

void expectBothRight(Sample s, std::size_t k) {
    s.points.a = s.a;
    s.points.b = s.b;
    const PointCounts expected = countSlowly(s, k);
    for (const std::size_t threads : {1, 3}) {
        expectSame(countByTree(s.points, {k, threads, {}}), expected, "tree");
        expectSame(countOverPairs(s.points, {k, threads, {}}), expected, "pairs");
    }
}

TEST(Neighbourhoods, AreThoseOfTheDefinition) {
    for (const std::size_t width : {1, 2, 5})
        for (const std::size_t k : {1, 3, 20})
            expectBothRight(
                sampleOf(samples::normals(301 * width, 1), width, samples::normals(602, 2), 2, {0, 301}), k);
}

// On a small grid most distances tie and many points are equal.
TEST(Neighbourhoods, CountStrictlyWhereDistancesTie) {
    const auto grid = [](std::size_t count, double levels, std::uint64_t seed) {
        Numbers numbers = samples::uniforms(count, seed);
        for (double& v : numbers)
            v = std::floor(levels * v);
        return numbers;
    };
    for (const double levels : {1.0, 2.0, 7.0, 40.0})
        for (const std::size_t width : {1, 3})
            expectBothRight(sampleOf(grid(250 * width, levels, 3), width, grid(250, levels, 4), 1, {0, 250}),
                            3);
}

TEST(Neighbourhoods, StayWithinGroups) {
    for (const std::size_t width : {1, 4})
        expectBothRight(sampleOf(samples::normals(200 * width, 5), width, {}, 0, {0, 1, 3, 90, 200}), 3);
}

TEST(Neighbourhoods, KnowOneAndTwoPoints) {
    expectBothRight(sampleOf({1.0}, 1, {2.0}, 1, {0, 1}), 3);
    expectBothRight(sampleOf({1.0, 4.0}, 1, {2.0, 2.0}, 1, {0, 2}), 3);
}

TEST(Neighbourhoods, StopWhenTold) {
    const auto [x, y] = samples::gaussians(2000, 0.5);
    const auto wide = samples::gaussians(2000, 0.5, 10);
    const Proceed never = [] { return false; };
    EXPECT_FALSE(findNeighbourhoods(x, y, {3, 2, never}).has_value());
    EXPECT_FALSE(findNeighbourhoods(wide.x, wide.y, {3, 2, never}).has_value());
}

} // namespace
} // namespace infoplane
