// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_sum_block.h"
#include "tests/unit/estimators/kernel_sum_support.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace infoplane {
namespace {

using namespace kernel_sums;

// Eight points at the diagonal as the inner loops read them.
struct NoisyBlock {
    static constexpr std::size_t kFirst = 24;
    AlignedDoubles noisy, self, own{8 * 16}, other{8 * 16}, narrow_own{8 * 16}, narrow_other{8 * 16},
        products{8 * 16};
    std::size_t counted[2] = {};
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
        b.counted = counted;
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
    static double total(const AlignedDoubles& sums, std::size_t r) {
        return std::accumulate(lanes(sums, r).begin(), lanes(sums, r).end(), 0.0);
    }
    double sum(std::size_t r) const { return total(own, r) + total(other, r); }
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

// Pairs without noise: the points' sums at both widths, and the same terms once more by centre.
TEST(KernelSumBlock, AllImplementationsAddPairsToPointsAndCentres) {
    for (const std::int64_t width : {6, 100})
        for (const kernel_sum::Implementation& way : kernel_sum::implementations()) {
            Sample s(48, width, 1, 0.3);
            std::ranges::fill(s.noise, 0.0f);
            const KernelCentres c = s.centres();
            NoisyBlock sums(s, c);
            AlignedDoubles own(48), other(48), narrow_own(48), narrow_other(48);
            kernel_sum::Blocks b = sums.block(c);
            b.columns = {own.data(), other.data()};
            b.narrow_columns = {narrow_own.data(), narrow_other.data()};
            way.pair(b);
            std::vector<double> wide(48), narrow(48);
            for (std::size_t r = 0; r < 8; ++r) {
                double wide_sum = 0, narrow_sum = 0;
                for (std::size_t k = 0; k < 48; ++k) {
                    const auto x = static_cast<double>(exponent(s, NoisyBlock::kFirst + r, k));
                    wide_sum += std::exp(x / 4);
                    narrow_sum += std::exp(x);
                    wide[k] += std::exp(x / 4);
                    narrow[k] += std::exp(x);
                }
                EXPECT_NEAR(sums.sum(r), wide_sum, 1e-11 * wide_sum) << way.name;
                EXPECT_NEAR(NoisyBlock::total(sums.narrow_own, r), narrow_sum, 1e-11 * narrow_sum)
                    << way.name;
            }
            for (std::size_t k = 0; k < 48; ++k) {
                EXPECT_NEAR(own.data()[k], wide[k], 1e-11 * wide[k]) << way.name;
                EXPECT_NEAR(narrow_own.data()[k], narrow[k], 1e-11 * narrow[k]) << way.name;
                EXPECT_EQ(other.data()[k], 0.0);
            }
        }
}

} // namespace
} // namespace infoplane
