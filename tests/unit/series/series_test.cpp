// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/series.h"
#include "tests/unit/series/small_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace infoplane {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SmallRun;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

SeriesOptions nats() {
    SeriesOptions options;
    options.method = "layerwise_ib";
    options.unit = InformationUnit::Nats;
    return options;
}

const Series& find(const PlotData& data, std::size_t layer, const std::string& quantity,
                   const std::string& split = "") {
    for (const Series& series : data.series)
        if (series.layer == layer && series.quantity == quantity && (split.empty() || series.split == split))
            return series;
    ADD_FAILURE() << "no series " << quantity << " of layer " << layer;
    return data.series.front();
}

void markNotMeasured(Row& row, const TableLayout& layout, std::size_t element) {
    for (const char* column : {"information/mixture/I_XT_flags", "information/mixture/I_TY_flags"})
        row.values<std::uint32_t>(layout.index(column))[element] = kNotMeasured;
}

TEST(PlaneSeries, MeansOverSeedsWithErrorAndSpread) {
    SmallRun run;
    run.append(1, 0.0);
    run.append(1, 1.0);
    const auto data = plotData(run.store(), PlotKind::Plane, nats());
    ASSERT_TRUE(data.ok());
    ASSERT_EQ(data->series.size(), 2u);
    const Series& layer2 = find(*data, 2, "plane");
    EXPECT_THAT(layer2.row, ElementsAre(0u, 1u));
    EXPECT_THAT(layer2.pass, ElementsAre(0.0, 1.0));
    EXPECT_NEAR(layer2.x[1], 1 + 2 + 0.1 + 1, 1e-12);
    EXPECT_NEAR(layer2.y[1], 0.41, 1e-12);
    EXPECT_NEAR(layer2.x_spread[0], 0.1, 1e-12);
    EXPECT_NEAR(layer2.y_spread[0], 0.01, 1e-12);
    EXPECT_NEAR(layer2.x_error[0], 0.3 / std::sqrt(3.0), 1e-7);
    EXPECT_NEAR(layer2.y_error[0], 0.03 / std::sqrt(3.0), 1e-8);
    EXPECT_EQ(layer2.x_cap, 2.0);
    EXPECT_EQ(layer2.y_cap, 0.5);
    EXPECT_EQ(layer2.label, "layerwise_ib layer 2");
    EXPECT_EQ(layer2.estimator, "mixture");
    EXPECT_EQ(layer2.split, "train");
}

TEST(PlaneSeries, OneSeedHasNoSpreadAndItsOwnError) {
    SmallRun run;
    run.append(1, 0.0);
    SeriesOptions options = nats();
    options.seed = 2;
    const auto data = plotData(run.store(), PlotKind::Plane, options);
    ASSERT_TRUE(data.ok());
    const Series& layer1 = find(*data, 1, "plane");
    EXPECT_NEAR(layer1.x[0], 2.2, 1e-12);
    EXPECT_NEAR(layer1.x_error[0], 0.3, 1e-7);
    EXPECT_THAT(layer1.x_spread, IsEmpty());
    EXPECT_THAT(data->conditions, HasSubstr("seed 9"));
}

TEST(PlaneSeries, BitsAreNatsOverLnTwoEverywhere) {
    SmallRun run;
    run.append(1, 0.0);
    SeriesOptions options = nats();
    const auto in_nats = plotData(run.store(), PlotKind::Plane, options);
    options.unit = InformationUnit::Bits;
    const auto in_bits = plotData(run.store(), PlotKind::Plane, options);
    ASSERT_TRUE(in_nats.ok() && in_bits.ok());
    const Series& n = find(*in_nats, 1, "plane");
    const Series& b = find(*in_bits, 1, "plane");
    const double ln2 = std::numbers::ln2;
    EXPECT_NEAR(b.x[0] * ln2, n.x[0], 1e-12);
    EXPECT_NEAR(b.y_error[0] * ln2, n.y_error[0], 1e-12);
    EXPECT_NEAR(b.x_spread[0] * ln2, n.x_spread[0], 1e-12);
    EXPECT_NEAR(b.x_cap * ln2, n.x_cap, 1e-12);
    EXPECT_EQ(b.unit, "bits");
    EXPECT_EQ(in_bits->x_label, "I(X;T^) [bits]");
    EXPECT_EQ(in_bits->y_label, "I(T^;Y) [bits]");
    EXPECT_EQ(in_bits->conditions, "sigma = 0.5, Gaussian-mixture plug-in, train split, mean of 3 seeds");
}

TEST(PlaneSeries, LeavesOutWhatWasNotMeasured) {
    SmallRun run;
    run.append(1, 0.0, [](Row& row, const TableLayout& layout) {
        markNotMeasured(row, layout, SmallRun::at(0, 1, 0)); // one seed of layer 1
        for (std::size_t seed = 0; seed < 3; ++seed)
            markNotMeasured(row, layout, SmallRun::at(0, 2, seed));
    });
    run.append(1, 1.0);
    const auto data = plotData(run.store(), PlotKind::Plane, nats());
    ASSERT_TRUE(data.ok());
    const Series& layer1 = find(*data, 1, "plane");
    EXPECT_NEAR(layer1.x[0], 2.15, 1e-12); // seeds 1 and 2 only
    EXPECT_NEAR(layer1.x_error[0], 0.3 / std::sqrt(2.0), 1e-7);
    EXPECT_EQ(layer1.flags[0], 0u);
    EXPECT_THAT(find(*data, 2, "plane").row, ElementsAre(1u));
}

TEST(PlaneSeries, SpreadOfOneMeasuredSeedIsUnknown) {
    SmallRun run;
    run.append(1, 0.0, [](Row& row, const TableLayout& layout) {
        markNotMeasured(row, layout, SmallRun::at(0, 1, 0));
        markNotMeasured(row, layout, SmallRun::at(0, 1, 1));
    });
    const auto data = plotData(run.store(), PlotKind::Plane, nats());
    ASSERT_TRUE(data.ok());
    EXPECT_TRUE(std::isnan(find(*data, 1, "plane").x_spread[0]));
}

TEST(PlaneSeries, KeepsComputedNanAndJoinsFlags) {
    SmallRun run;
    run.append(1, 0.0, [](Row& row, const TableLayout& layout) {
        row.values<double>(layout.index("information/mixture/I_XT"))[SmallRun::at(0, 1, 1)] = kNan;
        const auto flags = row.values<std::uint32_t>(layout.index("information/mixture/I_XT_flags"));
        flags[SmallRun::at(0, 1, 1)] = kNanMet;
        flags[SmallRun::at(0, 1, 2)] = kAtCap;
    });
    const auto data = plotData(run.store(), PlotKind::Plane, nats());
    ASSERT_TRUE(data.ok());
    const Series& layer1 = find(*data, 1, "plane");
    ASSERT_EQ(layer1.x.size(), 1u);
    EXPECT_TRUE(std::isnan(layer1.x[0]));
    EXPECT_NEAR(layer1.y[0], 0.21, 1e-12);
    EXPECT_EQ(layer1.flags[0], std::uint32_t{kNanMet} | kAtCap);
}

TEST(PlaneSeries, TestSplitHasItsOwnValuesAndCaps) {
    SmallRun run;
    run.append(1, 0.0, [](Row& row, const TableLayout& layout) {
        row.values<double>(layout.index("information/mixture/I_XT"))[SmallRun::at(1, 1, 0)] = 32.1;
    });
    SeriesOptions options = nats();
    options.split = 1;
    options.seed = 0;
    const auto data = plotData(run.store(), PlotKind::Plane, options);
    ASSERT_TRUE(data.ok());
    const Series& layer1 = find(*data, 1, "plane");
    EXPECT_EQ(layer1.x[0], 32.1);
    EXPECT_EQ(layer1.x_cap, 1.0);
    EXPECT_TRUE(std::isnan(layer1.y_cap));
    EXPECT_EQ(layer1.split, "test");
}

TEST(PlaneSeries, TrainingOfALayerBeginsWhereTheLastOneEnded) {
    SmallRun run;
    run.append(1, 0.0);
    run.append(1, 5.0);
    run.append(2, 5.0);
    run.append(2, 10.0);
    const auto data = plotData(run.store(), PlotKind::Plane, nats());
    ASSERT_TRUE(data.ok());
    EXPECT_EQ(find(*data, 1, "plane").begin_pass, 0.0);
    EXPECT_EQ(find(*data, 2, "plane").begin_pass, 5.0);
}

TEST(Series, PartsJoinToTheWhole) {
    SmallRun run;
    for (int i = 0; i < 7; ++i)
        run.append(1 + i / 4, i);
    for (const PlotKind kind : {PlotKind::Plane, PlotKind::Information, PlotKind::Accuracy}) {
        SeriesOptions options = nats();
        const auto whole = plotData(run.store(), kind, options);
        options.end_row = 3;
        auto parts = plotData(run.store(), kind, options);
        options.first_row = 3;
        options.end_row = 7;
        const auto rest = plotData(run.store(), kind, options);
        ASSERT_TRUE(whole.ok() && parts.ok() && rest.ok());
        ASSERT_EQ(parts->series.size(), whole->series.size());
        for (std::size_t i = 0; i < whole->series.size(); ++i) {
            append(parts->series[i], rest->series[i]);
            EXPECT_EQ(parts->series[i].row, whole->series[i].row);
            EXPECT_EQ(parts->series[i].x, whole->series[i].x);
            EXPECT_EQ(parts->series[i].y, whole->series[i].y);
            EXPECT_EQ(parts->series[i].y_spread, whole->series[i].y_spread);
            EXPECT_EQ(parts->series[i].flags, whole->series[i].flags);
        }
    }
}

TEST(InformationSeries, HasBothQuantitiesOverPasses) {
    SmallRun run;
    run.append(1, 0.5);
    const auto data = plotData(run.store(), PlotKind::Information, nats());
    ASSERT_TRUE(data.ok());
    ASSERT_EQ(data->series.size(), 4u);
    const Series& ty = find(*data, 2, "I_TY");
    EXPECT_THAT(ty.x, ElementsAre(0.5));
    EXPECT_NEAR(ty.y[0], 0.31, 1e-12);
    EXPECT_EQ(ty.y_cap, 0.5);
    EXPECT_TRUE(std::isnan(ty.x_cap));
    EXPECT_EQ(find(*data, 1, "I_XT").y_cap, 2.0);
}

TEST(AccuracySeries, NamesReadOutAndSplit) {
    SmallRun run;
    run.append(1, 0.0);
    run.appendEndToEnd(0.0);
    SeriesOptions options;
    const auto data = plotData(run.store(), PlotKind::Accuracy, options);
    ASSERT_TRUE(data.ok());
    const Series& probe = find(*data, 2, "linear_probe", "test");
    EXPECT_EQ(probe.y[0], 0.625);
    EXPECT_EQ(probe.label, "layerwise_ib layer 2, linear_probe, test");
    EXPECT_EQ(probe.unit, "1");
    EXPECT_THAT(find(*data, 0, "network_output").row, IsEmpty()); // flagged not measured
}

TEST(LossSeries, OneCurveForEachLayerInTraining) {
    SmallRun run;
    run.append(1, 1.0);
    run.append(1, 2.0);
    run.append(2, 3.0);
    const auto data = plotData(run.store(), PlotKind::Loss, nats());
    ASSERT_TRUE(data.ok());
    EXPECT_THAT(find(*data, 1, "relevance").y, ElementsAre(1.0, 2.0));
    EXPECT_THAT(find(*data, 2, "compression").y, ElementsAre(3.0));
    EXPECT_THAT(data->conditions, HasSubstr("noisy form"));
}

TEST(LossSeries, CrossEntropyHasALossAndNoTerms) {
    SmallRun run;
    run.appendEndToEnd(1.0);
    SeriesOptions options;
    options.method = "cross_entropy";
    options.unit = InformationUnit::Nats;
    const auto data = plotData(run.store(), PlotKind::Loss, options);
    ASSERT_TRUE(data.ok());
    ASSERT_EQ(data->series.size(), 1u);
    EXPECT_EQ(data->series[0].quantity, "loss");
    EXPECT_NEAR(data->series[0].y[0], 0.6, 1e-12);
    EXPECT_NEAR(data->series[0].y_spread[0], 0.1, 1e-12);
}

// The criterion's terms are no information: they are not turned into bits; what its critic reads is.
TEST(LossSeries, TermsOfTheHsicCriterionHaveNoUnit) {
    SmallRun run("hsic_bottleneck");
    run.append(1, 1.0);
    SeriesOptions bits;
    bits.method = "layerwise_ib";
    const auto data = plotData(run.store(), PlotKind::Loss, bits);
    ASSERT_TRUE(data.ok());
    const Series &relevance = find(*data, 1, "relevance"), &held_out = find(*data, 1, "relevance_held_out");
    EXPECT_EQ(relevance.unit, "");
    EXPECT_THAT(relevance.label, HasSubstr("(no unit)"));
    EXPECT_EQ(held_out.unit, "bits");
    EXPECT_NEAR(held_out.y[0], relevance.y[0] / std::log(2.0),
                1e-12); // the run writes the same number in both
    EXPECT_THAT(data->conditions, Not(HasSubstr("Lagrangian")));
}

TEST(LossSeries, LayerOfADamagedFileIsTheWholeNetwork) {
    SmallRun run;
    run.append(-5, 1.0);
    run.append(1000, 2.0);
    const auto data = plotData(run.store(), PlotKind::Loss, nats());
    ASSERT_TRUE(data.ok());
    for (const Series& series : data->series)
        EXPECT_EQ(series.layer, 0u);
}

TEST(PlotData, NamesWhatExistsWhenSomethingDoesNot) {
    SmallRun run;
    SeriesOptions options;
    options.method = "dropout";
    auto failed = plotData(run.store(), PlotKind::Plane, options);
    ASSERT_FALSE(failed.ok());
    EXPECT_EQ(failed.error().text(),
              "The run has no method \"dropout\"; it has layerwise_ib and cross_entropy.");

    options.method.reset();
    options.estimator = "ksg";
    failed = plotData(run.store(), PlotKind::Information, options);
    ASSERT_FALSE(failed.ok());
    EXPECT_EQ(failed.error().text(), "The run has no estimator \"ksg\"; it has binning and mixture.");
    EXPECT_TRUE(plotData(run.store(), PlotKind::Loss, options).ok()); // asks for no estimator

    options = {};
    options.seed = 3;
    EXPECT_THAT(plotData(run.store(), PlotKind::Plane, options).error().text(), HasSubstr("3 seeds"));
    options = {};
    options.split = 2;
    EXPECT_FALSE(plotData(run.store(), PlotKind::Plane, options).ok());
}

TEST(PlotData, TakesTheEstimatorFromTheMethodsThatHaveIt) {
    SmallRun run;
    run.append(1, 0.0);
    run.appendEndToEnd(0.0);
    const auto data =
        plotData(run.store(), PlotKind::Plane, {}); // mixture: only the layer-wise method has it
    ASSERT_TRUE(data.ok());
    for (const Series& series : data->series)
        EXPECT_EQ(series.method, "layerwise_ib");
}

TEST(FrozenLayers, StandAtTheLastRowBefore) {
    SmallRun run;
    run.freeze(1); // before any row: nowhere
    run.append(1, 0.0);
    run.append(1, 4.0);
    run.freeze(1);
    run.append(2, 4.0);
    run.freeze(9); // there is no such layer
    const auto frozen = frozenLayers(run.store());
    ASSERT_EQ(frozen.size(), 1u);
    EXPECT_EQ(frozen[0].layer, 1u);
    EXPECT_EQ(frozen[0].pass, 4.0);
}

} // namespace
} // namespace infoplane
