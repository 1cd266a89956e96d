// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_summary.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace infoplane::app {
namespace {

using testing::syntheticDescription;

constexpr std::size_t kLayers = 3, kSeeds = 2;

// One row of the synthetic description's first method in which nothing is measured yet.
class RowOfFirstMethod {
public:
    explicit RowOfFirstMethod(RunStore& store) : store_(store), row_(store.rows(0).layout()) {
        for (std::size_t i = 0; i < row_.layout().columns.size(); ++i)
            if (row_.layout().columns[i].path.ends_with("flags"))
                for (std::uint32_t& flags : row_.values<std::uint32_t>(i))
                    flags = kNotMeasured;
        setScalar("pass", 0.0);
    }

    void setScalar(const char* path, double value) { column<double>(path)[0] = value; }
    void setInformation(std::size_t split, std::size_t layer, std::size_t seed, double xt, double ty,
                        float error, std::uint32_t flags = 0) {
        const std::size_t at = (split * kLayers + layer) * kSeeds + seed;
        column<double>("information/mixture/I_XT")[at] = xt;
        column<double>("information/mixture/I_TY")[at] = ty;
        column<float>("information/mixture/I_XT_error")[at] = error;
        column<float>("information/mixture/I_TY_error")[at] = error / 2;
        column<std::uint32_t>("information/mixture/I_XT_flags")[at] = flags;
        column<std::uint32_t>("information/mixture/I_TY_flags")[at] = flags;
    }
    void setAccuracy(const std::string& read_out, std::size_t split, std::size_t layer, float value) {
        for (std::size_t seed = 0; seed < kSeeds; ++seed) {
            const std::size_t at = (split * kLayers + layer) * kSeeds + seed;
            column<float>("accuracy/" + read_out + "/value")[at] = value;
            column<std::uint32_t>("accuracy/" + read_out + "/flags")[at] = 0;
        }
    }
    void append() { store_.append(0, kRowsTable, row_); }

private:
    template <class T>
    std::span<T> column(const std::string& path) {
        return row_.values<T>(row_.layout().index(path));
    }

    RunStore& store_;
    Row row_;
};

TEST(RunSummary, AnEmptyRunHasNothing) {
    RunStore store(syntheticDescription());
    const MethodSummary summary = summarise(store, 0);
    EXPECT_EQ(summary.rows, 0u);
    EXPECT_FALSE(summary.headline);
    ASSERT_EQ(summary.estimators.size(), 2u);
    for (const LayerInformation& layer : summary.estimators[0].layers[0])
        EXPECT_FALSE(layer.xt || layer.ty);
}

TEST(RunSummary, EachLayerShowsItsLastMeasuredRow) {
    RunStore store(syntheticDescription());
    RowOfFirstMethod first(store);
    first.setInformation(0, 0, 0, 4.0, 1.0, 0.3f);
    first.setInformation(0, 0, 1, 6.0, 2.0, 0.4f, kAtCap);
    first.append();
    RowOfFirstMethod second(store);
    second.setScalar("pass", 7.5);
    second.setScalar("elapsed", 2.5);
    second.setInformation(0, 1, 1, 3.0, 0.5, 0.1f);
    second.append();

    const MethodSummary summary = summarise(store, 0);
    EXPECT_EQ(summary.rows, 2u);
    EXPECT_EQ(summary.passes, 7.5);
    EXPECT_EQ(summary.seconds, 2.5);
    const auto& layers = summary.estimators[0].layers[0];
    ASSERT_TRUE(layers[0].xt && layers[0].ty && layers[1].xt);
    EXPECT_EQ(layers[0].xt->row, 0u);
    EXPECT_DOUBLE_EQ(layers[0].xt->value, 5.0);
    EXPECT_DOUBLE_EQ(layers[0].ty->value, 1.5);
    EXPECT_NEAR(layers[0].xt->error, 0.25, 1e-7); // sqrt(0.3^2 + 0.4^2) / 2
    EXPECT_DOUBLE_EQ(layers[0].xt->spread, std::sqrt(2.0));
    EXPECT_EQ(layers[0].xt->flags, static_cast<std::uint32_t>(kAtCap));
    // Only one seed was measured: its value, and no spread.
    EXPECT_EQ(layers[1].xt->row, 1u);
    EXPECT_DOUBLE_EQ(layers[1].xt->value, 3.0);
    EXPECT_TRUE(std::isnan(layers[1].xt->spread));
    EXPECT_FALSE(layers[2].xt);
    EXPECT_FALSE(summary.estimators[0].layers[1][0].xt) << "the other split was not measured";
    EXPECT_FALSE(summary.estimators[1].layers[0][0].xt) << "the other estimator was not measured";
}

TEST(RunSummary, NanThatWasComputedStays) {
    RunStore store(syntheticDescription());
    RowOfFirstMethod row(store);
    row.setInformation(0, 0, 0, std::numeric_limits<double>::quiet_NaN(), 1.0, 0.1f, kNanMet);
    row.append();
    const MethodSummary summary = summarise(store, 0);
    ASSERT_TRUE(summary.estimators[0].layers[0][0].xt);
    EXPECT_TRUE(std::isnan(summary.estimators[0].layers[0][0].xt->value));
}

TEST(RunSummary, TheDeepestMeasuredLayerStandsForTheMethod) {
    RunStore store(syntheticDescription());
    RowOfFirstMethod row(store);
    row.setAccuracy("linear_probe", 1, 0, 0.9f);
    row.setAccuracy("critic_clean", 1, 1, 0.8f);
    row.append();
    const MethodSummary critic = summarise(store, 0);
    ASSERT_TRUE(critic.headline);
    EXPECT_EQ(critic.accuracies[*critic.headline].layer, 2u);
    EXPECT_EQ(critic.accuracies[*critic.headline].read_out, 0u);
    EXPECT_FALSE(critic.accuracies[*critic.headline].value[0]);

    RowOfFirstMethod later(store);
    later.setAccuracy("linear_probe", 1, 1, 0.7f);
    later.append();
    const MethodSummary probe = summarise(store, 0);
    EXPECT_EQ(probe.accuracies[*probe.headline].read_out, 1u)
        << "the probe compares layers, a critic adds some";
    EXPECT_FLOAT_EQ(static_cast<float>(probe.accuracies[*probe.headline].value[1]->value), 0.7f);
}

TEST(RunSummary, AReadOutOfTheNetworkHasNoLayer) {
    RunStore store(syntheticDescription());
    testing::appendRows(store, 1, kRowsTable, 40);
    const MethodSummary summary = summarise(store, 1);
    ASSERT_EQ(summary.accuracies.size(), 1u);
    EXPECT_EQ(summary.accuracies[0].layer, 0u);
    EXPECT_EQ(summary.headline, std::optional<std::size_t>(0));
}

} // namespace
} // namespace infoplane::app
