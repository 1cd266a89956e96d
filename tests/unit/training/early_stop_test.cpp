// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/early_stop.h"
#include "tests/unit/training/small_run.h"

#include <gmock/gmock.h>

#include <limits>

namespace infoplane {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

at::Tensor values(std::initializer_list<double> of_seeds) {
    return at::tensor(std::vector<double>(of_seeds));
}

TEST(EarlyStop, EachSeedKeepsItsBestEpoch) {
    at::Tensor weights = at::zeros({2, 3});
    EarlyStop stop(2, {weights});
    const std::vector<at::Tensor> seen{values({1, 5}), values({3, 4}), values({2, 4}), values({2, 9}),
                                       values({7, 9})};
    for (std::size_t epoch = 0; epoch < seen.size(); ++epoch) {
        weights.fill_(static_cast<double>(epoch + 1));
        EXPECT_EQ(stop.stopped(), epoch == 4);
        stop.see(seen[epoch]);
    }
    // Seed 1 stopped after epoch 3, seed 0 after epoch 4: what came later does not count.
    EXPECT_THAT(stop.bestEpochs(), ElementsAre(2, 1));
    stop.restoreBest();
    EXPECT_TRUE(at::equal(weights, at::tensor({2.0f, 2.0f, 2.0f, 1.0f, 1.0f, 1.0f}).view({2, 3})));
    EXPECT_EQ(earlyStopText("layer 2", stop, 60),
              "layer 2 stopped after 5 of 60 epochs; the best on the validation "
              "part, which each seed keeps: epochs 1 to 2");
}

TEST(EarlyStop, NaNIsNoBetterThanAny) {
    at::Tensor weights = at::zeros({2, 1});
    EarlyStop stop(2, {weights});
    for (const double value : {1.0, kNan, kNan}) {
        EXPECT_FALSE(stop.stopped());
        stop.see(values({value, kNan}));
        weights.fill_(8.0);
    }
    EXPECT_TRUE(stop.stopped());
    stop.restoreBest();
    EXPECT_THAT(stop.bestEpochs(), ElementsAre(1, 0));
    EXPECT_EQ(weights[0].item<float>(), 0.0f);
    EXPECT_EQ(weights[1].item<float>(), 8.0f); // it has no best
}

Dataset withValidation() {
    Dataset data = testing::threeClasses();
    for (std::size_t i = 0; i < data.train_index.size();)
        if (data.train_index[i] % 5 == 0) {
            data.validation_index.push_back(data.train_index[i]);
            data.train_index.erase(data.train_index.begin() + static_cast<std::ptrdiff_t>(i));
        } else
            ++i;
    return data;
}

Experiment patient(Objective objective, std::int64_t patience) {
    Experiment experiment = testing::smallExperiment();
    experiment.data.validation_fraction = 0.2; // withValidation has it already
    experiment.methods.resize(1);
    experiment.methods[0].objective = objective;
    if (objective == Objective::GreedyCrossEntropy) experiment.methods[0].beta = {0.0};
    experiment.methods[0].epochs = 60;
    experiment.methods[0].rate = 0.05; // overshoots soon
    experiment.methods[0].patience = patience;
    experiment.measure.cadence = Cadence::Steps;
    experiment.measure.every = 1'000'000;
    return experiment;
}

const std::vector<Objective> kObjectives{Objective::LayerwiseIb,  Objective::JointIb,
                                         Objective::CrossEntropy, Objective::GreedyCrossEntropy,
                                         Objective::Vib,          Objective::HsicBottleneck};

double lastPass(const RunStore& store) {
    const Table& rows = store.rows(0);
    return rows.values<double>(rows.layout().index("pass"), rows.rows() - 1)[0];
}

std::vector<std::string> eventsOf(const RunStore& store, const std::string& kind) {
    const Table& events = store.table(0, kEventsTable);
    std::vector<std::string> texts;
    for (std::uint64_t row = 0; row < events.rows(); ++row)
        if (events.text(events.layout().index("kind"), row) == kind)
            texts.emplace_back(events.text(events.layout().index("text"), row));
    return texts;
}

// The validation labels are wrong, so that what is learnt makes the held-out value worse.
TEST(EarlyStopRun, EveryObjectiveEndsEarlyAndSaysSo) {
    Dataset data = withValidation();
    for (const std::uint32_t i : data.validation_index)
        data.labels[i] = (data.labels[i] + 1) % 3;
    for (const Objective objective : kObjectives) {
        const auto store = testing::trainToTheEnd(patient(objective, 2), data);
        const bool by_layer = store->description().methods[0].layer_by_layer;
        const auto events = eventsOf(*store, "early_stop");
        ASSERT_EQ(events.size(), by_layer ? 2u : 1u) << static_cast<int>(objective);
        EXPECT_LT(lastPass(*store), store->description().methods[0].planned_passes)
            << static_cast<int>(objective);
        EXPECT_THAT(events[0], HasSubstr(" of 60 epochs"));
    }
}

// With patience that never runs out every seed ends at its best epoch, which no other epoch's value exceeds:
// the weights are those of a run that is that many epochs long, wherever schedules do not depend on the
// length.
TEST(EarlyStopRun, KeepsTheWeightsOfTheBestEpoch) {
    Experiment experiment = patient(Objective::CrossEntropy, 60);
    experiment.seeds.count = 1;
    experiment.methods[0].sigma_ramp = 0.0;
    const auto stopped = testing::trainToTheEnd(experiment, withValidation());
    const std::string text = eventsOf(*stopped, "early_stop").at(0);
    experiment.methods[0].epochs = std::stoll(text.substr(text.rfind(' ')));
    experiment.methods[0].patience = 0;
    ASSERT_LT(experiment.methods[0].epochs, 60) << text;
    const auto direct = testing::trainToTheEnd(experiment, withValidation());
    const Table &a = stopped->table(0, kCheckpointsTable), &b = direct->table(0, kCheckpointsTable);
    for (const char* column : {"weights/layer1/weight", "weights/layer2/bias", "weights/head/weight"}) {
        const auto x = a.bytes(a.layout().index(column), a.rows() - 1);
        const auto y = b.bytes(b.layout().index(column), b.rows() - 1);
        EXPECT_EQ(std::memcmp(x.data(), y.data(), x.size()), 0) << column;
    }
}

// Alone a seed stops when it has stopped; in a batch the others may go on, which must not change what it
// keeps.
TEST(EarlyStopRun, ASeedInABatchKeepsWhatItKeepsAlone) {
    for (const Objective objective : {Objective::LayerwiseIb, Objective::CrossEntropy}) {
        Experiment together = patient(objective, 2), alone = together;
        together.methods[0].rate = alone.methods[0].rate = 3e-3;
        together.methods[0].epochs = alone.methods[0].epochs = 12;
        alone.seeds = {1, 1};
        const auto many = testing::trainToTheEnd(together, withValidation());
        const auto one = testing::trainToTheEnd(alone, withValidation());
        const Table &a = many->table(0, kCheckpointsTable), &b = one->table(0, kCheckpointsTable);
        const auto x = a.values<float>(a.layout().index("weights/layer2/weight"), a.rows() - 1);
        const auto y = b.values<float>(b.layout().index("weights/layer2/weight"), b.rows() - 1);
        for (std::size_t i = 0; i < y.size(); ++i)
            EXPECT_NEAR(x[y.size() + i], y[i], 1e-4) << static_cast<int>(objective);
    }
}

} // namespace
} // namespace infoplane
