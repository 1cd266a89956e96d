// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <random>

// Files with random damage, read in a process of their own: rows or a sentence. libhdf5 itself may crash on
// them (that is why the program reads files in a child); what this project adds to it must not.
namespace infoplane {
namespace {

namespace fs = std::filesystem;
using testing::Process;
using testing::runProcess;
using testing::TemporaryFolder;

std::string get(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// A few bytes, a whole stretch, or the end.
std::string damage(std::string bytes, std::mt19937_64& random) {
    const auto anywhere = [&] { return random() % bytes.size(); };
    switch (random() % 4) {
    case 0:
        bytes.resize(anywhere());
        break;
    case 1: {
        const std::size_t start = anywhere();
        for (std::size_t i = start; i < std::min(bytes.size(), start + random() % 4096); ++i)
            bytes[i] = static_cast<char>(random());
        break;
    }
    default:
        for (std::uint64_t flips = 1 + random() % 64; flips > 0; --flips)
            bytes[anywhere()] = static_cast<char>(random());
    }
    return bytes;
}

struct Tally {
    int rows = 0, sentences = 0, crashes_of_hdf5 = 0, hangs_of_hdf5 = 0;
};

// Whether a sanitizer or an assertion speaks of our own code: the innermost frame that belongs to either
// decides.
bool isOurs(const std::string& error) {
    const bool reported =
        error.find("Sanitizer") != std::string::npos || error.find("runtime error") != std::string::npos;
    const bool asserted = error.find("a bug in Infoplane") != std::string::npos;
    return asserted || (reported && error.find("infoplane::") < error.find("libhdf5"));
}

void judge(const Process::End& end, const std::string& where, Tally& tally) {
    if (isOurs(end.error))
        ADD_FAILURE() << where << ": " << end.error;
    else if (end.exit_code == 0)
        ++tally.rows;
    else if (end.exit_code == 1 && end.error.find("Sanitizer") == std::string::npos)
        ++tally.sentences;
    else if (end.signal == SIGALRM)
        ++tally.hangs_of_hdf5;
    else
        ++tally.crashes_of_hdf5;
    EXPECT_TRUE(end.exit_code != 1 || !end.error.empty()) << where;
}

void readDamaged(const std::string& whole, std::uint64_t seed, Tally& tally) {
    const TemporaryFolder folder;
    std::mt19937_64 random(seed);
    for (int trial = 0; trial < 100; ++trial) {
        const fs::path path = folder / "damaged.h5";
        std::ofstream(path, std::ios::binary) << damage(whole, random);
        const std::string where = "seed " + std::to_string(seed) + ", trial " + std::to_string(trial);
        judge(runProcess({RUN_FILE_TOOL, "dump", path.string()}), where, tally);
    }
}

TEST(DamagedFiles, GiveRowsOrASentence) {
    const TemporaryFolder folder;
    const std::string finished = (folder / "finished.h5").string(), killed = (folder / "killed.h5").string();
    ASSERT_EQ(runProcess({RUN_FILE_TOOL, "write", finished, "10", "0"}).exit_code, 0);
    {
        Process writer({RUN_FILE_TOOL, "write", killed, "1000000", "0"});
        while (writer.readLine() != "100") {
        }
        writer.kill(SIGKILL);
        (void)writer.wait();
    }
    Tally tally;
    readDamaged(get(finished), 20260131, tally);
    readDamaged(get(killed), 20260201, tally);
    std::printf("200 damaged files: %d read, %d refused; libhdf5 crashed on %d and did not end on %d\n",
                tally.rows, tally.sentences, tally.crashes_of_hdf5, tally.hangs_of_hdf5);
    EXPECT_GT(tally.sentences, 50);
    // More would mean that the reader asks for trouble.
    EXPECT_LE(tally.crashes_of_hdf5, 20);
    EXPECT_LE(tally.hangs_of_hdf5, 2);
}

} // namespace
} // namespace infoplane
