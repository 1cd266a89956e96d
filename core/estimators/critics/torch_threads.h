// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace infoplane {

// While it lives, LibTorch computes with `threads` threads for the calling thread, at least 1. LibTorch has
// one number for the whole process, which a thread takes over when it first uses LibTorch and which
// at::set_num_threads changes for the caller and for every thread to come. So the caller's own number returns
// when the object ends, and the process's when the last of several objects on several threads does. A thread
// that uses LibTorch for the first time meanwhile begins with one of their numbers.
class TorchThreads {
public:
    explicit TorchThreads(std::size_t threads);
    ~TorchThreads();
    TorchThreads(const TorchThreads&) = delete;
    TorchThreads& operator=(const TorchThreads&) = delete;

private:
    int own_ = 1;
};

} // namespace infoplane
