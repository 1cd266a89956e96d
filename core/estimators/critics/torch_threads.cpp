// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/torch_threads.h"

#include "core/support/mutex.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <thread>

namespace infoplane {
namespace {

// A new thread knows the process's number, and setting it there changes no other thread's.
int processThreads() {
    int threads = 1;
    std::thread([&] { threads = at::get_num_threads(); }).join();
    return threads;
}

void setProcessThreads(int threads) {
    std::thread([threads] { at::set_num_threads(threads); }).join();
}

// What the objects that live at present have to know of each other: the number is the process's.
struct Shared {
    Mutex mutex;
    std::size_t users INFOPLANE_GUARDED_BY(mutex) = 0;
    int process INFOPLANE_GUARDED_BY(mutex) = 1; // before the first of them
};

Shared& shared() {
    static Shared instance;
    return instance;
}

} // namespace

TorchThreads::TorchThreads(std::size_t threads) {
    Shared& all = shared();
    const Lock lock(all.mutex);
    if (all.users++ == 0) all.process = processThreads();
    own_ = at::get_num_threads();
    at::set_num_threads(static_cast<int>(std::clamp<std::size_t>(threads, 1, 4096)));
}

TorchThreads::~TorchThreads() {
    Shared& all = shared();
    const Lock lock(all.mutex);
    at::set_num_threads(own_);
    if (--all.users == 0) setProcessThreads(all.process);
}

} // namespace infoplane
