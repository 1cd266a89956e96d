// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"
#include "core/controls/controls.h"
#include "core/controls/memory_run.h"
#include "core/controls/random_layers.h"
#include "tests/support/collecting_sink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace infoplane {
namespace {

// One short run on the digits for all tests: two layers, two seeds, two methods.
class RunControls : public ::testing::Test {
protected:
    static Experiment shortExperiment() {
        Experiment experiment = preset("digits").value();
        experiment.network.widths = {10, 6};
        experiment.seeds.count = 2;
        experiment.measure.train_samples = 200;
        experiment.measure.test_samples = 100;
        for (MethodConfig& method : experiment.methods)
            method.epochs = 3;
        return experiment;
    }
    static void SetUpTestSuite() {
        const Experiment experiment = shortExperiment();
        dataset_ = std::make_unique<Dataset>(loadDataset(experiment.data).value());
        auto run = trainInMemory(experiment, *dataset_);
        ASSERT_TRUE(run.ok()) << run.error().text();
        run_ = std::move(*run);
    }
    static void TearDownTestSuite() {
        run_.reset();
        dataset_.reset();
    }

    static std::unique_ptr<Dataset> dataset_;
    static std::unique_ptr<RunStore> run_;
};

std::unique_ptr<Dataset> RunControls::dataset_;
std::unique_ptr<RunStore> RunControls::run_;

TEST_F(RunControls, GivesWhatEachControlMust) {
    std::vector<double> fractions;
    const auto rows = runControls(*run_, *dataset_, {{}, "cpu", 2},
                                  [&](const std::string&, double f) { fractions.push_back(f); });
    ASSERT_TRUE(rows.ok()) << rows.error().text();
    for (const ControlRow& row : *rows)
        EXPECT_NE(row.verdict, ControlVerdict::NotAsGiven)
            << row.control << " " << row.layer << " " << row.seed << " " << row.estimator << " "
            << row.quantity << " " << row.value << " not in " << row.must.low << ".." << row.must.high;
    EXPECT_TRUE(passed(*rows));
    EXPECT_TRUE(std::ranges::is_sorted(fractions));
    std::set<std::string> controls;
    for (const ControlRow& row : *rows) {
        controls.insert(row.control);
        EXPECT_FALSE(row.must.why.empty());
        EXPECT_EQ(row.method, "layerwise_ib");
    }
    EXPECT_EQ(controls.size(), 5u);
    const auto of = [&](const char* control) {
        return std::ranges::count(*rows, control, &ControlRow::control);
    };
    EXPECT_EQ(of("shuffled labels"), 2 * 2 * 5); // layers, seeds, quantities
    EXPECT_EQ(of("permuted pairs"), 2 * 2 * 4);
    EXPECT_EQ(of("random layers"), 2 * 2 * 6);
}

TEST_F(RunControls, IsTheSameOnAnyThreads) {
    const auto one = runControls(*run_, *dataset_, {"cross_entropy", "cpu", 1});
    const auto two = runControls(*run_, *dataset_, {"cross_entropy", "cpu", 3});
    ASSERT_TRUE(one.ok() && two.ok());
    ASSERT_EQ(one->size(), two->size());
    for (std::size_t i = 0; i < one->size(); ++i)
        EXPECT_TRUE((*one)[i].value == (*two)[i].value || std::isnan((*one)[i].value)) << i;
}

TEST_F(RunControls, NamesWhatIsNotThere) {
    EXPECT_NE(runControls(*run_, *dataset_, {"layerwise", "cpu", 1}).error().message.find("layerwise_ib"),
              std::string::npos);
    Dataset other = *dataset_;
    other.checksum = "0";
    EXPECT_NE(runControls(*run_, other, {{}, "cpu", 1}).error().message.find("another checksum"),
              std::string::npos);
    const RunStore empty(run_->description());
    EXPECT_NE(runControls(empty, *dataset_, {{}, "cpu", 1}).error().message.find("no stored weights"),
              std::string::npos);
    EXPECT_EQ(runControls(*run_, *dataset_, {{}, "cpu", 1}, {}, [] { return false; }).error().code,
              ErrorCode::Cancelled);
}

// A run that is no better than random layers says so: here it is compared with one that is trained.
TEST_F(RunControls, FindsAnAccuracyThatIsTheReadOuts) {
    const Experiment experiment = shortExperiment();
    const auto random = trainInMemory(randomLayersOf(experiment, experiment.methods.front()), *dataset_);
    ASSERT_TRUE(random.ok());
    const auto decides = [](const ControlRow& row) {
        return row.estimator == "critic_noisy" && row.split == "test" &&
               row.verdict == ControlVerdict::NotAsGiven;
    };
    EXPECT_TRUE(std::ranges::none_of(compareWithRandomLayers(*run_, 0, **random), decides));
    EXPECT_TRUE(std::ranges::any_of(compareWithRandomLayers(**random, 0, *run_), decides));
}

TEST_F(RunControls, TrainsRandomLayersOfAWholeNetworkAsLong) {
    const Experiment experiment = shortExperiment();
    const Experiment random = randomLayersOf(experiment, experiment.methods.back());
    ASSERT_EQ(random.methods.size(), 1u);
    EXPECT_EQ(random.methods.front().objective, Objective::RandomLayers);
    EXPECT_EQ(random.methods.front().epochs, 1); // 3 of two layers
    EXPECT_TRUE(checkExperiment(random).ok());
}

// As `infoplane train` does it, at its own cadence: measuring does not touch the weights.
TEST_F(RunControls, TrainsInMemoryWhatTheExperimentTrains) {
    const auto trained = testing::trainToTheEnd(shortExperiment(), *dataset_);
    const auto weights = [](const RunStore& run, std::size_t method) {
        const Table& table = run.table(method, kCheckpointsTable);
        const auto span =
            table.values<float>(table.layout().index("weights/layer2/weight"), table.rows() - 1);
        return std::vector<float>(span.begin(), span.end());
    };
    for (const std::size_t method : {0u, 1u})
        EXPECT_EQ(weights(*run_, method), weights(*trained, method));
    EXPECT_LT(run_->rows(0).rows(), trained->rows(0).rows());
}

} // namespace
} // namespace infoplane
