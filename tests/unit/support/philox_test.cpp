// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/philox.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace infoplane {
namespace {

using Block = std::array<std::uint32_t, 4>;

// The known answers published with Random123 (kat_vectors, philox4x32 10 rounds).
TEST(Philox, GivesThePublishedAnswers) {
    EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}));
    EXPECT_EQ(philox4x32({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
              (Block{0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}));
    EXPECT_EQ(philox4x32({0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u}, {0xa4093822u, 0x299f31d0u}),
              (Block{0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u}));
}

TEST(Philox, APrefixDoesNotDependOnTheLength) {
    std::vector<float> longer(1001), shorter(17);
    const StreamKey key{7, Purpose::TrainingNoise, 3};
    fillNormal(key, 42, longer.data(), longer.size());
    fillNormal(key, 42, shorter.data(), shorter.size());
    EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), longer.begin()));
}

TEST(Philox, APartIsTheSameAsInTheWhole) {
    const StreamKey key{7, Purpose::MeasurementNoise, 3};
    std::vector<float> whole(3000);
    fillNormal(key, 42, whole.data(), whole.size());
    for (const std::size_t first : {0u, 1u, 4u, 10u, 255u, 256u, 1027u})
        for (const std::size_t count : {0u, 1u, 10u, 254u, 256u, 257u, 1024u}) {
            std::vector<float> part(count);
            fillNormalFrom(key, 42, first, part.data(), count);
            EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + first)) << first << " " << count;
        }
}

// Mean of 10^6 numbers is within 5 standard errors of 0, variance within 5 of 1: a false alarm in 10^6.
TEST(Philox, NormalNumbersHaveMeanZeroAndVarianceOne) {
    std::vector<float> x(1000000);
    fillNormal({1, Purpose::MeasurementNoise, 0}, 0, x.data(), x.size());
    double sum = 0, squares = 0;
    for (const float v : x) {
        sum += v;
        squares += double(v) * v;
    }
    const double n = double(x.size());
    EXPECT_LT(std::abs(sum / n), 5 / std::sqrt(n));
    EXPECT_LT(std::abs(squares / n - 1), 5 * std::sqrt(2 / n));
}

// Against the same Box-Muller formula in double precision, word by word.
TEST(Philox, NormalNumbersAreBoxMullerOfTheWords) {
    const StreamKey key{11, Purpose::TrainingNoise, 5};
    std::vector<float> x(4 * 1000);
    fillNormal(key, 3, x.data(), x.size());
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const Block w = philox4x32({i, 0, 3, 0}, philoxKey(key));
        for (int half = 0; half < 2; ++half) {
            const double u = (double(w[2 * half] >> 8) + 1) * 0x1p-24;
            const double quadrant = double(w[2 * half + 1] >> 30);
            const double within = double((w[2 * half + 1] >> 6) & 0xFFFFFFu) * 0x1p-24 - 0.5;
            const double angle = (quadrant + within) * 1.5707963267948966;
            const double radius = std::sqrt(-2 * std::log(u));
            EXPECT_NEAR(x[4 * i + 2 * half], radius * std::cos(angle), 2e-6);
            EXPECT_NEAR(x[4 * i + 2 * half + 1], radius * std::sin(angle), 2e-6);
        }
    }
}

TEST(Philox, StreamsOfDifferentPurposeSeedPlaceAndStepDiffer) {
    const auto first = [](StreamKey key, std::uint64_t step) {
        float x = 0;
        fillUniform(key, step, &x, 1);
        return x;
    };
    const float base = first({1, Purpose::Split, 0}, 0);
    EXPECT_NE(base, first({2, Purpose::Split, 0}, 0));
    EXPECT_NE(base, first({1, Purpose::Shuffle, 0}, 0));
    EXPECT_NE(base, first({1, Purpose::Split, 1}, 0));
    EXPECT_NE(base, first({1, Purpose::Split, 0}, 1));
}

TEST(Philox, PermutationsHoldEachNumberOnce) {
    std::vector<std::uint32_t> p(997);
    fillPermutation({5, Purpose::Permutation, 0}, 9, p.data(), 997);
    EXPECT_FALSE(std::is_sorted(p.begin(), p.end()));
    std::sort(p.begin(), p.end());
    for (std::uint32_t i = 0; i < p.size(); ++i)
        EXPECT_EQ(p[i], i);
}

} // namespace
} // namespace infoplane
