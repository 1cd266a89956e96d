// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/activation_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace infoplane {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Names = std::vector<std::string>;

ActivationLayout layoutOf(const Names& names, const ActivationChoice& choice = {}) {
    const auto layout = activationLayout(names, choice);
    EXPECT_TRUE(layout.ok()) << (layout ? "" : layout.error().text());
    return layout ? *layout : ActivationLayout{};
}

std::string refusalOf(const Names& names, const ActivationChoice& choice = {}) {
    const auto layout = activationLayout(names, choice);
    return layout ? "" : layout.error().message;
}

TEST(ActivationLayout, TakesTheNameOfALayerFromTheFirstSlashOn) {
    const ActivationLayout layout =
        layoutOf({"labels", "epoch_000010/features.0", "epoch_000010/block1/conv", "split", "epochs/a"});
    EXPECT_THAT(layout.layers, ElementsAre("features.0", "block1/conv"));
    ASSERT_EQ(layout.epochs.size(), 1u);
    EXPECT_EQ(layout.epochs[0].number, 10u);
    EXPECT_EQ(layout.arrayOf(0, 1), "epoch_000010/block1/conv");
}

TEST(ActivationLayout, OrdersEpochsByNumber) {
    const ActivationLayout layout = layoutOf({"epoch_10/a", "epoch_9/a", "epoch_0100/a"});
    ASSERT_EQ(layout.epochs.size(), 3u);
    EXPECT_EQ(layout.epochs[0].number, 9u);
    EXPECT_EQ(layout.epochs[2].number, 100u);
    EXPECT_EQ(layout.arrayOf(2, 0), "epoch_0100/a");
}

TEST(ActivationLayout, KeepsTheOrderOfTheFileUnlessItIsThatOfNames) {
    EXPECT_THAT(layoutOf({"epoch_1/b", "epoch_1/a10", "epoch_1/a2"}).layers, ElementsAre("b", "a10", "a2"));
    EXPECT_THAT(layoutOf({"epoch_1/a1", "epoch_1/a10", "epoch_1/a2", "epoch_1/b"}).layers,
                ElementsAre("a1", "a2", "a10", "b"));
    EXPECT_THAT(layoutOf({"epoch_1/a01x", "epoch_1/a1x", "epoch_1/a1y"}).layers,
                ElementsAre("a01x", "a1x", "a1y"));
}

TEST(ActivationLayout, TakesWhatIsChosen) {
    const Names names{"epoch_1/a", "epoch_1/b", "epoch_2/b", "epoch_2/a", "epoch_3/b"};
    const ActivationLayout layout = layoutOf(names, {{"b"}, 2, 3});
    EXPECT_THAT(layout.layers, ElementsAre("b"));
    ASSERT_EQ(layout.epochs.size(), 2u);
    EXPECT_EQ(layout.epochs[0].number, 2u);
    EXPECT_THAT(layoutOf(names, {{}, 1, 2}).layers, ElementsAre("a", "b"));
    EXPECT_THAT(refusalOf(names), HasSubstr("epoch 3 has no layer a"));
    EXPECT_THAT(refusalOf(names, {{"a"}, 0, 9}), HasSubstr("epoch 3 has no layer a"));
    EXPECT_THAT(refusalOf(names, {{"c"}, 0, 9}), HasSubstr("no layer c"));
    EXPECT_THAT(refusalOf(names, {{"b", "b"}, 0, 9}), HasSubstr("twice"));
    EXPECT_THAT(refusalOf(names, {{}, 4, 9}), HasSubstr("epoch 1 to 3"));
}

TEST(ActivationLayout, RefusesWhatIsAmbiguous) {
    EXPECT_THAT(refusalOf({"labels", "x"}), HasSubstr("it holds labels, x"));
    EXPECT_THAT(refusalOf({"epoch_1/a", "epoch_1/a"}), HasSubstr("epoch_1/a twice"));
    EXPECT_THAT(refusalOf({"epoch_1/a", "epoch_01/b"}), HasSubstr("epoch 1 twice"));
    for (const char* const name :
         {"epoch_/a", "epoch_1x/a", "epoch_-1/a", "epoch_1", "epoch_1/", "epoch_99999999999999999999/a"})
        EXPECT_THAT(refusalOf({name}), HasSubstr("not named epoch_NUMBER/LAYER")) << name;
    EXPECT_THAT(refusalOf({"epoch_1/" + std::string(64, 'a')}), HasSubstr("longer than"));
    Names many;
    for (int i = 0; i < 257; ++i)
        many.push_back("epoch_1/" + std::to_string(i));
    EXPECT_THAT(refusalOf(many), HasSubstr("257 layers"));
}

} // namespace
} // namespace infoplane
