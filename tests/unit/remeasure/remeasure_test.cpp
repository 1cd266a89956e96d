// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"
#include "core/remeasure/remeasure.h"
#include "core/training/trainer.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {
namespace {

class Sink : public TrainingSink {
public:
    explicit Sink(const Experiment& experiment) : experiment_(experiment) {}
    Result<RunStore*> begin(RunDescription description) override {
        description.config = writeExperiment(experiment_);
        store = std::make_unique<RunStore>(std::move(description));
        return store.get();
    }
    bool proceed() override { return true; }

    std::unique_ptr<RunStore> store;

private:
    const Experiment& experiment_;
};

// One short run on the digits for all tests: two layers, two seeds.
class Remeasure : public testing::Test {
protected:
    static void SetUpTestSuite() {
        Experiment experiment = preset("digits").value();
        experiment.network.widths = {12, 6};
        experiment.seeds.count = 2;
        experiment.measure.estimators = {"mixture", "kt"};
        experiment.measure.train_samples = 300;
        for (MethodConfig& method : experiment.methods)
            method.epochs = 1;
        dataset_ = std::make_unique<Dataset>(loadDataset(experiment.data).value());
        Sink sink(experiment);
        ASSERT_TRUE(train(experiment, *dataset_, sink).ok());
        run_ = std::move(sink.store);
    }
    static void TearDownTestSuite() {
        run_.reset();
        dataset_.reset();
    }

    static double recorded(std::size_t method, const std::string& column, std::size_t layer,
                           std::size_t seed) {
        const Table& rows = run_->rows(method);
        return rows.values<double>(rows.layout().index(column), rows.rows() - 1)[layer * 2 + seed];
    }
    static std::string failureOf(const RemeasureOptions& options) {
        const auto rows = remeasure(*run_, *dataset_, options);
        return rows ? "" : rows.error().message;
    }

    static std::unique_ptr<Dataset> dataset_;
    static std::unique_ptr<RunStore> run_;
};

std::unique_ptr<Dataset> Remeasure::dataset_;
std::unique_ptr<RunStore> Remeasure::run_;

// The bounds draw nothing: they must come out as they were recorded, but for rounding (float32 in another
// order).
TEST_F(Remeasure, GivesWhatWasRecorded) {
    const auto rows = remeasure(*run_, *dataset_, {{"kt"}, {}, {}, {}, 0, {}, {}, 1});
    ASSERT_TRUE(rows.ok()) << rows.error().text();
    ASSERT_EQ(rows->size(), 2u * 2 * 2 * 4); // methods, layers, seeds, two bounds of two informations
    for (const RemeasuredRow& row : *rows) {
        const std::size_t method = row.method == "layerwise_ib" ? 0 : 1;
        const bool of_input = row.result.estimand.starts_with("I(X;T^)");
        const std::string column = "information/" + row.result.estimator + (of_input ? "/I_XT" : "/I_TY");
        EXPECT_NEAR(row.result.estimate.value, recorded(method, column, row.layer - 1, row.seed), 1e-5)
            << row.method << " " << row.layer << " " << column;
        EXPECT_EQ(row.result.samples, 300u);
    }
}

TEST_F(Remeasure, SweepsSigmaAndN) {
    RemeasureOptions options{{"mixture"}, {}, {0.25, 0.5, 1.0}, {75, 150}, 0, "layerwise_ib", 2, 1};
    const auto rows = remeasure(*run_, *dataset_, options);
    ASSERT_TRUE(rows.ok()) << rows.error().text();
    ASSERT_EQ(rows->size(), 2u * 2 * 3 * 2); // seeds, N, sigmas, informations
    double last = 1e9;
    for (std::size_t i = 0; i < 6; i += 2) { // more noise, less information
        EXPECT_EQ((*rows)[i].result.samples, 75u);
        EXPECT_LT((*rows)[i].result.estimate.value, last);
        last = (*rows)[i].result.estimate.value;
        EXPECT_LE(last, std::log(75.0));
    }
}

TEST_F(Remeasure, MeasuresOnTheTestSplit) {
    RemeasureOptions options{{"kt"}, {}, {}, {}, 1, "cross_entropy", 1, 1};
    const auto rows = remeasure(*run_, *dataset_, options);
    ASSERT_TRUE(rows.ok());
    EXPECT_EQ(rows->front().result.samples, run_->description().data.evaluation_index[1].size());
}

TEST_F(Remeasure, PutsAReferenceOfTheSameSigmaBesideACritic) {
    RemeasureOptions options{{"known_conditional"}, {{"steps", 20}}, {0.5}, {}, 0, "layerwise_ib", 2, 1};
    const auto rows = remeasure(*run_, *dataset_, options);
    ASSERT_TRUE(rows.ok()) << rows.error().text();
    ASSERT_EQ(rows->size(), 2u * 3); // seeds; the critic and two bounds
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ((*rows)[i].result.estimand, rows->front().result.estimand);
    EXPECT_EQ((*rows)[1].result.estimator, "infonce_known");
    options.estimators.emplace_back("mixture");
    EXPECT_EQ(remeasure(*run_, *dataset_, options)->size(), 2u * 3); // the critic, I(X;T^) and I(T^;Y)
}

TEST_F(Remeasure, NamesWhatIsNotThere) {
    EXPECT_NE(failureOf({{"mixtur"}, {}, {}, {}, 0, {}, {}, 1}).find("did you mean \"mixture\""),
              std::string::npos);
    EXPECT_NE(failureOf({{"kt"}, {}, {}, {}, 0, "layerwise", {}, 1}).find("layerwise_ib"), std::string::npos);
    EXPECT_EQ(failureOf({{"kt"}, {}, {}, {}, 0, {}, 3, 1}), "method layerwise_ib has the layers 1 to 2");
    EXPECT_NE(failureOf({{"kt"}, {}, {}, {99999}, 0, {}, {}, 1}).find("n must be from 1 to 1438"),
              std::string::npos);
    EXPECT_NE(failureOf({{"kt"}, {{"drows", 2}}, {}, {}, 0, {}, {}, 1}).find("no"), std::string::npos);
    EXPECT_NE(failureOf({{"histogram"}, {}, {}, {}, 0, {}, {}, 1}).find("cannot measure a layer"),
              std::string::npos);
    EXPECT_NE(failureOf({{"kt"}, {}, {-1.0}, {}, 0, {}, {}, 1}).find("sigma must be"), std::string::npos);
}

TEST_F(Remeasure, RefusesOtherDataAndStops) {
    Dataset other = *dataset_;
    other.checksum = "0";
    const RemeasureOptions options{{"kt"}, {}, {}, {}, 0, {}, {}, 1};
    EXPECT_NE(remeasure(*run_, other, options).error().message.find("another checksum"), std::string::npos);
    EXPECT_EQ(remeasure(*run_, *dataset_, options, {}, [] { return false; }).error().code,
              ErrorCode::Cancelled);
}

} // namespace
} // namespace infoplane
