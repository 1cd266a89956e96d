// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"
#include "core/sweep/index.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace infoplane {
namespace {

Sweep smallSweep() {
    Sweep sweep;
    sweep.experiment = preset("twelve-bit").value();
    sweep.grid = makeGrid(sweep.experiment, std::vector<std::string>{"objective.beta=1e-4:1:log3",
                                                                     "network.activation=tanh,relu"})
                     .value();
    sweep.points.resize(pointsOf(sweep.grid));
    return sweep;
}

TEST(SweepIndex, NamesSortAsThePointsDo) {
    EXPECT_EQ(runFileName(0), "point-0001.infoplane.h5");
    EXPECT_EQ(runFileName(9998), "point-9999.infoplane.h5");
    std::vector<std::string> names;
    for (std::size_t i = 0; i < 9999; ++i)
        names.push_back(runFileName(i));
    EXPECT_TRUE(std::ranges::is_sorted(names));
}

TEST(SweepIndex, ReadsBackWhatItWrote) {
    Sweep sweep = smallSweep();
    sweep.points[1].state = PointState::Failed;
    sweep.points[1].failure = "no \"space\" left, σ";
    sweep.points[2].state = PointState::Finished;
    sweep.points[2].seconds = 1.0 / 3.0;
    sweep.points[3].state = PointState::Running;
    const auto read = parseIndex(writeIndex(sweep));
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(read->experiment, sweep.experiment);
    EXPECT_EQ(read->grid, sweep.grid);
    EXPECT_EQ(read->points, sweep.points);
}

TEST(SweepIndex, TheLargestOneReadsBack) {
    Sweep sweep = smallSweep();
    sweep.grid.keys.resize(2);
    for (SweptKey& key : sweep.grid.keys) {
        key.key = &key == &sweep.grid.keys[0] ? "seeds.first" : "data.split_seed";
        key.fields = {key.key};
        key.values.clear();
        for (int i = 0; i < 100; ++i)
            key.values.push_back(std::to_string(i));
    }
    sweep.points.assign(pointsOf(sweep.grid), PointRecord{PointState::Finished, "", 1.5, "", 0, 0.0});
    const auto read = parseIndex(writeIndex(sweep));
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(read->points.size(), 10'000u);
}

TEST(PointRecord, ReadsBackWhatItWrote) {
    const PointRecord record{PointState::Running, "a sentence", 2.25, "node-7", 4711, 1.75e9};
    const auto read = parsePointRecord(writePointRecord(record));
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(*read, record);
}

TEST(PointRecord, ARunningPointLivesWhileItIsHeardOf) {
    const auto alive = [](std::int64_t) { return true; };
    const auto dead = [](std::int64_t) { return false; };
    const PointRecord record{PointState::Running, "", 0.0, "here", 12, 1000.0};
    EXPECT_EQ(currentRecord(record, 1010.0, "here", +alive).state, PointState::Running);
    EXPECT_EQ(currentRecord(record, 1010.0, "here", +dead).state, PointState::Waiting);
    EXPECT_EQ(currentRecord(record, 1010.0, "there", +dead).state, PointState::Running);
    EXPECT_EQ(currentRecord(record, 1001.0 + kHeartbeatAllowance, "there", +alive).state,
              PointState::Waiting);
    EXPECT_EQ(currentRecord({PointState::Failed, "x", 1.0, "here", 12, 0.0}, 1e9, "here", +dead).state,
              PointState::Failed);
}

} // namespace
} // namespace infoplane
