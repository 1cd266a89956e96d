// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_figure.h"
#include "core/config/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace infoplane::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr double kEntropy = 0.6; // nats, H(Y) of the measured sample

MethodDescription methodWith(double beta, const std::string& form) {
    MethodDescription method;
    method.name = "ib";
    method.form = form;
    method.layers = {{"layer1", "tanh", 4, 3, beta, 0.5}, {"layer2", "tanh", 3, 2, beta, 0.5}};
    EstimatorDescription estimator;
    estimator.name = "mixture";
    estimator.title = "Gaussian-mixture plug-in";
    estimator.samples = {100, 50};
    estimator.cap_ty = {kEntropy, kEntropy, kEntropy, kEntropy};
    method.estimators = {estimator};
    method.read_outs = {{"linear_probe", "", true, {100, 50}}, {"network_output", "", false, {100, 50}}};
    return method;
}

// Layer 2 has twice the values of layer 1; the accuracy of the network is that of no layer.
MethodSummary summaryWith(double xt) {
    MethodSummary summary;
    EstimatorSummary estimator;
    for (auto& split : estimator.layers)
        split = {{MeanOverSeeds{xt, 0, 0.1, 0, 0}, MeanOverSeeds{xt / 2, 0, 0.05, 0, 0}},
                 {MeanOverSeeds{2 * xt, 0, 0.2, kAtCap, 0}, MeanOverSeeds{xt, 0, 0.1, 0, 0}}};
    summary.estimators = {estimator};
    const auto accuracy = [](std::size_t read_out, std::size_t layer, double value) {
        return AccuracySummary{
            read_out, layer, {MeanOverSeeds{0.0, 0, 0, 0, 0}, MeanOverSeeds{value, 0, 0.01, 0, 0}}};
    };
    summary.accuracies = {accuracy(0, 1, 0.7), accuracy(0, 2, 0.8), accuracy(1, 0, 0.9)};
    return summary;
}

SweepResults resultsOf(const std::vector<std::string>& variations, const std::string& form = "noisy") {
    SweepResults results;
    const Experiment experiment = preset("digits").value();
    results.grid = makeGrid(experiment, variations).value();
    for (std::size_t point = 0; point < pointsOf(results.grid); ++point) {
        const double beta = experimentAt(experiment, results.grid, point)->methods[0].beta[0];
        results.points.push_back({point,
                                  valuesAt(results.grid, point),
                                  3,
                                  0.9,
                                  {methodWith(beta, form)},
                                  {summaryWith(1.0 + static_cast<double>(point))}});
    }
    return results;
}

SweepPlotData dataOf(const SweepResults& results, const SweepFigureOptions& options = {}) {
    auto data = sweepPlotData(results, options);
    EXPECT_TRUE(data.ok()) << (data.ok() ? "" : data.error().text());
    return data.ok() ? *data : SweepPlotData{};
}

TEST(SweepPlotData, ShowsTheLastHiddenLayerInTheUnit) {
    const SweepPlotData data = dataOf(resultsOf({"objective.beta=0.001,0.1"}));
    ASSERT_EQ(data.curves.size(), 1u);
    ASSERT_EQ(data.curves[0].points.size(), 2u);
    const SweepPlotPoint& second = data.curves[0].points[1];
    EXPECT_EQ(second.x, 0.1);
    EXPECT_DOUBLE_EQ(second.I_XT.value, 4.0 / std::numbers::ln2);
    EXPECT_DOUBLE_EQ(second.I_XT.spread, 0.2 / std::numbers::ln2);
    EXPECT_DOUBLE_EQ(second.I_TY.value, 2.0 / std::numbers::ln2);
    EXPECT_TRUE(second.at_cap);
    EXPECT_FALSE(second.optimum.has_value());
    EXPECT_THAT(data.read_outs, ElementsAre("linear_probe", "network_output"));
    EXPECT_EQ(second.accuracy[0].value, 0.8);
    EXPECT_EQ(second.accuracy[1].value, 0.9);
    EXPECT_DOUBLE_EQ(data.label_entropy, kEntropy / std::numbers::ln2);
    EXPECT_EQ(data.unit, "bits");
    for (const char* part :
         {"layer = 2", "sigma = 0.5", "Gaussian-mixture plug-in", "n = 100", "n = 50", "seeds = 3"})
        EXPECT_THAT(data.conditions, HasSubstr(part));
}

TEST(SweepPlotData, AnotherLayerAndUnit) {
    SweepFigureOptions options;
    options.layer = 1;
    options.unit = InformationUnit::Nats;
    const SweepPlotData data = dataOf(resultsOf({"objective.beta=0.001,0.1"}), options);
    EXPECT_EQ(data.curves[0].points[0].I_XT.value, 1.0);
    EXPECT_EQ(data.curves[0].points[0].accuracy[0].value, 0.7);
    options.layer = 3;
    EXPECT_THAT(sweepPlotData(resultsOf({"objective.beta=0.001,0.1"}), options).error().text(),
                HasSubstr("the layers 1 to 2"));
}

TEST(SweepPlotData, TheSquaredFormHasItsOptimaOnTheCurve) {
    SweepFigureOptions options;
    options.unit = InformationUnit::Nats;
    const SweepPlotData data = dataOf(resultsOf({"objective.beta=0,0.5,2"}, "squared"), options);
    const auto& points = data.curves[0].points;
    EXPECT_FALSE(points[0].optimum.has_value()); // at beta = 0 all beyond the corner is optimal
    ASSERT_TRUE(points[1].optimum && points[2].optimum);
    EXPECT_DOUBLE_EQ(points[1].optimum->I_XT, kEntropy); // 1 / (2 beta) = 1, beyond the corner
    EXPECT_DOUBLE_EQ(points[2].optimum->I_XT, 0.25);
    EXPECT_DOUBLE_EQ(points[2].optimum->I_TY, 0.25);
}

TEST(SweepPlotData, TheAxisFollowsTheValues) {
    const auto logarithmic = [](const std::string& variation) {
        return dataOf(resultsOf({variation})).logarithmic;
    };
    EXPECT_TRUE(logarithmic("objective.beta=0.1:1:log3"));
    EXPECT_TRUE(logarithmic("objective.beta=0.001,0.01,1"));
    EXPECT_FALSE(logarithmic("objective.beta=0.5,1"));
    EXPECT_FALSE(logarithmic("objective.beta=0:1:lin3"));
    const SweepPlotData zero = dataOf(resultsOf({"objective.beta=0,0.001,1"}));
    EXPECT_FALSE(zero.logarithmic); // no logarithm shows 0
    EXPECT_THAT(zero.categories, ElementsAre("0", "0.001", "1"));
    EXPECT_EQ(zero.curves[0].points[2].x, 2.0);
    EXPECT_THAT(dataOf(resultsOf({"network.activation=relu,tanh"})).categories, ElementsAre("relu", "tanh"));
}

TEST(SweepPlotData, OtherKeysMakeCurves) {
    const SweepResults results = resultsOf({"network.sigma=0.25,0.5", "objective.beta=0.1,0.2,0.3"});
    SweepFigureOptions options;
    options.along = "objective.beta";
    const SweepPlotData data = dataOf(results, options);
    ASSERT_EQ(data.curves.size(), 2u);
    EXPECT_EQ(data.curves[0].label, "ib, network.sigma = 0.25");
    EXPECT_EQ(data.curves[0].points.size(), 3u);
    EXPECT_EQ(dataOf(results).curves.size(), 3u); // along the first
    options.along = "nothing";
    EXPECT_THAT(sweepPlotData(results, options).error().text(),
                HasSubstr("it varies network.sigma and objective.beta"));
    EXPECT_THAT(
        sweepPlotData(resultsOf({"network.sigma=0.1,0.2", "seeds.first=0:6:lin7"}), {}).error().text(),
        HasSubstr("7 curves, and 6 is the most"));
}

TEST(SweepPlotData, ValuesAreInOrderHoweverTheyWereNamed) {
    const SweepPlotData data = dataOf(resultsOf({"objective.beta=1,0.1,0.5"}));
    std::vector<double> x;
    for (const SweepPlotPoint& point : data.curves[0].points)
        x.push_back(point.x);
    EXPECT_THAT(x, ElementsAre(0.1, 0.5, 1.0));
}

} // namespace
} // namespace infoplane::app
