// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/layer_plan.h"
#include "core/config/schema.h"

#include <gmock/gmock.h>

namespace infoplane {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string refusalOfLayer(const std::string& text) {
    const auto layer = parseLayer(text);
    return layer ? "taken" : layer.error().message;
}

NetworkConfig networkOf(std::vector<std::string> layers) {
    NetworkConfig network;
    network.layers = std::move(layers);
    return network;
}

TEST(LayerLanguage, GivesBackEveryTextThatItTakes) {
    for (const std::string text :
         {"dense 256 relu", "conv 32 3x3 leaky_relu pool 2",
          "conv 64 3x3 stride 2 pad 1 batch_norm relu dropout 0.1", "residual 64 3x3 relu",
          "residual 64 3x5 stride 2 batch_norm gelu", "conv 8 1x3 same tanh", "flatten",
          "conv 8 2x2 sigmoid mean_pool 2 flatten dropout 0.95 linear"}) {
        const auto layer = parseLayer(text);
        ASSERT_TRUE(layer.ok()) << text << ": " << layer.error().text();
        EXPECT_EQ(writeLayer(*layer), text);
    }
    EXPECT_EQ(writeLayer(parseLayer("conv 8 3x3 same").value()), "conv 8 3x3 pad 1");
}

TEST(LayerLanguage, SaysWhichWordIsWrong) {
    EXPECT_THAT(refusalOfLayer(""), HasSubstr("it is empty"));
    EXPECT_THAT(refusalOfLayer("dens 5"), HasSubstr("no operation \"dens\"; did you mean \"dense\"?"));
    EXPECT_THAT(refusalOfLayer("dense"), HasSubstr("between 1 and 8192, but the text ends"));
    EXPECT_THAT(refusalOfLayer("dense 0"), HasSubstr("but \"0\" stands there"));
    EXPECT_THAT(refusalOfLayer("dense 99999999999999999999"), HasSubstr("between 1 and 8192"));
    EXPECT_THAT(refusalOfLayer("dense 5.5"), HasSubstr("whole number"));
    EXPECT_THAT(refusalOfLayer("dense  5"), HasSubstr("whole number"));
    EXPECT_THAT(refusalOfLayer(" dense 5"), HasSubstr("a space too many"));
    EXPECT_THAT(refusalOfLayer("conv 8"), HasSubstr("written as 3x3"));
    EXPECT_THAT(refusalOfLayer("conv 8 3"), HasSubstr("written as 3x3"));
    EXPECT_THAT(refusalOfLayer("conv 8 3x99"), HasSubstr("between 1 and 31"));
    EXPECT_THAT(refusalOfLayer("conv 8 3x3 pad 3"), HasSubstr("between 0 and 2"));
    EXPECT_THAT(refusalOfLayer("conv 8 3x3 pad 1 stride 2"), HasSubstr("no operation \"stride\""));
    EXPECT_THAT(refusalOfLayer("conv 8 2x2 same"), HasSubstr("odd sides"));
    EXPECT_THAT(refusalOfLayer("residual 8 2x2 relu"), HasSubstr("odd sides"));
    EXPECT_THAT(refusalOfLayer("residual 8 3x3"), HasSubstr("ends with an activation"));
    EXPECT_THAT(refusalOfLayer("dense 5 dropout 1"), HasSubstr("between 0 and 0.95"));
    EXPECT_THAT(refusalOfLayer("dense 5 dropout nan"), HasSubstr("between 0 and 0.95"));
    EXPECT_THAT(refusalOfLayer("conv 8 3x3 pool 1"), HasSubstr("between 2 and 64"));
    std::string many = "dense 2";
    for (int i = 0; i < 16; ++i)
        many += " relu";
    EXPECT_THAT(refusalOfLayer(many), HasSubstr("more than 16 operations"));
    EXPECT_THAT(refusalOfLayer(std::string(1001, 'a')), HasSubstr("longer than 1000"));
}

TEST(LayerLanguage, ATextThatTrainsNothingGoesOnWithTheLayerBefore) {
    const auto layers = layersOf(networkOf({"conv 4 3x3 relu", "pool 2", "flatten", "dense 5 tanh"}));
    ASSERT_TRUE(layers.ok());
    ASSERT_EQ(layers->size(), 2u);
    EXPECT_EQ(writeLayer((*layers)[0]), "conv 4 3x3 relu pool 2 flatten");
    const auto first = layersOf(networkOf({"flatten", "dense 5 tanh"}));
    ASSERT_FALSE(first.ok());
    EXPECT_THAT(first.error().message, HasSubstr("nothing to train"));
}

TEST(LayerLanguage, WidthsAreDenseLayers) {
    NetworkConfig network;
    network.widths = {8, 4};
    const auto layers = layersOf(network).value();
    EXPECT_EQ(writeLayer(layers[0]), "dense 8 tanh");
    EXPECT_EQ(writeLayer(layers[1]), "dense 4 tanh");
    EXPECT_EQ(commonEnd(network), Activation::Tanh);
    EXPECT_EQ(commonEnd(networkOf({"conv 4 3x3 relu pool 2", "dense 4 relu"})), Activation::Relu);
    EXPECT_EQ(commonEnd(networkOf({"conv 4 3x3 relu", "dense 4 tanh"})), Activation::Linear);
    EXPECT_EQ(commonEnd(networkOf({"dense 4 tanh batch_norm"})), Activation::Linear);
}

TEST(LayerLanguage, IsAKeyOfTheConfiguration) {
    auto experiment = parseExperiment(R"({"network": {"layers": ["conv 8 3x3 relu pool 2", "dense 5 tanh"]},
                                         "methods": {"a": {"beta": [0, 0.1]}}})");
    ASSERT_TRUE(experiment.ok()) << experiment.error().text();
    EXPECT_THAT(experiment->network.layers, ElementsAre("conv 8 3x3 relu pool 2", "dense 5 tanh"));
    ASSERT_TRUE(setField(*experiment, "network.layers", "dense 9 relu, dense 3").ok());
    EXPECT_THAT(experiment->network.layers, ElementsAre("dense 9 relu", "dense 3"));
    EXPECT_EQ(parseExperiment(writeExperiment(*experiment)).value(), *experiment);
    ASSERT_TRUE(setField(*experiment, "network.layers", "").ok());
    EXPECT_THAT(experiment->network.layers, ElementsAre());
    EXPECT_EQ(setField(*experiment, "network.layers", "dense 9, conv 3").error().text(),
              "network.layers: its element 2 is \"conv 3\"; a kernel must be written as 3x3, with sides "
              "between 1 and 31, but the text ends");
    EXPECT_THAT(setField(*experiment, "network.layers", "[7]").error().text(),
                HasSubstr("must be a list of at most 256 texts, each a layer such as"));
    std::string many = "dense 2";
    for (int i = 0; i < 256; ++i)
        many += ", dense 2";
    EXPECT_THAT(setField(*experiment, "network.layers", many).error().text(), HasSubstr("has 257 elements"));
}

} // namespace
} // namespace infoplane
