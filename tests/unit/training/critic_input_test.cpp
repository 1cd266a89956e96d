// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/network.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace infoplane {
namespace {

constexpr LayerShape kPooledMaps{2, 8, 12};
const std::vector<std::uint64_t> kTwoSeeds{5, 6};

at::Tensor given(std::int64_t width) {
    return normalTensor(kTwoSeeds, Purpose::TrainingNoise, {}, 0, 3, width, at::kCPU);
}

CriticFront frontOf(const CriticSource& source) {
    return {source, kTwoSeeds, Purpose::CriticInitialisation, {0, 1}, at::kCPU};
}

TEST(CriticInput, FlatIsWhatItWas) {
    const at::Tensor x = given(2 * kPooledMaps.size());
    EXPECT_TRUE(frontOf({kPooledMaps, CriticInput::Flat, 2}).forward(x).is_same(x));
    const at::Tensor vectors = given(9);
    EXPECT_TRUE(frontOf({{9}, CriticInput::Pooled}).forward(vectors).is_same(vectors));
    EXPECT_EQ(CriticFront::widthOf({{9}, CriticInput::Convolutional, 2, 1}), 19);
}

TEST(CriticInput, PooledIsTheMeansOfSixteenFields) {
    const CriticSource source{kPooledMaps, CriticInput::Pooled, 2, 3};
    ASSERT_EQ(CriticFront::widthOf(source), 2 * 2 * 16 + 3);
    const at::Tensor x = given(2 * kPooledMaps.size() + 3), y = frontOf(source).forward(x);
    ASSERT_EQ(y.size(2), 67);
    // The second copy's first map, field (1, 2): rows 2-3, columns 6-8.
    const at::Tensor map = x[1][2].narrow(0, kPooledMaps.size(), 96).view({8, 12});
    EXPECT_NEAR(y[1][2][2 * 16 + 4 + 2].item<float>(), map.slice(0, 2, 4).slice(1, 6, 9).mean().item<float>(),
                1e-6);
    EXPECT_TRUE(y.narrow(2, 64, 3).equal(x.narrow(2, 192 * 2, 3)));
    EXPECT_EQ(CriticFront::widthOf({{5, 2, 3}, CriticInput::Pooled}), 5 * 2 * 3); // smaller maps stay
}

TEST(CriticInput, ConvolutionalHasParametersOfItsOwnForEachSeed) {
    const CriticSource source{kPooledMaps, CriticInput::Convolutional, 2, 1};
    Critic critic = makeCritic(kTwoSeeds, Purpose::CriticInitialisation, {0, 1}, source, {8}, 4, at::kCPU);
    critic.setTrained(true);
    ASSERT_EQ(critic.parameters().size(), 2u + 4u);
    EXPECT_EQ(critic.parameters()[0].sizes(), (std::vector<std::int64_t>{2, 32, 4, 3, 3}));
    const at::Tensor x = given(2 * kPooledMaps.size() + 1), y = critic.forward(x);
    EXPECT_EQ(y.sizes(), (std::vector<std::int64_t>{2, 3, 4}));
    y.sum().backward();
    for (const at::Tensor& parameter : critic.parameters())
        EXPECT_TRUE(parameter.grad().defined());
    const Critic one = makeCritic(std::span(kTwoSeeds).subspan(1, 1), Purpose::CriticInitialisation, {0, 1},
                                  source, {8}, 4, at::kCPU);
    EXPECT_TRUE(at::allclose(one.forward(x.narrow(0, 1, 1)), y.narrow(0, 1, 1), 1e-6, 1e-6));
}

} // namespace
} // namespace infoplane
