// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/torch_threads.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <thread>

namespace infoplane {
namespace {

// The process and this thread have the numbers of threads that they had.
TEST(TorchThreads, LeaveTheNumbersThatThereWere) {
    const auto threads_of_a_new_thread = [] {
        int threads = 0;
        std::thread([&] { threads = at::get_num_threads(); }).join();
        return threads;
    };
    at::set_num_threads(3);
    const int own = at::get_num_threads(), process = threads_of_a_new_thread();
    std::thread other([] {
        const TorchThreads outer(5);
        EXPECT_EQ(at::get_num_threads(), 5);
        const TorchThreads inner(1);
        EXPECT_EQ(at::get_num_threads(), 1);
    });
    {
        const TorchThreads two(2);
        EXPECT_EQ(at::get_num_threads(), 2);
        other.join();
        EXPECT_EQ(at::get_num_threads(), 2);
    }
    EXPECT_EQ(at::get_num_threads(), own);
    EXPECT_EQ(threads_of_a_new_thread(), process);
    at::set_num_threads(1);
}

} // namespace
} // namespace infoplane
