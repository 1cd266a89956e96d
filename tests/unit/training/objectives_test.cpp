// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/training/small_run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace infoplane {
namespace {

using testing::run;
using testing::sameBytes;
using testing::smallExperiment;

Experiment of(Objective objective) {
    Experiment experiment = smallExperiment();
    experiment.methods.resize(1);
    MethodConfig& method = experiment.methods[0];
    method.objective = objective;
    if (objective == Objective::GreedyCrossEntropy) method.beta = {0.0};
    return experiment;
}

const std::vector<Objective> kTrained{Objective::LayerwiseIb,  Objective::JointIb,
                                      Objective::CrossEntropy, Objective::GreedyCrossEntropy,
                                      Objective::Vib,          Objective::HsicBottleneck};

double value(const RunStore& store, const std::string& column, std::uint64_t row, std::size_t seed = 0) {
    const Table& rows = store.rows(0);
    return rows.values<double>(rows.layout().index(column), row)[seed];
}

float accuracy(const RunStore& store, const std::string& read_out, std::size_t position) {
    const Table& rows = store.rows(0);
    return rows.values<float>(rows.layout().index("accuracy/" + read_out + "/value"),
                              rows.rows() - 1)[position];
}

bool sameWeights(const RunStore& a, const RunStore& b, const std::string& column) {
    const Table &x = a.table(0, kCheckpointsTable), &y = b.table(0, kCheckpointsTable);
    const auto left = x.bytes(x.layout().index(column), x.rows() - 1);
    const auto right = y.bytes(y.layout().index(column), y.rows() - 1);
    return std::memcmp(left.data(), right.data(), left.size()) == 0;
}

TEST(Objectives, GiveTheSameNumbersTwice) {
    for (const Objective objective : kTrained) {
        const auto a = run(of(objective)), b = run(of(objective));
        EXPECT_GT(a->rows(0).rows(), 3u);
        EXPECT_TRUE(sameBytes(a->rows(0), b->rows(0), "elapsed")) << static_cast<int>(objective);
        EXPECT_TRUE(sameBytes(a->table(0, kCheckpointsTable), b->table(0, kCheckpointsTable), ""));
    }
}

// Three epochs of float32: batched and single products round differently, no more.
TEST(Objectives, ShowASeedInABatchWhatItSeesAlone) {
    for (const Objective objective : kTrained) {
        Experiment alone = of(objective);
        alone.seeds = {1, 1};
        const auto batched = run(of(objective)), single = run(alone);
        const std::uint64_t last = single->rows(0).rows() - 1;
        for (const char* column : {"information/mixture/I_XT", "loss"}) {
            EXPECT_NEAR(value(*batched, column, last, 1), value(*single, column, last), 2e-5)
                << static_cast<int>(objective) << ' ' << column;
        }
    }
}

TEST(Objectives, LearnThreeClasses) {
    for (const Objective objective : kTrained) {
        Experiment experiment = of(objective);
        experiment.methods[0].epochs = 60;
        experiment.methods[0].rate = 1e-2;
        experiment.methods[0].beta = {objective == Objective::GreedyCrossEntropy ? 0.0 : 1e-3};
        const auto store = run(experiment);
        const bool head = objective == Objective::CrossEntropy || objective == Objective::Vib;
        for (std::size_t seed = 0; seed < 2; ++seed) { // test split, layer 2
            EXPECT_GT(accuracy(*store, "linear_probe", (1 * 2 + 1) * 2 + seed), 0.8f)
                << static_cast<int>(objective);
            const float read_out = head ? accuracy(*store, "network_output", 1 * 2 + seed)
                                        : accuracy(*store, "critic_clean", (1 * 2 + 1) * 2 + seed);
            EXPECT_GT(read_out, 0.8f) << static_cast<int>(objective);
        }
    }
}

// L_N alone reaches layers 1 to N: what lies above stays at its start, what lies below does not.
TEST(JointIb, OfOneBottleneckLeavesTheLayersAboveIt) {
    Experiment first = of(Objective::JointIb), second = first, all = first, random = first;
    first.methods[0].bottleneck = 1;
    second.methods[0].bottleneck = 2;
    random.methods[0].objective = Objective::RandomLayers;
    const auto a = run(first), b = run(second), c = run(all), start = run(random);
    EXPECT_FALSE(sameWeights(*a, *start, "weights/layer1/weight"));
    EXPECT_TRUE(sameWeights(*a, *start, "weights/layer2/weight"));
    EXPECT_FALSE(sameWeights(*b, *start, "weights/layer1/weight"));
    EXPECT_FALSE(sameWeights(*b, *start, "weights/layer2/weight"));
    EXPECT_FALSE(sameWeights(*b, *c, "weights/layer1/weight"));
}

// With the same objective one layer is what it is by itself: the joint form of a net of one layer is the
// layer-wise.
TEST(JointIb, OfOneLayerIsTheLayerWiseScheme) {
    Experiment joint = of(Objective::JointIb), alone = of(Objective::LayerwiseIb);
    joint.network.widths = alone.network.widths = {6};
    EXPECT_TRUE(sameWeights(*run(joint), *run(alone), "weights/layer1/weight"));
}

// It is said to be the variational relevance without compression; so it is, number for number.
TEST(GreedyCrossEntropy, IsTheVariationalRelevanceAtBetaZero) {
    Experiment variational = of(Objective::LayerwiseIb);
    variational.methods[0].relevance = Relevance::Variational;
    variational.methods[0].form = LagrangianForm::Clean;
    variational.methods[0].compression = Compression::None;
    variational.methods[0].beta = {0.0};
    const auto a = run(of(Objective::GreedyCrossEntropy)), b = run(variational);
    EXPECT_TRUE(sameWeights(*a, *b, "weights/layer1/weight"));
    EXPECT_TRUE(sameWeights(*a, *b, "weights/layer2/weight"));
}

// The Lagrangian of a row is relevance - beta compression, and the loss its negative but for H(Y).
TEST(Vib, TermsAddUp) {
    Experiment experiment = of(Objective::Vib);
    experiment.methods[0].beta = {0.25};
    const auto store = run(experiment);
    const std::uint64_t last = store->rows(0).rows() - 1;
    const double relevance = value(*store, "objective/relevance", last),
                 compression = value(*store, "objective/compression", last);
    EXPECT_GT(compression, 0.0);
    EXPECT_NEAR(value(*store, "objective/lagrangian", last), relevance - 0.25 * compression, 1e-5);
    EXPECT_NEAR(value(*store, "loss", last), std::log(3.0) - relevance + 0.25 * compression, 1e-5);
    EXPECT_EQ(store->description().methods[0].layers[0].beta, 0.0);
    EXPECT_EQ(store->description().methods[0].layers[1].beta, 0.25);
}

// Neither the relevance of the layer above nor its critic's training reaches a frozen layer, whatever the
// objective.
TEST(Objectives, LeaveAFrozenLayerAsItIs) {
    for (const Objective objective :
         {Objective::LayerwiseIb, Objective::GreedyCrossEntropy, Objective::HsicBottleneck}) {
        const auto store = run(of(objective));
        const Table& checkpoints = store->table(0, kCheckpointsTable);
        const std::size_t column = checkpoints.layout().index("weights/layer1/weight");
        const auto first = checkpoints.bytes(column, 0), last = checkpoints.bytes(column, 1);
        EXPECT_EQ(std::memcmp(first.data(), last.data(), first.size()), 0) << static_cast<int>(objective);
    }
}

TEST(Objectives, TakeEveryOptimiserScheduleAndCriticSetting) {
    for (const OptimiserKind kind : {OptimiserKind::Adam, OptimiserKind::AdamW, OptimiserKind::Sgd}) {
        Experiment experiment = of(Objective::LayerwiseIb);
        MethodConfig& method = experiment.methods[0];
        method.optimiser = kind;
        method.weight_decay = 1e-3;
        method.gradient_clip = 1.0;
        method.schedule = RateSchedule::Cosine;
        method.warm_up = 0.2;
        method.critic_steps = 2;
        method.critic_start = CriticStart::Carried;
        method.beta_ramp = 0.5;
        method.sigma_start = 2.0;
        const auto store = run(experiment);
        EXPECT_TRUE(std::isfinite(value(*store, "loss", store->rows(0).rows() - 1)));
    }
}

} // namespace
} // namespace infoplane
