// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_json.h"
#include "app/run_report.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace infoplane::app {
namespace {

using nlohmann::json;

TEST(RunJson, HoldsWhatItsHelpNames) {
    RunStore store(infoplane::testing::syntheticDescription());
    infoplane::testing::appendRows(store, 20);
    const json run = json::parse(writeRunJson(store));
    EXPECT_EQ(run["format_version"], "1.1");
    EXPECT_EQ(run["status"], "running");
    EXPECT_EQ(run["seeds"], 2);
    EXPECT_EQ(run["seed_numbers"][1], std::numeric_limits<std::uint64_t>::max());
    ASSERT_EQ(run["methods"].size(), 2u);
    const json& method = run["methods"][0];
    EXPECT_EQ(method["name"], "layerwise_ib");
    EXPECT_EQ(method["objective"], "layerwise_ib");
    EXPECT_EQ(method["rows"], 20);
    EXPECT_EQ(method["layers"], 3);
    for (const char* key : {"read_out", "train", "test"})
        EXPECT_TRUE(method["accuracy"].contains(key)) << key;
    for (const char* key : {"I_XT_nats", "I_TY_nats", "I_XT_error_nats"})
        EXPECT_EQ(method["information"]["mixture"][key].size(), 3u) << key;
    EXPECT_EQ(method["information"]["mixture"]["test"]["n"], 10);
    EXPECT_EQ(run["methods"][1]["accuracy"]["read_out"], "network_output");
    EXPECT_TRUE(run["methods"][1]["accuracy"]["layer"].is_null());
}

TEST(RunJson, WhatWasNotMeasuredIsNull) {
    RunStore store(infoplane::testing::syntheticDescription());
    const json run = json::parse(writeRunJson(store));
    const json& method = run["methods"][0];
    EXPECT_TRUE(method["accuracy"]["test"].is_null());
    EXPECT_TRUE(method["information"]["mixture"]["I_XT_nats"][0].is_null());
    EXPECT_TRUE(run["end_time"].is_null());
    EXPECT_TRUE(run["failure"].is_null());
}

// A critic of I(X;T^) has no I(T^;Y).
TEST(RunJson, HasFlagsWhereOneInformationIsMissing) {
    RunStore store(infoplane::testing::syntheticDescription());
    Row row(store.rows(0).layout());
    for (std::size_t i = 0; i < row.layout().columns.size(); ++i)
        if (row.layout().columns[i].path.ends_with("flags"))
            for (std::uint32_t& flags : row.values<std::uint32_t>(i))
                flags = kNotMeasured;
    row.values<double>(row.layout().index("pass"))[0] = 0.0;
    for (std::uint32_t& flags :
         row.values<std::uint32_t>(row.layout().index("information/mixture/I_XT_flags")))
        flags = kHighVariance;
    store.append(0, kRowsTable, row);
    const json mixture = json::parse(writeRunJson(store))["methods"][0]["information"]["mixture"];
    EXPECT_EQ(mixture["flags"][0], std::uint32_t{kHighVariance});
    EXPECT_EQ(mixture["row"][0], 0);
    EXPECT_TRUE(mixture["I_TY_nats"][0].is_null());
}

TEST(RunJson, TellsAFailure) {
    RunStore store(infoplane::testing::syntheticDescription());
    store.setStatus({RunState::Failed, "the disk is full", "2026-01-31T14:05:09+01:00", 1.0});
    const json run = json::parse(writeRunJson(store));
    EXPECT_EQ(run["status"], "failed");
    EXPECT_EQ(run["failure"], "the disk is full");
}

TEST(RunReport, NamesEstimandUnitAndReadOut) {
    RunStore store(infoplane::testing::syntheticDescription());
    infoplane::testing::appendRows(store, 20);
    std::ostringstream out;
    writeRunReport(out, store);
    for (const char* words : {"I(X;T^)", "I(T_b;Y)", "in bits", "sigma", "n = 40 train, 10 test",
                              "linear_probe", "passes over the data", "means over 2 seeds"})
        EXPECT_NE(out.str().find(words), std::string::npos) << words << " is missing in\n" << out.str();
}

} // namespace
} // namespace infoplane::app
