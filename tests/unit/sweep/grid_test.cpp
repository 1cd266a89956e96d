// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"
#include "core/sweep/grid.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace infoplane {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Experiment digits() {
    return preset("digits").value();
}

SweepGrid gridOf(const std::vector<std::string>& variations) {
    auto grid = makeGrid(digits(), variations);
    EXPECT_TRUE(grid.ok()) << (grid.ok() ? "" : grid.error().text());
    return grid.ok() ? *grid : SweepGrid{};
}

std::string gridRefusal(const std::vector<std::string>& variations, const Experiment& experiment = digits()) {
    const auto grid = makeGrid(experiment, variations);
    EXPECT_FALSE(grid.ok());
    return grid.ok() ? "" : grid.error().text();
}

TEST(SweepGrid, SeveralKeysMakeTheFullGridWithTheLastOneFastest) {
    const SweepGrid grid = gridOf({"network.sigma=0.25,0.5", "seeds.first=1,2,3"});
    ASSERT_EQ(pointsOf(grid), 6u);
    std::set<std::vector<std::string>> seen;
    for (std::size_t i = 0; i < 6; ++i)
        seen.insert(valuesAt(grid, i));
    EXPECT_EQ(seen.size(), 6u);
    EXPECT_THAT(valuesAt(grid, 0), ElementsAre("0.25", "1"));
    EXPECT_THAT(valuesAt(grid, 1), ElementsAre("0.25", "2"));
    EXPECT_THAT(valuesAt(grid, 5), ElementsAre("0.5", "3"));
    EXPECT_EQ(describePoint(grid, 1), "network.sigma = 0.25, seeds.first = 2");
}

TEST(SweepGrid, APointIsTheExperimentWithItsValues) {
    const SweepGrid grid = gridOf({"methods.layerwise_ib.beta=1e-3:1e-1:log3", "network.widths=[8,4],[6]"});
    const auto made = experimentAt(digits(), grid, 3);
    ASSERT_TRUE(made.ok());
    EXPECT_THAT(made->methods[0].beta, ElementsAre(0.01));
    EXPECT_THAT(made->network.widths, ElementsAre(6));
    EXPECT_EQ(made->title, digits().title + ", methods.layerwise_ib.beta = 0.01, network.widths = [6]");
    Experiment expected = digits();
    expected.title = made->title;
    expected.methods[0].beta = {0.01};
    expected.network.widths = {6};
    EXPECT_EQ(*made, expected);
}

TEST(SweepGrid, TheObjectiveStandsForEveryMethodWithALagrangian) {
    Experiment experiment = digits();
    experiment.methods.push_back(experiment.methods[0]);
    experiment.methods.back().name = "another";
    const auto grid = makeGrid(experiment, std::vector<std::string>{"objective.beta=0,0.1"});
    ASSERT_TRUE(grid.ok());
    EXPECT_THAT(grid->keys[0].fields, ElementsAre("methods.layerwise_ib.beta", "methods.another.beta"));
    experiment.methods.back().objective = Objective::Vib;
    const auto of_beta = makeGrid(experiment, std::vector<std::string>{"objective.beta=0,0.1"});
    ASSERT_TRUE(of_beta.ok());
    EXPECT_THAT(of_beta->keys[0].fields, ElementsAre("methods.layerwise_ib.beta", "methods.another.beta"));
    const auto of_term =
        makeGrid(experiment, std::vector<std::string>{"objective.compression=gaussian,kt_upper"});
    ASSERT_TRUE(of_term.ok());
    EXPECT_THAT(of_term->keys[0].fields, ElementsAre("methods.layerwise_ib.compression"));
    for (MethodConfig& method : experiment.methods)
        method.objective = Objective::CrossEntropy;
    EXPECT_THAT(gridRefusal({"objective.beta=0,0.1"}, experiment), HasSubstr("trains a Lagrangian"));
}

TEST(SweepGrid, TheSchemaRefusesKeysAndValues) {
    EXPECT_THAT(gridRefusal({"network.sigmo=1,2"}), HasSubstr("did you mean \"network.sigma\"?"));
    EXPECT_THAT(gridRefusal({"objective.bata=1,2"}), HasSubstr("did you mean"));
    EXPECT_THAT(gridRefusal({"network.sigma=1,-2"}), HasSubstr("network.sigma must be"));
    EXPECT_THAT(gridRefusal({"objective.beta=0,101"}), HasSubstr("methods.layerwise_ib.beta must"));
    EXPECT_THAT(gridRefusal({"seeds.count=1,2.5"}), HasSubstr("seeds.count must be"));
    EXPECT_THAT(gridRefusal({"network=1,2"}), HasSubstr("is a group of keys"));
}

TEST(SweepGrid, AKeyIsVariedOnce) {
    EXPECT_THAT(gridRefusal({"network.sigma=1,2", "network.sigma=3,4"}), HasSubstr("network.sigma twice"));
    EXPECT_THAT(gridRefusal({"objective.beta=0,1", "methods.layerwise_ib.beta=2,3"}),
                HasSubstr("methods.layerwise_ib.beta twice"));
}

TEST(SweepGrid, NoVariationOrOneWithoutAKeyIsRefused) {
    EXPECT_THAT(gridRefusal({}), HasSubstr("say what to vary"));
    for (const char* text : {"", "=1", "network.sigma"})
        EXPECT_THAT(gridRefusal({text}), HasSubstr("--vary needs KEY=VALUES")) << text;
}

TEST(SweepGrid, TooManyPointsAreRefusedWithTheirCount) {
    EXPECT_THAT(gridRefusal({"seeds.first=0:200:lin201", "network.sigma=0.1:1:lin50"}),
                HasSubstr("10050 points, and 10000 is the most"));
    EXPECT_THAT(gridRefusal({"seeds.first=0:9999:lin10000", "network.sigma=0.1:1:lin10000",
                             "data.split_seed=0:9999:lin10000", "data.train_fraction=0.1:0.9:lin10000",
                             "seeds.count=1,2"}),
                HasSubstr("more than 10^15 points"));
}

TEST(SweepGrid, ValuesThatDoNotFitTogetherNameTheirPoint) {
    // Two betas for two layers, but the second network has three.
    const std::string words = gridRefusal({"network.widths=[8,4],[8,4,2]", "objective.beta=[0.1,0.2]"});
    EXPECT_THAT(words, HasSubstr("point 2 (network.widths = [8,4,2], objective.beta = [0.1,0.2])"));
    EXPECT_THAT(words, HasSubstr("3 layers"));
}

TEST(SweepGrid, AVariedTitleIsNotLengthened) {
    const SweepGrid grid = gridOf({"title=one,two"});
    EXPECT_EQ(experimentAt(digits(), grid, 1)->title, "two");
}

TEST(SweepGrid, LongTitlesAreCut) {
    Experiment experiment = digits();
    experiment.title = std::string(198, 'a');
    const auto grid = makeGrid(experiment, std::vector<std::string>{"network.sigma=1,2"});
    ASSERT_TRUE(grid.ok()) << grid.error().text();
    EXPECT_EQ(experimentAt(experiment, *grid, 0)->title.size(), 200u);
}

} // namespace
} // namespace infoplane
