// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_progress.h"
#include "app/sweep_slurm.h"
#include "app/training_child.h"
#include "core/config/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace infoplane::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

Sweep sweepOf(const std::string& variation) {
    Sweep sweep;
    sweep.experiment = preset("digits").value();
    sweep.grid = makeGrid(sweep.experiment, std::vector<std::string>{variation}).value();
    sweep.points.resize(pointsOf(sweep.grid));
    return sweep;
}

TEST(SweepProgress, CountsAreDescribed) {
    EXPECT_EQ(describeCounts({0, 0, 1, 0}), "1 point: 1 finished");
    EXPECT_EQ(describeCounts({1, 2, 3, 4}), "10 points: 3 finished, 2 running, 4 failed, 1 waiting");
}

TEST(SweepProgress, TimeLeftIsThatOfTheMeanPoint) {
    Sweep sweep = sweepOf("seeds.first=0,1,2,3,4");
    EXPECT_LT(secondsLeft(sweep, 5, {}, 1), 0.0); // nothing is known yet
    for (const std::size_t point : {0u, 1u}) {
        sweep.points[point].state = PointState::Finished;
        sweep.points[point].seconds = point == 0 ? 8.0 : 12.0;
    }
    EXPECT_DOUBLE_EQ(secondsLeft(sweep, 3, {}, 1), 30.0);
    EXPECT_DOUBLE_EQ(secondsLeft(sweep, 2, {4.0}, 1), 26.0);
    EXPECT_DOUBLE_EQ(secondsLeft(sweep, 2, {4.0}, 2), 13.0);
    EXPECT_DOUBLE_EQ(secondsLeft(sweep, 0, {15.0}, 4), 0.0);
}

TEST(SweepProgress, APipeGetsPlainLinesAndATerminalOneThatIsRewritten) {
    Sweep sweep = sweepOf("seeds.first=0,1");
    sweep.points[1] = {PointState::Failed, "there is no data", 1.0, "", 0, 0.0};
    std::ostringstream pipe, terminal, quiet;
    const auto now = SweepProgress::Clock::now();
    SweepProgress plain(pipe, 0, false), drawn(terminal, 20, false), silent(quiet, 20, true);
    for (SweepProgress* each : {&plain, &drawn, &silent}) {
        each->show(sweep, 61.0, now);
        each->ended(sweep, 1, 61.0);
    }
    EXPECT_EQ(pipe.str(), "point 2 of 2 (seeds.first = 1) failed: there is no data\n");
    EXPECT_EQ(quiet.str(), pipe.str());
    EXPECT_EQ(terminal.str(), "\r\033[K2 points: 0 finishe\r\033[K" + pipe.str());
}

TEST(SweepSlurm, PointsBecomeRanges) {
    EXPECT_EQ(taskRanges({0}), "1");
    EXPECT_EQ(taskRanges({0, 1, 2, 6, 8, 9}), "1-3,7,9-10");
}

TEST(SweepSlurm, TheScriptQuotesWhatTheShellWouldRead) {
    const Sweep sweep = sweepOf("compute.threads=1,4");
    const std::string script =
        slurmScript(SweepFolder("/a b/it's $(x)%a"), sweep, {0, 1}, "/opt/in fo/infoplane", {"", "", 3});
    EXPECT_THAT(script, HasSubstr("#!/bin/sh\n"));
    EXPECT_THAT(script, HasSubstr("#SBATCH --array=1-2%3\n"));
    EXPECT_THAT(script, HasSubstr("#SBATCH --cpus-per-task=4\n"));
    EXPECT_THAT(script, HasSubstr("%%a/states/slurm-%a.out"));
    EXPECT_THAT(script, HasSubstr("exec '/opt/in fo/infoplane' sweep '/a b/it'\\''s $(x)%a' --point "));
    EXPECT_EQ(script.find("partition"), std::string::npos);
}

TEST(SweepSlurm, WordsOfSlurmAreChecked) {
    EXPECT_TRUE(checkSlurmOptions({"gpu,short-2", "1-02:00:00", 0}).ok());
    for (const char* word : {"a b", "a\nb", "$(x)", "a;b", "'"})
        EXPECT_FALSE(checkSlurmOptions({word, "", 0}).ok()) << word;
}

class TrainingChildTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "child-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] fs::path log() const { return folder_ / "log"; }
    TrainingChild start(const std::string& script) {
        auto child = TrainingChild::start("/bin/sh", {"sh", "-c", script}, 3, log());
        EXPECT_TRUE(child.ok());
        return *child;
    }
    static ChildEnd waitFor(TrainingChild& child) {
        for (;;) {
            if (const auto end = child.poll()) return *end;
            std::this_thread::sleep_for(5ms);
        }
    }
    [[nodiscard]] std::string said() const {
        std::ifstream file(log());
        return {std::istreambuf_iterator<char>(file), {}};
    }

    fs::path folder_;
};

TEST_F(TrainingChildTest, GetsItsThreadsAndItsOutputGoesToTheLog) {
    TrainingChild child = start("echo $OMP_NUM_THREADS; echo words >&2; exit 7");
    EXPECT_EQ(waitFor(child).code, 7);
    EXPECT_EQ(said(), "3\nwords\n");
}

TEST_F(TrainingChildTest, AProgramThatIsNotThereEndsWith127) {
    auto child = TrainingChild::start("/no/such/program", {"program"}, 1, log());
    ASSERT_TRUE(child.ok());
    EXPECT_EQ(waitFor(*child).code, 127);
}

TEST_F(TrainingChildTest, SignalsReachItAlsoWhereTheParentBlocksThem) {
    sigset_t blocked, before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    TrainingChild child = start("exec sleep 1000");
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    EXPECT_FALSE(child.poll().has_value());
    child.signal(SIGTERM);
    EXPECT_EQ(waitFor(child).signal, SIGTERM);
}

TEST_F(TrainingChildTest, AFailureIsTheLastComplaintOfTheLog) {
    std::ofstream(log()) << std::string(20'000, 'x')
                         << "\ninfoplane: first\nother\ninfoplane: no such data\nend\n";
    EXPECT_EQ(failureOf({1, 0}, log()), "no such data");
    std::ofstream(log()) << "infoplane: \xff\xfe\n";
    EXPECT_THAT(failureOf({3, 0}, log()), HasSubstr("exit code 3; what it said is in "));
    std::ofstream(log()) << "nothing\n";
    EXPECT_THAT(failureOf({0, SIGKILL}, log()), HasSubstr("not enough memory"));
    EXPECT_THAT(failureOf({0, SIGSEGV}, log()), HasSubstr("crashed"));
}

} // namespace
} // namespace infoplane::app
