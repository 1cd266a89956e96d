// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/bounds.h"
#include "core/training/lagrangian.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace infoplane {
namespace {

constexpr std::array<std::uint64_t, 2> kSeeds{3, 4};
constexpr std::int64_t kBatch = 16, kWidth = 5, kClasses = 3;

struct Fixture {
    at::Tensor t = normalTensor(kSeeds, Purpose::TrainingNoise, {0, 1}, 0, kBatch, kWidth, at::kCPU);
    at::Tensor noise =
        normalTensor(kSeeds, Purpose::TrainingNoise, {0, 2}, 0, kBatch, kWidth, at::kCPU).mul_(0.5);
    at::Tensor labels = at::arange(kBatch, at::kLong).remainder(kClasses).repeat({2, 1});
    at::Tensor log_prior = at::full({kClasses}, -std::log(double(kClasses)), at::kFloat);

    Lagrangian make(MethodConfig method, double beta) {
        method.critic_widths = {8};
        return {method, {kWidth, kClasses, 0.5, beta}, kSeeds, {0, 0}, log_prior};
    }
    // The gradient of the loss with respect to the layer's output.
    at::Tensor gradient(Lagrangian& lagrangian, double beta_factor = 1.0) {
        const at::Tensor leaf = t.clone().set_requires_grad(true);
        lagrangian.terms(leaf, noise, labels, {beta_factor, 1.0}).loss.backward();
        return leaf.grad().clone();
    }
};

TEST(ScaleGradient, KeepsTheValueAndScalesTheGradient) {
    const at::Tensor t = at::ones({3}).set_requires_grad(true);
    const at::Tensor scaled = scaleGradient(t, at::full({1}, -0.25));
    EXPECT_TRUE(scaled.equal(t));
    scaled.sum().backward();
    EXPECT_TRUE(t.grad().equal(at::full({3}, -0.25)));
}

// With AA-MINE the layer descends along -d relevance + beta d bound while the critic climbs the bound: the
// layer's gradient is linear in beta, and at beta b it is the gradient at beta factor 0 plus b times the
// bound's own gradient.
TEST(Lagrangian, AaMinePressesTheLayerDownByBetaTimesTheBoundsGradient) {
    Fixture f;
    MethodConfig method;
    method.compression = Compression::AaMine;
    Lagrangian off = f.make(method, 0.5), half = f.make(method, 0.5), full = f.make(method, 0.5);
    const at::Tensor none = f.gradient(off, 0.0), some = f.gradient(half, 0.5), all = f.gradient(full, 1.0);
    EXPECT_GT((all - none).abs().max().item<float>(), 1e-6);
    EXPECT_TRUE(at::allclose(all - none, 2 * (some - none), 1e-4, 1e-7));
}

TEST(Lagrangian, GaussianAddsBetaTimesTheBoundsGradient) {
    Fixture f;
    MethodConfig method;
    method.compression = Compression::Gaussian;
    Lagrangian without = f.make(method, 0.0), with = f.make(method, 0.3);
    const at::Tensor leaf = f.t.clone().set_requires_grad(true);
    (0.3 * gaussianBound(leaf, 0.5)).sum().backward();
    EXPECT_TRUE(at::allclose(f.gradient(with) - f.gradient(without), leaf.grad(), 1e-4, 1e-6));
}

TEST(Lagrangian, ValueIsRelevanceMinusBetaCompression) {
    Fixture f;
    MethodConfig method;
    method.compression = Compression::LeaveOneOut;
    Lagrangian lagrangian = f.make(method, 0.25);
    const auto terms = lagrangian.terms(f.t, f.noise, f.labels, {});
    EXPECT_TRUE(at::allclose(terms.lagrangian, terms.relevance - 0.25 * terms.compression));
    EXPECT_TRUE(at::allclose(terms.compression, leaveOneOutBound(f.t, f.t + f.noise, 0.5)));
}

const std::vector<Compression> kPressing{Compression::Gaussian,    Compression::GaussianFull,
                                         Compression::LeaveOneOut, Compression::KtUpper,
                                         Compression::AaMine,      Compression::KnownConditional};

// A nat more costs 2 beta I: the gradient of the price is that of the plain form times twice the information.
TEST(Lagrangian, TheSquaredFormPressesByTwiceTheInformation) {
    for (const Compression compression : kPressing) {
        Fixture f;
        MethodConfig plain, squared;
        plain.compression = squared.compression = compression;
        squared.form = LagrangianForm::Squared;
        Lagrangian without = f.make(plain, 0.0), with = f.make(plain, 0.3), twice = f.make(squared, 0.3);
        const at::Tensor relevance = f.gradient(without);
        const at::Tensor pressure = f.gradient(with) - relevance, price = f.gradient(twice) - relevance;
        Lagrangian again = f.make(squared, 0.3);
        const auto terms = again.terms(f.t, f.noise, f.labels, {});
        EXPECT_TRUE(at::allclose(price, 2 * terms.compression.view({-1, 1, 1}) * pressure, 1e-3, 1e-6))
            << static_cast<int>(compression);
        EXPECT_TRUE(at::allclose(terms.lagrangian, terms.relevance - 0.3 * terms.compression.square()));
    }
}

// A batch in random order, of three classes whose means lie apart along the first unit; none comes twice.
struct ThreeClasses {
    explicit ThreeClasses(std::uint64_t step)
        : labels(permutationTensor(kSeeds, {0, 3}, step, kBatch, at::kCPU).remainder(kClasses)),
          t(0.3 * normalTensor(kSeeds, Purpose::TrainingNoise, {0, 3}, step, kBatch, kWidth, at::kCPU)) {
        t.select(2, 0).add_(2 * labels);
    }
    at::Tensor labels, t;
};

TEST(Lagrangian, EveryRelevanceIsClimbedByLayerAndCritic) {
    for (const Relevance relevance : {Relevance::LabelMarginalised, Relevance::ShuffledMine,
                                      Relevance::InfoNce, Relevance::Variational}) {
        Fixture f;
        MethodConfig method;
        method.relevance = relevance;
        method.compression = Compression::None;
        Lagrangian lagrangian = f.make(method, 0.0);
        for (std::uint64_t i = 0; i < 300; ++i) {
            const ThreeClasses batch(i);
            lagrangian.terms(batch.t, f.noise, batch.labels, {}).loss.backward();
            lagrangian.stepCritics(0.01);
        }
        const ThreeClasses held_out(300);
        const at::Tensor value = lagrangian.relevanceOf(held_out.t + f.noise, held_out.labels);
        EXPECT_GT(value.min().item<float>(), 0.6) << static_cast<int>(relevance); // of ln 3
        EXPECT_LT(value.max().item<float>(), std::log(3.0) + 0.1) << static_cast<int>(relevance);
        EXPECT_EQ(lagrangian.criticValues(f.t).sizes(), (at::IntArrayRef{2, kBatch, kClasses}));
    }
}

TEST(Lagrangian, CarriedCriticsBeginWhereTheOthersEnded) {
    Fixture f;
    MethodConfig method;
    Lagrangian before = f.make(method, 0.3);
    for (int i = 0; i < 5; ++i) {
        before.terms(f.t, f.noise, f.labels, {}).loss.backward();
        before.stepCritics(0.01);
    }
    Lagrangian fresh = f.make(method, 0.3), carried = f.make(method, 0.3);
    carried.carryCriticsFrom(before);
    EXPECT_TRUE(carried.criticValues(f.t).equal(before.criticValues(f.t)));
    EXPECT_FALSE(fresh.criticValues(f.t).equal(before.criticValues(f.t)));
}

// The labels reach the layer through the relevance critic alone: the compression term's gradient does not
// know them.
TEST(Lagrangian, LabelsReachTheLayerOnlyThroughTheRelevanceTerm) {
    for (const Compression compression : kPressing) {
        Fixture f;
        MethodConfig method;
        method.compression = compression;
        const auto compressionGradient = [&] {
            Lagrangian with = f.make(method, 0.3), without = f.make(method, 0.0);
            return f.gradient(with) - f.gradient(without);
        };
        const at::Tensor before = compressionGradient();
        f.labels = (f.labels + 1).remainder(kClasses);
        EXPECT_TRUE(at::allclose(compressionGradient(), before, 1e-4, 1e-6)) << static_cast<int>(compression);
    }
}

TEST(Lagrangian, TheCleanFormReadsTheCleanOutput) {
    Fixture f;
    MethodConfig clean, noisy;
    clean.form = LagrangianForm::Clean;
    clean.compression = noisy.compression = Compression::None;
    Lagrangian a = f.make(clean, 0.0), b = f.make(noisy, 0.0);
    const at::Tensor on_clean = a.relevanceOf(f.t, f.labels),
                     on_noisy = b.relevanceOf(f.t + f.noise, f.labels);
    EXPECT_TRUE(at::allclose(a.terms(f.t, f.noise, f.labels, {}).relevance, on_clean));
    EXPECT_TRUE(at::allclose(b.terms(f.t, f.noise, f.labels, {}).relevance, on_noisy));
    EXPECT_FALSE(at::allclose(on_clean, on_noisy));
}

} // namespace
} // namespace infoplane
