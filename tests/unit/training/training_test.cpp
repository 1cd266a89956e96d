// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/trainer.h"
#include "tests/unit/training/small_run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace infoplane {
namespace {

using testing::CollectingSink;
using testing::run;
using testing::sameBytes;
using testing::smallExperiment;
using testing::threeClasses;

TEST(Training, GivesARowAtEachCadencePointOfEachPhase) {
    const auto store = run(smallExperiment());
    EXPECT_EQ(store->rows(0).rows(), 2u * 4u); // two layers, epochs 0 to 3
    EXPECT_EQ(store->rows(1).rows(), 4u);
    EXPECT_EQ(store->table(0, kCheckpointsTable).rows(), 2u);
    EXPECT_EQ(store->table(1, kCheckpointsTable).rows(), 1u);
    const Table& rows = store->rows(0);
    EXPECT_EQ(rows.values<double>(rows.layout().index("pass"), 7)[0], 6.0);
    EXPECT_EQ(rows.values<std::int32_t>(rows.layout().index("layer_in_training"), 4)[0], 2);
}

TEST(Training, SameSeedGivesTheSameNumbersTwice) {
    for (const Compression c : {Compression::LeaveOneOut, Compression::AaMine, Compression::Gaussian}) {
        const auto a = run(smallExperiment(c)), b = run(smallExperiment(c));
        for (std::size_t method = 0; method < 2; ++method) {
            EXPECT_TRUE(sameBytes(a->rows(method), b->rows(method), "elapsed"));
            EXPECT_TRUE(
                sameBytes(a->table(method, kCheckpointsTable), b->table(method, kCheckpointsTable), ""));
        }
    }
}

// Three epochs of float32: batched and single products round differently, no more.
TEST(Training, ASeedInABatchSeesWhatItSeesAlone) {
    Experiment alone = smallExperiment();
    alone.seeds = {1, 1};
    testing::expectSecondSeedAlone(*run(smallExperiment()), *run(alone), 1e-5);
}

TEST(Training, AFrozenLayerNeverChangesAgain) {
    const auto store = run(smallExperiment());
    const Table& checkpoints = store->table(0, kCheckpointsTable);
    const std::size_t first = checkpoints.layout().index("weights/layer1/weight");
    const std::size_t second = checkpoints.layout().index("weights/layer2/weight");
    const auto same = [&](std::size_t column) {
        const auto a = checkpoints.bytes(column, 0), b = checkpoints.bytes(column, 1);
        return std::memcmp(a.data(), b.data(), a.size()) == 0;
    };
    EXPECT_TRUE(same(first));
    EXPECT_FALSE(same(second));
    const Table& rows = store->rows(0);
    const std::size_t column = rows.layout().index("information/mixture/I_XT");
    for (std::size_t seed = 0; seed < 2; ++seed) // [split, layer, seed], split 0, layer 0
        EXPECT_EQ(rows.values<double>(column, 3)[seed], rows.values<double>(column, 7)[seed]);
}

TEST(Training, RandomLayersStayAtTheirStart) {
    Experiment experiment = smallExperiment();
    experiment.methods.resize(1);
    Experiment random = experiment;
    random.methods[0].objective = Objective::RandomLayers;
    const auto trained = run(experiment), control = run(random);
    const Table &a = trained->table(0, kCheckpointsTable), &b = control->table(0, kCheckpointsTable);
    const std::size_t column = a.layout().index("weights/layer2/weight");
    // After the first freeze layer 2 has not been trained yet: both hold its start.
    EXPECT_EQ(std::memcmp(a.bytes(column, 0).data(), b.bytes(column, 0).data(), a.bytes(column, 0).size()),
              0);
    EXPECT_EQ(std::memcmp(b.bytes(column, 0).data(), b.bytes(column, 1).data(), b.bytes(column, 1).size()),
              0);
}

TEST(Training, InformationKeepsItsLimitsOnEveryRow) {
    const auto store = run(smallExperiment());
    for (std::size_t method = 0; method < 2; ++method) {
        const Table& rows = store->rows(method);
        const auto& estimator = store->description().methods[method].estimators[0];
        for (std::uint64_t row = 0; row < rows.rows(); ++row) {
            const auto xt = rows.values<double>(rows.layout().index("information/mixture/I_XT"), row);
            const auto ty = rows.values<double>(rows.layout().index("information/mixture/I_TY"), row);
            const auto flags =
                rows.values<std::uint32_t>(rows.layout().index("information/mixture/I_XT_flags"), row);
            for (std::size_t i = 0; i < xt.size(); ++i) {
                if ((flags[i] & kNotMeasured) != 0) continue;
                EXPECT_LE(xt[i], estimator.cap_xt[i / 2] + 1e-9);
                EXPECT_LE(ty[i], estimator.cap_ty[i / 2] + 1e-9);
                EXPECT_LE(ty[i], xt[i] + 1e-9);
            }
        }
    }
}

TEST(Training, StopsAtTheNextStepAndKeepsWhatItHas) {
    CollectingSink sink;
    sink.go_on = [&](int) { return sink.store->rows(0).rows() < 2; };
    const auto outcome = train(smallExperiment(), threeClasses(), sink);
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(*outcome, TrainingOutcome::Stopped);
    EXPECT_EQ(sink.store->rows(0).rows(), 2u);
    EXPECT_EQ(sink.store->rows(1).rows(), 0u);
}

TEST(Training, NamesADeviceThatIsNotThere) {
    Experiment experiment = smallExperiment();
    CollectingSink sink;
    experiment.compute.device = "cuda:99";
    const auto outcome = train(experiment, threeClasses(), sink);
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.error().code, ErrorCode::Device);
    experiment.compute.device = "tpu";
    const auto other = train(experiment, threeClasses(), sink);
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().code, ErrorCode::InvalidArgument);
}

TEST(Training, LearnsThreeClasses) {
    Experiment experiment = smallExperiment();
    for (MethodConfig& method : experiment.methods) {
        method.epochs = 60;
        method.rate = 1e-2;
    }
    const auto store = run(experiment);
    const Table &ib = store->rows(0), &ce = store->rows(1);
    const auto probe = ib.values<float>(ib.layout().index("accuracy/critic_clean/value"), ib.rows() - 1);
    const auto output = ce.values<float>(ce.layout().index("accuracy/network_output/value"), ce.rows() - 1);
    for (std::size_t seed = 0; seed < 2; ++seed) {
        EXPECT_GT(probe[(1 * 2 + 1) * 2 + seed], 0.85f); // test split, layer 2
        EXPECT_GT(output[1 * 2 + seed], 0.85f);
    }
}

// Every bound on the right side of the plug-in, up to three Monte Carlo errors, in every measured row.
TEST(Training, MeasuresWithEveryEstimatorThatIsNamed) {
    Experiment experiment = smallExperiment();
    experiment.measure.estimators = {"mixture", "binning", "kt", "sandwich"};
    const auto store = run(experiment);
    const auto& names = store->description().methods[0].estimators;
    ASSERT_EQ(names.size(), 6u);
    EXPECT_EQ(names[2].name, "kt_lower");
    EXPECT_EQ(names[4].estimand_ty, "");
    const Table& rows = store->rows(0);
    const auto at = [&](const std::string& column, std::uint64_t row) {
        return rows.values<double>(rows.layout().index("information/" + column), row)[0];
    };
    const auto error = [&](std::uint64_t row) {
        return rows.values<float>(rows.layout().index("information/mixture/I_XT_error"), row)[0];
    };
    for (std::uint64_t row = 0; row < rows.rows(); ++row) {
        const double plug_in = at("mixture/I_XT", row), room = 3 * double(error(row));
        EXPECT_LE(at("kt_lower/I_XT", row), plug_in + room);
        EXPECT_GE(at("kt_upper/I_XT", row), plug_in - room);
        EXPECT_GE(at("leave_one_out/I_XT", row), at("infonce_known/I_XT", row));
        EXPECT_LE(at("kt_lower/I_TY", row), at("kt_upper/I_TY", row));
    }
    const auto flags =
        rows.values<std::uint32_t>(rows.layout().index("information/leave_one_out/I_TY_flags"), 0);
    EXPECT_EQ(flags[0], kNotMeasured);
}

} // namespace
} // namespace infoplane
