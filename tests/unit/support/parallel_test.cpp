// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace infoplane {
namespace {

TEST(ParallelFor, DoesEveryPieceOnce) {
    for (const std::size_t threads : {1u, 2u, 7u}) {
        std::vector<int> done(1000, 0);
        EXPECT_TRUE(parallelFor(done.size(), threads, [&](std::size_t i) { ++done[i]; }));
        EXPECT_EQ(done, std::vector<int>(1000, 1));
    }
    EXPECT_TRUE(parallelFor(0, 4, [](std::size_t) { FAIL(); }));
}

TEST(ParallelFor, StopsWhenToldTo) {
    int asked = 0;
    std::atomic<int> done = 0;
    const auto caller = std::this_thread::get_id();
    const bool finished = parallelFor(
        100'000, 2, [&](std::size_t) { ++done; },
        [&] {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            return ++asked < 3;
        });
    EXPECT_TRUE(!finished || asked < 3); // the other thread may have done it all before
    EXPECT_FALSE(parallelFor(
        10, 1, [&](std::size_t) {}, [] { return false; }));
}

TEST(ParallelFor, PassesAnExceptionOn) {
    const auto fail = [](std::size_t i) {
        if (i == 5) throw std::runtime_error("five");
    };
    EXPECT_THROW((void)parallelFor(10, 2, fail), std::runtime_error);
}

} // namespace
} // namespace infoplane
