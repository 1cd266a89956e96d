// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/child_process.h"

#include <gtest/gtest.h>

#include <csignal>
#include <vector>

namespace infoplane {
namespace {

constexpr std::size_t kMuch = 3'000'000; // more than a pipe holds

TEST(ChildProcess, BringsBytesAndExitCode) {
    std::vector<std::byte> got;
    const Result<int> code = runInChild(
        [](const ByteSink& write) { return write(std::vector<std::byte>(kMuch, std::byte{7})) ? 5 : 1; },
        [&](std::span<const std::byte> bytes) {
            got.insert(got.end(), bytes.begin(), bytes.end());
            return true;
        });
    ASSERT_TRUE(code.ok());
    EXPECT_EQ(*code, 5);
    EXPECT_EQ(got, std::vector<std::byte>(kMuch, std::byte{7}));
}

TEST(ChildProcess, ACrashThereIsAnErrorHere) {
    const Result<int> code = runInChild(
        [](const ByteSink&) {
            std::signal(SIGSEGV, SIG_DFL); // without a sanitizer's report
            return std::raise(SIGSEGV);
        },
        [](std::span<const std::byte>) { return true; });
    ASSERT_FALSE(code.ok());
    EXPECT_EQ(code.error().code, ErrorCode::InvalidFile);
}

TEST(ChildProcess, EndsWhenItsBytesAreNotWanted) {
    std::signal(SIGPIPE, SIG_IGN);
    const Result<int> code =
        runInChild([](const ByteSink& write) { return write(std::vector<std::byte>(kMuch)) ? 0 : 9; },
                   [](std::span<const std::byte>) { return false; });
    ASSERT_TRUE(code.ok());
    EXPECT_EQ(*code, 9);
}

} // namespace
} // namespace infoplane
