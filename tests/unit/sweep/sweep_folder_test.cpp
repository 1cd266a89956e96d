// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/schema.h"
#include "core/sweep/sweep_folder.h"
#include "core/sweep/text_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <thread>

namespace infoplane {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class SweepFolderTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "sweep-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        root_ = name;
    }
    void TearDown() override { fs::remove_all(root_); }

    [[nodiscard]] SweepFolder folder() const { return SweepFolder(root_ / "sweep"); }
    static Experiment experiment() { return preset("digits").value(); }
    static SweepGrid grid(const std::string& values = "0.25,0.5") {
        return makeGrid(experiment(), std::vector<std::string>{"network.sigma=" + values}).value();
    }
    static void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

    fs::path root_;
};

TEST_F(SweepFolderTest, IsMadeAndOpenedAgain) {
    const auto made = folder().openOrCreate(experiment(), grid());
    ASSERT_TRUE(made.ok()) << made.error().text();
    EXPECT_EQ(made->points, std::vector<PointRecord>(2));
    const auto opened = folder().open();
    ASSERT_TRUE(opened.ok()) << opened.error().text();
    EXPECT_EQ(opened->experiment, experiment());
    EXPECT_EQ(opened->grid, grid());
    const auto text = readSmallFile(folder().configuration(), 1u << 20);
    ASSERT_TRUE(text.ok());
    EXPECT_EQ(parseExperiment(*text).value(), experiment());
}

TEST_F(SweepFolderTest, AnotherSweepIsRefused) {
    ASSERT_TRUE(folder().openOrCreate(experiment(), grid()).ok());
    const auto other_grid = folder().openOrCreate(experiment(), grid("0.25,0.75"));
    ASSERT_FALSE(other_grid.ok());
    EXPECT_EQ(other_grid.error().code, ErrorCode::Exists);
    EXPECT_THAT(other_grid.error().text(), HasSubstr("other keys or values; name another with --output"));
    Experiment other = experiment();
    other.seeds.count = 7;
    const auto other_experiment = folder().openOrCreate(other, grid());
    ASSERT_FALSE(other_experiment.ok());
    EXPECT_THAT(other_experiment.error().text(), HasSubstr("another experiment"));
}

TEST_F(SweepFolderTest, AFolderOfSomethingElseIsRefusedAndLeftAlone) {
    fs::create_directory(root_ / "sweep");
    ASSERT_TRUE(folder().openOrCreate(experiment(), grid()).ok()); // an empty one is taken
    fs::remove_all(root_ / "sweep");
    fs::create_directory(root_ / "sweep");
    write(root_ / "sweep/mine", "mine");
    EXPECT_THAT(folder().openOrCreate(experiment(), grid()).error().text(), HasSubstr("no sweep's folder"));
    EXPECT_EQ(std::distance(fs::directory_iterator(root_ / "sweep"), {}), 1);
    EXPECT_EQ(folder().open().error().code, ErrorCode::NotFound);
    EXPECT_FALSE(SweepFolder(root_ / "no/where").openOrCreate(experiment(), grid()).ok());
}

TEST_F(SweepFolderTest, StatesAreThoseOfTheStateFiles) {
    Sweep sweep = folder().openOrCreate(experiment(), grid("1,2,3,4,5")).value();
    write(folder().runFile(0), "a run");
    PointRecord finished;
    finished.state = PointState::Finished;
    finished.seconds = 3.5;
    ASSERT_TRUE(folder().writeState(0, finished).ok());
    ASSERT_TRUE(folder().writeState(1, finished).ok()); // but its run file is gone
    ASSERT_TRUE(folder().writeState(2, runningHere()).ok());
    write(folder().stateFile(3), "{\"format\": ");
    folder().readStates(sweep);
    EXPECT_EQ(sweep.points[0], finished);
    EXPECT_EQ(sweep.points[1].state, PointState::Waiting);
    EXPECT_EQ(sweep.points[2].state, PointState::Running);
    EXPECT_EQ(sweep.points[3].state, PointState::Failed);
    EXPECT_THAT(sweep.points[3].failure, HasSubstr("the state of a point is not valid JSON"));
    EXPECT_EQ(sweep.points[4].state, PointState::Waiting);
}

TEST_F(SweepFolderTest, ADeadProcessHasLeftItsPointWaiting) {
    ASSERT_TRUE(folder().openOrCreate(experiment(), grid()).ok());
    PointRecord record = runningHere();
    record.process = 0x7ffffffe; // above the largest number that Linux gives to a process
    ASSERT_TRUE(folder().writeState(0, record).ok());
    EXPECT_EQ(folder().readState(0).state, PointState::Waiting);
}

TEST_F(SweepFolderTest, AReaderNeverSeesHalfAnIndex) {
    Sweep sweep = folder().openOrCreate(experiment(), grid("0.01:1:lin60")).value();
    std::jthread writer([&](const std::stop_token& stop) {
        while (!stop.stop_requested())
            ASSERT_TRUE(folder().writeIndex(sweep).ok());
    });
    for (int i = 0; i < 20; ++i) {
        const auto text = readSmallFile(folder().index(), std::size_t{64} << 20);
        ASSERT_TRUE(text.ok());
        const auto read = parseIndex(*text);
        ASSERT_TRUE(read.ok()) << read.error().text();
    }
}

TEST_F(SweepFolderTest, AFileThatIsTooLargeIsNotRead) {
    write(root_ / "large", std::string(2000, 'x'));
    EXPECT_EQ(readSmallFile(root_ / "large", 2000).value().size(), 2000u);
    EXPECT_THAT(readSmallFile(root_ / "large", 1999).error().text(), HasSubstr("larger than"));
    EXPECT_EQ(readSmallFile(root_ / "none", 10).error().code, ErrorCode::NotFound);
}

} // namespace
} // namespace infoplane
