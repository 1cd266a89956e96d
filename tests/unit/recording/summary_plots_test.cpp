// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/summary_plots.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {
namespace {

using testing::syntheticDescription;

const SummaryPlot& named(const std::vector<SummaryPlot>& plots, const std::string& name) {
    for (const SummaryPlot& plot : plots)
        if (plot.name == name) return plot;
    throw std::runtime_error("no plot " + name);
}

const SummaryPlot::Column& column(const SummaryPlot& plot, const std::string& name) {
    for (const SummaryPlot::Column& each : plot.columns)
        if (each.name == name) return each;
    throw std::runtime_error("no column " + name);
}

// A row in which everything of every kind has one value and every flag is clear.
void appendPlain(RunStore& store, std::size_t method, double pass, double value) {
    const TableLayout& layout = store.rows(method).layout();
    Row row(layout);
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        if (layout.columns[i].type == ElementType::Float64)
            for (double& each : row.values<double>(i))
                each = value;
        if (layout.columns[i].type == ElementType::Float32)
            for (float& each : row.values<float>(i))
                each = static_cast<float>(value);
    }
    row.values<double>(layout.index("pass"))[0] = pass;
    store.append(method, kRowsTable, row);
}

TEST(SummaryPlots, HaveTheirNamesBeforeThereAreRows) {
    RunStore store(syntheticDescription());
    const std::vector<SummaryPlot> before = summaryPlots(store);
    appendPlain(store, 0, 1.0, 0.5);
    const std::vector<SummaryPlot> after = summaryPlots(store);
    ASSERT_EQ(before.size(), 3u);
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(before[i].signal, after[i].signal);
        EXPECT_EQ(before[i].axes, after[i].axes);
        EXPECT_EQ(before[i].auxiliary, after[i].auxiliary);
        ASSERT_EQ(before[i].columns.size(), after[i].columns.size());
        for (std::size_t c = 0; c < before[i].columns.size(); ++c)
            EXPECT_EQ(before[i].columns[c].name, after[i].columns[c].name);
    }
}

TEST(SummaryPlots, TheirNamesAreThoseOfColumnsOfOneLength) {
    RunStore store(syntheticDescription());
    testing::appendRows(store, 20);
    for (const SummaryPlot& plot : summaryPlots(store)) {
        std::vector<std::string> names = plot.axes;
        names.push_back(plot.signal);
        names.insert(names.end(), plot.auxiliary.begin(), plot.auxiliary.end());
        for (const std::string& name : names)
            EXPECT_NO_THROW((void)column(plot, name));
        for (const SummaryPlot::Column& each : plot.columns)
            EXPECT_EQ(each.values.size(), plot.columns[0].values.size()) << each.name;
    }
}

TEST(SummaryPlots, ThePlaneHasAPointForEveryRowMethodAndLayer) {
    RunStore store(syntheticDescription());
    appendPlain(store, 0, 1.0, 0.5);
    appendPlain(store, 0, 2.0, 0.75);
    appendPlain(store, 1, 4.0, 0.25);
    const std::vector<SummaryPlot> plots = summaryPlots(store);
    const SummaryPlot& plane = named(plots, "information_plane");
    EXPECT_EQ(column(plane, "pass").values, (std::vector<double>{1, 2, 1, 2, 1, 2, 4, 4, 4}));
    EXPECT_EQ(column(plane, "I_XT").values, (std::vector<double>{.5, .75, .5, .75, .5, .75, .25, .25, .25}));
    EXPECT_EQ(column(plane, "layer").values, (std::vector<double>{1, 1, 2, 2, 3, 3, 1, 2, 3}));
    EXPECT_EQ(column(plane, "method").values, (std::vector<double>{0, 0, 0, 0, 0, 0, 1, 1, 1}));
    EXPECT_EQ(column(plane, "I_TY").unit, "nats");
}

TEST(SummaryPlots, OverPassesAMethodKeepsItsLastValueBetweenItsRowsOnly) {
    RunStore store(syntheticDescription());
    appendPlain(store, 0, 1.0, 0.5);
    appendPlain(store, 0, 3.0, 0.75);
    appendPlain(store, 1, 2.0, 0.25);
    appendPlain(store, 1, 4.0, 1.0);
    const std::vector<SummaryPlot> plots = summaryPlots(store);
    const SummaryPlot& accuracy = named(plots, "accuracy_over_passes");
    EXPECT_EQ(column(accuracy, "pass").values, (std::vector<double>{1, 2, 3, 4}));
    const std::vector<double>& first = column(accuracy, "layerwise_ib_critic_clean_test").values;
    EXPECT_EQ((std::vector<double>{first[0], first[1], first[2]}), (std::vector<double>{0.5, 0.5, 0.75}));
    EXPECT_TRUE(std::isnan(first[3]));
    const std::vector<double>& second = column(accuracy, "cross entropy β=0_network_output_test").values;
    EXPECT_TRUE(std::isnan(second[0]));
    EXPECT_EQ((std::vector<double>{second[1], second[2], second[3]}), (std::vector<double>{0.25, 0.25, 1.0}));
}

TEST(SummaryPlots, WithoutAnythingToDrawAreLeftOut) {
    RunDescription run = syntheticDescription();
    for (MethodDescription& method : run.methods)
        method.estimators.clear();
    EXPECT_EQ(summaryPlots(RunStore(run)).size(), 1u);
    for (MethodDescription& method : run.methods)
        method.read_outs.clear();
    EXPECT_EQ(summaryPlots(RunStore(run)).size(), 0u);
}

} // namespace
} // namespace infoplane
