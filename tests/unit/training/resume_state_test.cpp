// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/training/resumed_run.h"

#include <cstring>
#include <limits>

// What is checked of a state before it is gone on from; it may come from anyone.
namespace infoplane {
namespace {

using testing::callsOf;
using testing::resumedRun;
using testing::stoppedRun;
using testing::tinyExperiment;

std::shared_ptr<RunStore> stopped() {
    const Experiment experiment = tinyExperiment();
    return stoppedRun(experiment, callsOf(experiment) / 2);
}

std::string refusalOf(const std::shared_ptr<const RunStore>& run,
                      const Experiment& experiment = tinyExperiment(),
                      const Dataset& data = testing::threeClasses()) {
    const auto resumed = resumedRun(experiment, run, data);
    return resumed ? "" : resumed.error().message;
}

// The state with every place of a word in its header replaced by another as long.
StateBytes replaced(const StateBytes& state, std::string_view from, std::string_view to) {
    auto bytes = std::make_shared<std::vector<std::byte>>(*state);
    std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string_view::npos) << from;
    EXPECT_EQ(from.size(), to.size());
    std::memcpy(bytes->data() + at, to.data(), to.size());
    return bytes;
}

bool has(const std::string& sentence, const char* words) {
    return sentence.find(words) != std::string::npos;
}

TEST(ResumeState, OfAFinishedRunIsRefused) {
    const auto run = stopped();
    run->setStatus({RunState::Finished, "", "", 0.0});
    EXPECT_EQ(refusalOf(run), "the run is finished: nothing is left to do");
}

TEST(ResumeState, MissingIsRefused) {
    const auto run = stopped();
    run->setTrainingState(nullptr);
    EXPECT_TRUE(has(refusalOf(run), "the file has no state of the training to go on from"));
}

TEST(ResumeState, CutAnywhereIsRefused) {
    const auto run = stopped();
    const StateBytes whole = run->trainingState();
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{8}, std::size_t{100},
                                   whole->size() / 2, whole->size() - 1}) {
        run->setTrainingState(
            std::make_shared<std::vector<std::byte>>(whole->begin(), whole->begin() + std::ptrdiff_t(size)));
        EXPECT_TRUE(has(refusalOf(run), "the state of the training is damaged")) << size;
    }
}

TEST(ResumeState, OfOtherNamesTypesShapesAndVersionsIsRefused) {
    const auto run = stopped();
    const StateBytes whole = run->trainingState();
    const auto with = [&](std::string_view from, std::string_view to) {
        run->setTrainingState(replaced(whole, from, to));
        return refusalOf(run);
    };
    EXPECT_TRUE(has(with(R"("layer1/weight")", R"("layer1/waight")"), "layer1/weight is missing"));
    EXPECT_TRUE(has(with(R"("shape":[2,6,4])", R"("shape":[2,4,6])"), "is of another shape"));
    EXPECT_TRUE(has(with(R"("shape":[2,6,4])", R"("shape":[9,6,4])"), "not where it should be"));
    EXPECT_TRUE(has(with(R"("infoplane_state":"1")", R"("infoplane_state":"2")"), "another version"));
    EXPECT_TRUE(has(with(R"("dtype":"F32")", R"("dtype":"F16")"), "not where it should be"));
}

TEST(ResumeState, OfRowsThatAreNotThereIsRefused) {
    const Experiment experiment = tinyExperiment();
    const auto run = stopped();
    const auto early = stoppedRun(experiment, callsOf(experiment) / 4);
    early->setTrainingState(run->trainingState());
    EXPECT_TRUE(has(refusalOf(early), "rows that the file has not"));
}

// What training met it goes on with, whatever it is.
TEST(ResumeState, MayHoldNaN) {
    Experiment experiment = tinyExperiment();
    experiment.methods[0].rate = 1.0;
    experiment.network.activation = Activation::Linear;
    experiment.methods[0].critic_rate = 1.0;
    Dataset data = testing::threeClasses();
    data.inputs[0] = std::numeric_limits<float>::infinity();
    const auto whole = testing::trainToTheEnd(experiment, data);
    const auto run = stoppedRun(experiment, callsOf(experiment, data) / 2, data);
    const auto resumed = resumedRun(experiment, run, data);
    ASSERT_TRUE(resumed.ok()) << resumed.error().text();
    EXPECT_EQ(testing::differenceBeyondTime(*whole, **resumed), "");
}

TEST(ResumeState, OnOtherDataSeedsOrNetworksIsRefused) {
    const auto run = stopped();
    Dataset other = testing::threeClasses();
    other.checksum = "of others";
    EXPECT_TRUE(has(refusalOf(run, tinyExperiment(), other), "the data are not those"));
    Experiment wider = tinyExperiment(), seeds = wider;
    wider.network.widths = {7, 4};
    seeds.seeds.first = 5;
    EXPECT_TRUE(has(refusalOf(run, wider), "would train another network"));
    EXPECT_TRUE(has(refusalOf(run, seeds), "would train another network"));
}

// The caller's sink is not asked to begin, so that no file is made, where a run cannot be gone on with.
TEST(ResumeState, RefusalsComeBeforeAnythingIsMade) {
    const auto run = stopped();
    run->setTrainingState(nullptr);
    testing::CollectingSink sink;
    ASSERT_FALSE(train(tinyExperiment(), testing::threeClasses(), sink, run).ok());
    EXPECT_FALSE(sink.store);
}

} // namespace
} // namespace infoplane
