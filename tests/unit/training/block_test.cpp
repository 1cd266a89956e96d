// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/block_maker.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace infoplane {
namespace {

constexpr LayerShape kMaps{3, 6, 5};
constexpr LayerShape kVector{7};
const std::vector<std::uint64_t> kThreeSeeds{11, 12, 13};

const char* const kMapLayers[] = {"conv 4 3x3 tanh",
                                  "conv 4 3x2 stride 2 pad 1 gelu",
                                  "conv 4 3x3 same leaky_relu pool 2",
                                  "conv 4 3x3 sigmoid mean_pool 2",
                                  "conv 4 3x3 batch_norm tanh",
                                  "conv 4 3x3 tanh dropout 0.4",
                                  "residual 3 3x3 tanh",
                                  "residual 4 3x3 stride 2 batch_norm tanh",
                                  "conv 4 3x3 tanh flatten dense 5 batch_norm tanh",
                                  "dense 5 relu"};
const char* const kVectorLayers[] = {"dense 5 tanh", "dense 5 batch_norm gelu dropout 0.3 dense 4 linear"};

LayerPlan planOf(const char* text, const LayerShape& input) {
    return planLayer(parseLayer(text).value(), input).value();
}

Block blockOf(const LayerPlan& plan, std::span<const std::uint64_t> seeds, at::ScalarType type = at::kFloat,
              Initialisation initialisation = Initialisation::GlorotUniform) {
    const TensorSource start = randomStart(seeds, {1, 2}, initialisation, at::kCPU);
    return makeBlock(plan, seeds, {1, 2}, [&](const WeightSpec& weight, std::size_t number) {
        return start(weight, number).to(type).contiguous();
    });
}

at::Tensor inputsOf(std::span<const std::uint64_t> seeds, std::int64_t samples, const LayerShape& shape,
                    at::ScalarType type = at::kFloat) {
    return normalTensor(seeds, Purpose::TrainingNoise, {3, 4}, 0, samples, shape.size(), at::kCPU).to(type);
}

void forEachLayer(const std::function<void(const LayerPlan&, const char*)>& test) {
    for (const char* text : kMapLayers)
        test(planOf(text, kMaps), text);
    for (const char* text : kVectorLayers)
        test(planOf(text, kVector), text);
}

// A scalar of the training output with fixed random coefficients.
at::Tensor scalarOf(Block& block, const at::Tensor& x) {
    const at::Tensor y = block.forwardInTraining(x, 5);
    const at::Tensor coefficients = normalTensor(std::span(kThreeSeeds).first(2), Purpose::SelfTest, {}, 0,
                                                 y.size(1), y.size(2), at::kCPU)
                                        .to(at::kDouble);
    return (y * coefficients).sum();
}

// Central differences: h^2 of truncation and 1e-16 / h of rounding are both below 1e-9 of values of order 1.
void expectGradient(Block& block, const at::Tensor& x, const at::Tensor& tensor, const std::string& what) {
    constexpr double h = 1e-5;
    const at::Tensor gradient = tensor.grad().flatten();
    const at::NoGradGuard no_grad;
    const at::Tensor values = tensor.data().view(-1);
    const std::int64_t stride = std::max<std::int64_t>(1, values.numel() / 23);
    for (std::int64_t i = 0; i < values.numel(); i += stride) {
        const double value = values[i].item<double>();
        values[i].fill_(value + h);
        const double above = scalarOf(block, x).item<double>();
        values[i].fill_(value - h);
        const double below = scalarOf(block, x).item<double>();
        values[i].fill_(value);
        const double expected = (above - below) / (2 * h);
        EXPECT_NEAR(gradient[i].item<double>(), expected, 1e-6 * (1 + std::abs(expected)))
            << what << " " << i;
    }
}

TEST(Block, GradientsAreThoseOfFiniteDifferences) {
    const auto seeds = std::span(kThreeSeeds).first(2);
    forEachLayer([&](const LayerPlan& plan, const char* text) {
        Block block = blockOf(plan, seeds, at::kDouble);
        block.setTrained(true);
        const at::Tensor x = inputsOf(seeds, 4, plan.input, at::kDouble).set_requires_grad(true);
        scalarOf(block, x).backward();
        expectGradient(block, x, x, std::string(text) + ": input");
        for (const StoredTensor& stored : block.tensors())
            if (stored.parameter)
                expectGradient(block, x, stored.tensor, std::string(text) + ": " + stored.name);
    });
}

// One grouped computation rounds in another order than a single one: 1e-6 of values of order 1.
TEST(Block, SeedsTogetherAreSeedsAlone) {
    forEachLayer([](const LayerPlan& plan, const char* text) {
        Block all = blockOf(plan, kThreeSeeds);
        const at::Tensor x = inputsOf(kThreeSeeds, 6, plan.input);
        const at::Tensor trained = all.forwardInTraining(x, 9), measured = all.forward(x);
        for (std::int64_t r = 0; r < 3; ++r) {
            Block one = blockOf(plan, std::span(kThreeSeeds).subspan(std::size_t(r), 1));
            const at::Tensor alone = x.narrow(0, r, 1);
            EXPECT_TRUE(at::allclose(one.forwardInTraining(alone, 9), trained.narrow(0, r, 1), 1e-6, 1e-6))
                << text;
            EXPECT_TRUE(at::allclose(one.forward(alone), measured.narrow(0, r, 1), 1e-6, 1e-6)) << text;
            for (std::size_t i = 0; i < one.tensors().size(); ++i)
                EXPECT_TRUE(at::allclose(one.tensors()[i].tensor, all.tensors()[i].tensor.narrow(0, r, 1),
                                         1e-6, 1e-6))
                    << text << " " << one.tensors()[i].name;
        }
    });
}

TEST(Block, SharedInputsAreInputsOfEachSeed) {
    const LayerPlan plan = planOf("conv 4 3x3 relu pool 2", kMaps);
    const Block block = blockOf(plan, kThreeSeeds);
    const at::Tensor x = inputsOf(std::span(kThreeSeeds).first(1), 5, kMaps);
    EXPECT_TRUE(block.forward(x).equal(block.forward(x.repeat({3, 1, 1}))));
}

// Channel-major in and out, as the formula of a convolution says.
TEST(Block, AConvolutionIsItsSum) {
    const LayerPlan plan = planOf("conv 2 3x3 linear", kMaps);
    const Block block = blockOf(plan, kThreeSeeds);
    const at::Tensor x = inputsOf(kThreeSeeds, 2, kMaps), y = block.forward(x);
    ASSERT_EQ(y.size(2), 2 * 4 * 3);
    const at::Tensor maps = x[1][1].view({3, 6, 5}), weight = block.tensors()[0].tensor[1][1];
    const at::Tensor patch = maps.slice(1, 2, 5).slice(2, 1, 4);
    EXPECT_NEAR(y[1][1].view({2, 4, 3})[1][2][1].item<float>(), (patch * weight).sum().item<float>(), 1e-6);
}

TEST(Block, MeasuresWithRunningStatistics) {
    Block block = blockOf(planOf("dense 5 batch_norm", kVector), kThreeSeeds);
    const at::Tensor x = inputsOf(kThreeSeeds, 64, kVector) * 3 + 1;
    for (int i = 0; i < 200; ++i)
        static_cast<void>(block.forwardInTraining(x, 0));
    const at::Tensor y = block.forward(x);
    EXPECT_LT(y.mean(1).abs().max().item<float>(), 1e-3);
    EXPECT_LT((y.var(1, true) - 1).abs().max().item<float>(), 1e-3);
}

TEST(Block, DropsTheAskedShareAnewAtEachStep) {
    Block block = blockOf(planOf("dense 200 dropout 0.25", kVector), kThreeSeeds);
    const at::Tensor x = inputsOf(kThreeSeeds, 50, kVector);
    const at::Tensor y = block.forward(x), first = block.forwardInTraining(x, 1);
    EXPECT_TRUE(first.equal(block.forwardInTraining(x, 1)));
    EXPECT_FALSE(first.equal(block.forwardInTraining(x, 2)));
    const at::Tensor stays = first != 0;
    EXPECT_NEAR(stays.to(at::kFloat).mean().item<float>(), 0.75, 0.01); // 30,000 draws: 4 errors
    EXPECT_TRUE(at::allclose(first, at::where(stays, y / 0.75, at::zeros_like(y)), 1e-5, 1e-6));
}

TEST(Block, FrozenLetsNoGradientIn) {
    forEachLayer([](const LayerPlan& plan, const char* text) {
        Block frozen = blockOf(plan, kThreeSeeds);
        frozen.setTrained(true);
        frozen.setTrained(false);
        std::vector<at::Tensor> before;
        for (const StoredTensor& stored : frozen.tensors())
            before.push_back(stored.tensor.clone());
        Block above = blockOf(planOf("dense 3 tanh", plan.output), kThreeSeeds);
        above.setTrained(true);
        above.forwardInTraining(frozen.forward(inputsOf(kThreeSeeds, 4, plan.input)), 0).sum().backward();
        EXPECT_TRUE(above.parameters().front().grad().defined());
        for (std::size_t i = 0; i < before.size(); ++i) {
            EXPECT_FALSE(frozen.tensors()[i].tensor.grad().defined()) << text;
            EXPECT_TRUE(frozen.tensors()[i].tensor.equal(before[i])) << text;
        }
    });
}

TEST(RandomStart, HasTheVarianceOfItsName) {
    const LayerPlan plan = planOf("conv 64 3x3", {16, 8, 8});
    const double fan_in = 16 * 9, fan_out = 64 * 9;
    const auto deviation = [&](Initialisation initialisation) {
        return blockOf(plan, kThreeSeeds, at::kFloat, initialisation)
            .tensors()[0]
            .tensor.std()
            .item<double>();
    };
    // 27,648 draws: 0.5 % is one error.
    EXPECT_NEAR(deviation(Initialisation::GlorotUniform) / std::sqrt(2 / (fan_in + fan_out)), 1, 0.02);
    EXPECT_NEAR(deviation(Initialisation::HeNormal) / std::sqrt(2 / fan_in), 1, 0.02);
    EXPECT_NEAR(deviation(Initialisation::LecunNormal) / std::sqrt(1 / fan_in), 1, 0.02);
}

TEST(RandomStart, OrthogonalRowsAreOrthonormal) {
    for (const char* text : {"dense 5", "dense 9"}) {
        const at::Tensor w =
            blockOf(planOf(text, kVector), kThreeSeeds, at::kFloat, Initialisation::Orthogonal)
                .tensors()[0]
                .tensor;
        const bool wide = w.size(1) <= w.size(2);
        const at::Tensor product = wide ? w.matmul(w.transpose(1, 2)) : w.transpose(1, 2).matmul(w);
        EXPECT_TRUE(at::allclose(product, at::eye(product.size(1)).expand_as(product), 1e-5, 1e-5));
    }
}

// Two weights of a layer, and two seeds, draw from streams of their own.
TEST(RandomStart, NoTwoWeightsShareNumbers) {
    const Block block = blockOf(planOf("dense 7 tanh dense 7 tanh", kVector), kThreeSeeds);
    const at::Tensor first = block.tensors()[0].tensor, second = block.tensors()[2].tensor;
    EXPECT_FALSE(first.equal(second));
    EXPECT_FALSE(first[0].equal(first[1]));
}

} // namespace
} // namespace infoplane
