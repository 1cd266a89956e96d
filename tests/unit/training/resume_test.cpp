// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/training/resumed_run.h"

#include <algorithm>
#include <functional>
#include <vector>

// A run that was stopped and gone on with is the run that was never stopped, byte for byte.
namespace infoplane {
namespace {

using testing::callsOf;
using testing::differenceBeyondTime;
using testing::resumedRun;
using testing::run;
using testing::stoppedRun;
using testing::tinyExperiment;

// Stops at some of all moments at which a run can be stopped, spread evenly: between steps and within
// measurements.
void expectTheSameFromAnywhere(const Experiment& experiment, int moments,
                               const Dataset& data = testing::threeClasses()) {
    testing::CollectingSink whole;
    ASSERT_TRUE(train(experiment, data, whole).ok());
    EXPECT_FALSE(whole.store->trainingState());
    const int calls = whole.calls;
    for (int moment = 0; moment < moments; ++moment) {
        const int call = 1 + (calls - 1) * (2 * moment + 1) / (2 * moments);
        SCOPED_TRACE("stopped at " + std::to_string(call) + " of " + std::to_string(calls));
        const auto stopped = stoppedRun(experiment, call, data);
        ASSERT_TRUE(stopped->trainingState());
        const auto resumed = resumedRun(experiment, stopped, data);
        ASSERT_TRUE(resumed.ok()) << resumed.error().text();
        EXPECT_EQ(differenceBeyondTime(*whole.store, **resumed), "");
    }
}

struct Case {
    const char* name;
    std::function<void(MethodConfig&)> change;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const auto& [name, objective] : {std::pair{"layerwise", Objective::LayerwiseIb},
                                          {"joint", Objective::JointIb},
                                          {"cross_entropy", Objective::CrossEntropy},
                                          {"greedy", Objective::GreedyCrossEntropy},
                                          {"vib", Objective::Vib},
                                          {"hsic", Objective::HsicBottleneck},
                                          {"random", Objective::RandomLayers}})
        all.push_back({name, [o = objective](MethodConfig& m) {
                           m.objective = o;
                           if (o == Objective::GreedyCrossEntropy) m.beta = {0.0};
                       }});
    for (const auto& [name, form] :
         {std::pair{"clean", LagrangianForm::Clean}, {"squared", LagrangianForm::Squared}})
        all.push_back({name, [f = form](MethodConfig& m) { m.form = f; }});
    for (const auto& [name, relevance] : {std::pair{"mine", Relevance::ShuffledMine},
                                          {"infonce", Relevance::InfoNce},
                                          {"variational", Relevance::Variational}})
        all.push_back({name, [r = relevance](MethodConfig& m) { m.relevance = r; }});
    for (const auto& [name, compression] : {std::pair{"none", Compression::None},
                                            {"gaussian", Compression::Gaussian},
                                            {"gaussian_full", Compression::GaussianFull},
                                            {"kt_upper", Compression::KtUpper},
                                            {"aa_mine", Compression::AaMine},
                                            {"known_conditional", Compression::KnownConditional}})
        all.push_back({name, [c = compression](MethodConfig& m) {
                           m.compression = c;
                           if (c == Compression::None) m.beta = {0.0};
                       }});
    all.push_back({"squared_aa_mine", [](MethodConfig& m) {
                       m.form = LagrangianForm::Squared;
                       m.compression = Compression::AaMine;
                   }});
    all.push_back({"joint_of_one_layer", [](MethodConfig& m) {
                       m.objective = Objective::JointIb;
                       m.bottleneck = 1;
                   }});
    all.push_back({"carried_critics", [](MethodConfig& m) {
                       m.critic_start = CriticStart::Carried;
                       m.critic_steps = 2;
                       m.compression = Compression::KnownConditional;
                   }});
    all.push_back({"sgd", [](MethodConfig& m) {
                       m.optimiser = OptimiserKind::Sgd;
                       m.schedule = RateSchedule::Cosine;
                       m.warm_up = 0.3;
                       m.beta_ramp = m.sigma_ramp = 0.5;
                       m.sigma_start = 2.0;
                   }});
    all.push_back({"sgd_without_momentum", [](MethodConfig& m) {
                       m.optimiser = OptimiserKind::Sgd;
                       m.momentum = 0.0;
                   }});
    all.push_back({"adamw", [](MethodConfig& m) {
                       m.optimiser = OptimiserKind::AdamW;
                       m.weight_decay = 1e-2;
                       m.gradient_clip = 0.5;
                   }});
    all.push_back({"noise_inside_and_dropout", [](MethodConfig& m) {
                       m.noise_inside = true;
                       m.dropout = 0.3;
                   }});
    return all;
}

class ResumeOf : public ::testing::TestWithParam<Case> {};

TEST_P(ResumeOf, IsTheRunThatWasNeverStopped) {
    Experiment experiment = tinyExperiment();
    GetParam().change(experiment.methods[0]);
    expectTheSameFromAnywhere(experiment, 2);
}

INSTANTIATE_TEST_SUITE_P(Terms, ResumeOf, ::testing::ValuesIn(cases()),
                         [](const auto& of) { return std::string(of.param.name); });

// Moments all over a run of two methods: in the first, in the second, in each layer, at steps and in between.
TEST(Resume, FromAnyMoment) {
    Experiment experiment = tinyExperiment();
    experiment.network.widths = {3, 2};
    experiment.measure.every = 5;
    experiment.seeds.count = 1;
    MethodConfig second = experiment.methods[0];
    experiment.methods[0].epochs = 1;
    second.name = "cross_entropy";
    second.objective = Objective::CrossEntropy;
    second.epochs = 1;
    experiment.methods.push_back(second);
    expectTheSameFromAnywhere(experiment, 12);
}

// Where each seed stands with its patience, and the epoch that it keeps, are in the state.
TEST(Resume, KeepsWhatEarlyStoppingKeeps) {
    Dataset data = testing::threeClasses();
    for (std::size_t i = 0; i < 20; ++i) { // with wrong labels, so that it stops soon
        data.labels[data.train_index.front()] = (data.labels[data.train_index.front()] + 1) % 3;
        data.validation_index.push_back(data.train_index.front());
        data.train_index.erase(data.train_index.begin());
    }
    for (const Objective objective : {Objective::LayerwiseIb, Objective::CrossEntropy, Objective::JointIb}) {
        Experiment experiment = tinyExperiment();
        experiment.data.validation_fraction = 0.2;
        experiment.methods[0].objective = objective;
        experiment.methods[0].epochs = 30;
        experiment.methods[0].rate = 0.02;
        experiment.methods[0].patience = 2;
        experiment.measure.every = 50;
        expectTheSameFromAnywhere(experiment, 5, data);
    }
}

// The critics that measure go on from one row to the next, and what they learnt is in the state.
TEST(Resume, KeepsTheCriticsThatMeasure) {
    Experiment experiment = tinyExperiment();
    experiment.measure.estimators = {"mixture", "aa_mine", "known_conditional", "variational"};
    experiment.measure.critic_steps = 12;
    experiment.measure.every = 10;
    experiment.seeds.count = 1;
    expectTheSameFromAnywhere(experiment, 3);
}

TEST(Resume, KeepsBatchNormalisationAndDropout) {
    Experiment experiment = tinyExperiment();
    experiment.network.layers = {"dense 6 batch_norm relu dropout 0.2", "dense 4 tanh"};
    MethodConfig second = experiment.methods[0];
    second.name = "cross_entropy";
    second.objective = Objective::CrossEntropy;
    experiment.methods.push_back(second);
    expectTheSameFromAnywhere(experiment, 4);
}

TEST(Resume, KeepsConvolutionsAndTheCriticsThatReadMaps) {
    Experiment experiment = tinyExperiment();
    experiment.data.subset = 96;
    experiment.network.layers = {"conv 3 3x3 same batch_norm relu pool 2",
                                 "residual 4 3x3 stride 2 batch_norm relu"};
    experiment.methods[0].epochs = 1;
    experiment.methods[0].compression = Compression::AaMine;
    experiment.methods[0].critic_input = CriticInput::Convolutional;
    experiment.measure.train_samples = experiment.measure.test_samples = 32;
    experiment.measure.every = 3;
    expectTheSameFromAnywhere(experiment, 3, loadDataset(experiment.data).value());
}

// A run that was stopped twice, the second time after it had been gone on with.
TEST(Resume, Twice) {
    const Experiment experiment = tinyExperiment();
    const auto whole = run(experiment);
    const int calls = callsOf(experiment);
    const std::shared_ptr<const RunStore> first = stoppedRun(experiment, calls / 3);
    testing::CollectingSink sink;
    sink.go_on = [calls](int call) { return call < calls / 3; };
    ASSERT_TRUE(train(experiment, testing::threeClasses(), sink, first).ok());
    const std::shared_ptr<const RunStore> second = std::move(sink.store);
    EXPECT_EQ(second->description().resumed_from.run_id, first->description().run_id);
    EXPECT_EQ(differenceBeyondTime(*whole, **resumedRun(experiment, second)), "");
}

// What a killed program leaves: rows beyond the last state, which are made again.
TEST(Resume, MakesTheRowsAfterTheStateAgain) {
    Experiment experiment = tinyExperiment();
    const auto whole = run(experiment);
    testing::CollectingSink sink;
    StateBytes early;
    int at = callsOf(experiment) / 2;
    sink.go_on = [&](int call) {
        if (call == at) early = sink.store->trainingState();
        return call < at + 20;
    };
    ASSERT_TRUE(train(experiment, testing::threeClasses(), sink).ok());
    sink.store->setTrainingState(early);
    const std::shared_ptr<const RunStore> killed = std::move(sink.store);
    EXPECT_EQ(differenceBeyondTime(*whole, **resumedRun(experiment, killed)), "");
}

TEST(Resume, TellsWhereItWentOn) {
    const Experiment experiment = tinyExperiment();
    const auto stopped = stoppedRun(experiment, callsOf(experiment) - 3);
    const auto resumed = resumedRun(experiment, stopped);
    const ResumedFrom& origin = (*resumed)->description().resumed_from;
    EXPECT_EQ(origin.method, "layerwise_ib");
    EXPECT_EQ(origin.layer, 2u);
    EXPECT_GT(origin.step, 0u);
    EXPECT_LE(origin.step, 12u);
    EXPECT_GE((*resumed)->rows(0).values<double>((*resumed)->rows(0).layout().index("elapsed"),
                                                 (*resumed)->rows(0).rows() - 1)[0],
              stopped->rows(0).values<double>(stopped->rows(0).layout().index("elapsed"),
                                              stopped->rows(0).rows() - 1)[0]);
}

} // namespace
} // namespace infoplane
