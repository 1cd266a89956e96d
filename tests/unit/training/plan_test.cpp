// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/plan.h"

#include <gtest/gtest.h>

#include <vector>

namespace infoplane {
namespace {

std::vector<std::int64_t> dueSteps(const MeasureConfig& measure, const MethodPlan& plan) {
    std::vector<std::int64_t> due;
    for (std::int64_t step = 0; step <= plan.stepsOfPhase(); ++step)
        if (measurementDue(measure, plan, step)) due.push_back(step);
    return due;
}

TEST(Cadence, OfSaxeIsDenseFirst) {
    const MethodPlan plan{1, 150, 2};
    std::vector<std::int64_t> expected;
    for (std::int64_t epoch = 0; epoch <= 150; ++epoch)
        if (epoch < 20 || (epoch < 100 && epoch % 5 == 0) || epoch % 20 == 0 || epoch == 150)
            expected.push_back(2 * epoch);
    EXPECT_EQ(dueSteps({}, plan), expected);
    EXPECT_EQ(rowsOfPhase({}, plan), expected.size());
}

TEST(Cadence, InStepsKeepsFirstAndLast) {
    MeasureConfig measure;
    measure.cadence = Cadence::Steps;
    measure.every = 4;
    const MethodPlan plan{1, 5, 2};
    EXPECT_EQ(dueSteps(measure, plan), (std::vector<std::int64_t>{0, 4, 8, 10}));
    EXPECT_EQ(rowsOfPhase(measure, plan), 4u);
}

TEST(Cadence, LogarithmicHasTheAskedRowsADecade) {
    MeasureConfig measure;
    measure.cadence = Cadence::Log;
    measure.every = 10;
    const auto due = dueSteps(measure, {1, 10000, 1});
    const auto decade = std::count_if(due.begin(), due.end(), [](auto s) { return s > 100 && s <= 1000; });
    EXPECT_EQ(decade, 10);
    EXPECT_EQ(due.front(), 0);
    EXPECT_EQ(due.back(), 10000);
}

TEST(Plan, LayerwiseHasAPhaseALayerAndDropsTheLastBatch) {
    Experiment experiment;
    experiment.network.widths = {8, 4};
    MethodConfig method;
    method.epochs = 3;
    method.batch = 10;
    const auto plan = planMethod(experiment, method, 25);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(plan->phases, 2);
    EXPECT_EQ(plan->steps_per_epoch, 2);
    EXPECT_EQ(plan->stepsInAll(), 12);
    EXPECT_EQ(plan->passes(12), 6.0);
}

TEST(Plan, RefusesABatchLargerThanTheData) {
    MethodConfig method;
    method.batch = 26;
    const auto plan = planMethod({}, method, 25);
    ASSERT_FALSE(plan.ok());
    EXPECT_NE(plan.error().text().find("smaller batch"), std::string::npos);
}

TEST(Plan, BetaIsSharedOrOneALayer) {
    MethodConfig method;
    method.beta = {0.5};
    EXPECT_EQ(betaOfLayer(method, 3), 0.5);
    method.beta = {0.0, 0.25};
    EXPECT_EQ(betaOfLayer(method, 1), 0.25);
    method.compression = Compression::None;
    EXPECT_EQ(betaOfLayer(method, 1), 0.0);
}

TEST(Checkpoints, ComeEverySoManyEpochsButAtTheEnds) {
    const MethodPlan plan{2, 6, 5};
    for (std::int64_t step = 0; step <= plan.stepsOfPhase(); ++step) {
        EXPECT_FALSE(checkpointDue({0}, plan, step));
        EXPECT_EQ(checkpointDue({2}, plan, step), step == 10 || step == 20);
        EXPECT_EQ(checkpointDue({4}, plan, step), step == 20);
        EXPECT_FALSE(checkpointDue({6}, plan, step)); // its end has one of its own
    }
}

} // namespace
} // namespace infoplane
