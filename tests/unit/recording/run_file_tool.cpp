// SPDX-License-Identifier: GPL-3.0-or-later
// A process of its own that writes or reads run files, for tests that kill it, read beside it or hand it
// damaged files:
//   write FILE STEPS MILLISECONDS [BYTES]   a synthetic run: STEPS times 10 rows of every method and a
//   commit,
//                                           one line "N" a commit (rows of a method), then finish and "done";
//                                           no file may grow beyond BYTES
//   train FILE STEPS MILLISECONDS           the same with a state of the training before every commit; none
//   is
//                                           left at the end
//   resume FILE     prints the rows after which the state was made that the run can go on from, or the
//   sentence
//                   why it cannot
//   check FILE      reads and prints the rows of the first method and of both, when every row is what write
//   makes
//                   of it
//   dump FILE       reads and writes the stream to standard output; ends by SIGALRM after 20 s
//   recover FILE    prints the recovered rows
// Exit 0, or 1 with a sentence on standard error.
#include "core/recording/recorder.h"
#include "core/recording/run_file.h"
#include "core/store/clock.h"
#include "core/store/stream.h"
#include "tests/support/synthetic_run.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace infoplane {
namespace {

int complain(const Error& error) {
    std::cerr << error.text() << std::endl;
    return 1;
}

void limitFiles(const char* bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{std::strtoull(bytes, nullptr, 10), RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
}

int write(const std::string& path, int steps, int milliseconds, bool with_states) {
    RunStore store(testing::syntheticDescription());
    Result<std::unique_ptr<Recorder>> recorder = Recorder::create(path, store, false);
    if (!recorder) return complain(recorder.error());
    std::cout << 0 << std::endl;
    for (int step = 0; step < steps; ++step) {
        testing::appendRows(store, 10);
        if (with_states) store.setTrainingState(testing::syntheticState(store.rows(0).rows()));
        if (const Status status = (*recorder)->commit(); !status) return complain(status.error());
        std::cout << store.rows(0).rows() << std::endl;
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    }
    store.setTrainingState(nullptr);
    const RunStatus end{RunState::Finished, "", isoTimeNow(), unixSeconds()};
    if (const Status status = (*recorder)->finish(end); !status) return complain(status.error());
    std::cout << "done" << std::endl;
    return 0;
}

Result<std::shared_ptr<const RunStore>> read(const std::string& path) {
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (!reader) return reader.error();
    if (const Status status = (*reader)->refresh(); !status) return status.error();
    return (*reader)->store();
}

int check(const std::string& path) {
    const auto store = read(path);
    if (!store) return complain(store.error());
    RunStore expected(testing::syntheticDescription());
    const std::uint64_t first = (*store)->rows(0).rows(), second = (*store)->rows(1).rows();
    while (expected.rows(0).rows() < std::max(first, second))
        testing::appendRows(expected, 10);
    const std::string found = testing::difference(**store, expected, testing::Compare::Prefix);
    if (!found.empty()) return complain({ErrorCode::Internal, found, ""});
    std::cout << first << ' ' << first + second << std::endl;
    return 0;
}

int resume(const std::string& path) {
    const auto store = readResumable(path);
    if (!store) return complain(store.error());
    std::cout << testing::rowsOfState(**store) << std::endl;
    return 0;
}

int dump(const std::string& path) {
    alarm(20);
    const auto store = read(path);
    if (!store) return complain(store.error());
    std::vector<std::byte> bytes;
    StreamEncoder(**store).encode(bytes);
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    return 0;
}

int recover(const std::string& path) {
    const Result<std::uint64_t> rows = recoverRun(path);
    if (!rows) return complain(rows.error());
    std::cout << *rows << std::endl;
    return 0;
}

int run(const std::vector<std::string>& words) {
    if (words.size() > 5) limitFiles(words[5].c_str());
    if (words.size() >= 5 && (words[1] == "write" || words[1] == "train"))
        return write(words[2], std::stoi(words[3]), std::stoi(words[4]), words[1] == "train");
    if (words.size() == 3 && words[1] == "resume") return resume(words[2]);
    if (words.size() == 3 && words[1] == "check") return check(words[2]);
    if (words.size() == 3 && words[1] == "dump") return dump(words[2]);
    if (words.size() == 3 && words[1] == "recover") return recover(words[2]);
    std::cerr << "wrong use" << std::endl;
    return 2;
}

} // namespace
} // namespace infoplane

// libhdf5 loses memory where it fails on a damaged file; that is nothing of ours.
extern "C" const char* __lsan_default_suppressions(); // NOLINT: the sanitizer's name
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libhdf5";
}

int main(int count, char** words) {
    return infoplane::run({words, words + count});
}
