// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/layer_plan.h"

#include <gmock/gmock.h>

namespace infoplane {
namespace {

using ::testing::HasSubstr;

constexpr LayerShape kImages{3, 32, 32};

NetworkConfig withLayers(std::vector<std::string> layers) {
    NetworkConfig network;
    network.layers = std::move(layers);
    return network;
}

std::string misfitOf(std::vector<std::string> layers, const LayerShape& input = kImages) {
    const auto plans = planNetwork(withLayers(std::move(layers)), input);
    return plans ? "fits" : plans.error().text();
}

std::string weightsOf(const LayerPlan& plan) {
    std::string text;
    for (const WeightSpec& weight : plan.weights()) {
        text += (text.empty() ? "" : ", ") + weight.name;
        for (std::size_t i = 0; i < weight.shape.size(); ++i)
            text += (i == 0 ? " " : "x") + std::to_string(weight.shape[i]);
    }
    return text;
}

TEST(LayerPlan, FollowsTheShapesOfAConvolutionalNetwork) {
    const auto plans =
        planNetwork(withLayers({"conv 32 3x3 same leaky_relu pool 2", "conv 64 5x3 stride 2 relu",
                                "residual 16 3x3 stride 2 batch_norm relu", "dense 10 tanh"}),
                    kImages);
    ASSERT_TRUE(plans.ok()) << plans.error().text();
    EXPECT_EQ((*plans)[0].output, (LayerShape{32, 16, 16}));
    EXPECT_EQ((*plans)[1].output, (LayerShape{64, 6, 7})); // (16-5)/2+1, (16-3)/2+1
    EXPECT_EQ((*plans)[2].output, (LayerShape{16, 3, 4}));
    EXPECT_EQ((*plans)[3].output, (LayerShape{10}));
    EXPECT_EQ(weightsOf((*plans)[0]), "weight 32x3x3x3, bias 32");
    EXPECT_EQ(
        weightsOf((*plans)[2]),
        "weight 16x64x3x3, norm_weight 16, norm_bias 16, norm_mean 16, norm_variance 16, "
        "weight2 16x16x3x3, norm2_weight 16, norm2_bias 16, norm2_mean 16, norm2_variance 16, "
        "shortcut_weight 16x64x1x1, shortcut_bias 16");
    EXPECT_EQ(weightsOf((*plans)[3]), "weight 10x192, bias 10");
    EXPECT_EQ((*plans)[0].parameters(), 32 * 27 + 32);
    EXPECT_EQ((*plans)[2].parameters(), 16 * 64 * 9 + 16 * 16 * 9 + 16 * 64 + 16 + 4 * 16);
    EXPECT_EQ((*plans)[0].activations(), 32 * 32 * 32 * 2 + 32 * 16 * 16);
    EXPECT_EQ((*plans)[0].multiplyAdds(), 32.0 * 27 * 32 * 32);
}

TEST(LayerPlan, NamesTheTensorsOfSeveralOperationsInTheirOrder) {
    const auto plan =
        planLayer(parseLayer("conv 4 3x3 relu batch_norm conv 5 3x3 batch_norm dense 6").value(), {1, 8, 8});
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(weightsOf(*plan), "weight 4x1x3x3, bias 4, norm_weight 4, norm_bias 4, norm_mean 4, "
                                "norm_variance 4, weight2 5x4x3x3, norm2_weight 5, norm2_bias 5, "
                                "norm2_mean 5, norm2_variance 5, weight3 6x80, bias3 6");
    EXPECT_EQ(weightsOf(planHead({7, 2, 2}, 3)), "weight 3x28, bias 3");
    EXPECT_EQ(weightsOf(planLayer(parseLayer("residual 3 3x3 relu").value(), {3, 4, 4}).value()),
              "weight 3x3x3x3, bias 3, weight2 3x3x3x3, bias2 3"); // no shortcut where shapes agree
}

TEST(LayerPlan, RefusesWhatDoesNotFitTheData) {
    EXPECT_EQ(
        misfitOf({"conv 4 3x3 relu pool 2", "conv 4 31x31 relu"}),
        "network.layers: layer 2 (conv 4 31x31 relu) does not fit: a kernel of 31x31 is larger than its "
        "padded maps, which are 15x15; choose a smaller one, or pad or same");
    EXPECT_THAT(misfitOf({"conv 4 31x31 relu pool 3"}),
                HasSubstr("pooling over 3x3 leaves nothing of maps of 2x2"));
    EXPECT_THAT(misfitOf({"dense 4 relu", "conv 4 3x3"}),
                HasSubstr("a convolution needs maps, but its input is a vector of 4 numbers"));
    EXPECT_THAT(misfitOf({"conv 4 3x3 flatten", "conv 4 3x3"}), HasSubstr("needs maps"));
    EXPECT_THAT(misfitOf({"conv 4 3x3"}, {12}), HasSubstr("data that have the shape of images"));
    EXPECT_THAT(misfitOf({"dense 4 pool 2"}), HasSubstr("a pool needs maps"));
    EXPECT_THAT(misfitOf({"dense 4 flatten"}), HasSubstr("a vector already"));
    EXPECT_THAT(misfitOf({"conv 8192 3x3 same"}), HasSubstr("more than 1048576"));
    EXPECT_EQ(misfitOf({"dense 4 relu"}), "fits"); // reads images flattened
}

} // namespace
} // namespace infoplane
