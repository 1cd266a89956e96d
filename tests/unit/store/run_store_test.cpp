// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/row_check.h"
#include "core/store/run_store.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <thread>

namespace infoplane {
namespace {

using namespace std::chrono_literals;
using testing::appendRows;
using testing::syntheticDescription;
using testing::syntheticRow;

TEST(Schema, HasEveryPathOnceAndNoPathInsideAnother) {
    const RunDescription run = syntheticDescription();
    for (const MethodDescription& method : run.methods)
        for (const TableLayout& layout :
             {rowsLayout(method, 2), eventsLayout(), checkpointsLayout(method, 2, run.data.classes)}) {
            std::set<std::string> paths;
            for (const ColumnSpec& column : layout.columns) {
                EXPECT_TRUE(paths.insert(column.path + "/").second) << column.path;
                EXPECT_EQ(column.axes.size(), column.extents.size()) << column.path;
                EXPECT_FALSE(column.meaning.empty()) << column.path;
            }
            for (auto it = paths.begin(); it != paths.end() && std::next(it) != paths.end(); ++it)
                EXPECT_FALSE(std::next(it)->starts_with(*it)) << *it;
        }
}

TEST(Schema, OnlyTheWholeNetworkHasAHead) {
    const RunDescription run = syntheticDescription();
    EXPECT_FALSE(checkpointsLayout(run.methods[0], 2, 3).find("weights/head/weight"));
    const TableLayout layout = checkpointsLayout(run.methods[1], 2, 3);
    const ColumnSpec& head = layout.columns[layout.index("weights/head/weight")];
    EXPECT_EQ(head.extents, (std::vector<std::uint64_t>{2, 3, 3}));
}

TEST(Schema, NamesEveryFlagOnce) {
    std::uint32_t bits = 0;
    for (const FlagName& flag : flagNames()) {
        EXPECT_EQ(bits & flag.bit, 0u);
        bits |= flag.bit;
    }
    EXPECT_EQ(bits, 0xFFu);
}

TEST(RunStore, TellsOfEveryChange) {
    RunStore store(syntheticDescription());
    std::uint64_t seen = store.revision();
    const auto moved = [&] {
        const std::uint64_t before = std::exchange(seen, store.revision());
        return seen > before;
    };
    appendRows(store, 0, kEventsTable, 1);
    EXPECT_TRUE(moved());
    store.setProgress({0, 1, 2, 3, 0.5, 10});
    EXPECT_TRUE(moved());
    store.setStatus({RunState::Finished, "", "", 1.0});
    EXPECT_TRUE(moved());
    EXPECT_FALSE(moved());
    EXPECT_EQ(store.status().state, RunState::Finished);
    EXPECT_EQ(store.progress().epochs, 3u);
}

TEST(RunStore, WaitingEndsWithTheTimeOrWithNews) {
    RunStore store(syntheticDescription());
    EXPECT_EQ(store.waitBeyond(0, 1ms), 0u);
    std::jthread writer([&] {
        std::this_thread::sleep_for(20ms);
        store.setProgress({});
    });
    EXPECT_EQ(store.waitBeyond(0, 60s), 1u);
}

TEST(RunStore, ReadersFollowTheWriter) {
    RunStore store(syntheticDescription());
    std::jthread writer([&] {
        for (int i = 0; i < 50; ++i)
            appendRows(store, 10);
        store.setStatus({RunState::Finished, "", "", 1.0});
    });
    std::uint64_t revision = 0, checked = 0;
    while (store.status().state == RunState::Running || checked < 500) {
        revision = store.waitBeyond(revision, 10ms);
        for (const std::uint64_t rows = store.rows(1).rows(); checked < rows; ++checked) {
            const Row expected = syntheticRow(store, 1, kRowsTable, checked);
            for (std::size_t column = 0; column < expected.layout().columns.size(); ++column)
                ASSERT_TRUE(std::ranges::equal(store.rows(1).bytes(column, checked), expected.bytes(column)));
        }
    }
    EXPECT_EQ(checked, 500u);
}

TEST(RowCheck, RefusesWhatViewsCouldStumbleOver) {
    RunStore store(syntheticDescription());
    const auto check = [&](MethodTable which, const char* column, auto value) {
        Row row = syntheticRow(store, 0, which, store.table(0, which).rows());
        row.values<decltype(value)>(row.layout().index(column))[0] = value;
        return checkRow(store, 0, which, row);
    };
    appendRows(store, 0, kRowsTable, 3); // passes 0, 0.5, 1
    EXPECT_TRUE(check(kRowsTable, "pass", 1.0).ok());
    EXPECT_FALSE(check(kRowsTable, "pass", 0.9).ok());
    EXPECT_FALSE(check(kRowsTable, "pass", std::nan("")).ok());
    EXPECT_FALSE(check(kRowsTable, "pass", HUGE_VAL).ok());
    EXPECT_TRUE(check(kRowsTable, "layer_in_training", std::int32_t{3}).ok());
    EXPECT_FALSE(check(kRowsTable, "layer_in_training", std::int32_t{4}).ok());
    EXPECT_FALSE(check(kRowsTable, "layer_in_training", std::int32_t{-1}).ok());
    EXPECT_FALSE(check(kEventsTable, "layer", std::int32_t{4}).ok());
    EXPECT_FALSE(check(kEventsTable, "severity", std::uint32_t{3}).ok());
    EXPECT_FALSE(check(kCheckpointsTable, "pass", -1.0).ok());
    const Status refused = check(kEventsTable, "layer", std::int32_t{4});
    EXPECT_EQ(refused.error().message,
              "events row 0 of method layerwise_ib names a layer that is not there; the data are damaged");
}

} // namespace
} // namespace infoplane
