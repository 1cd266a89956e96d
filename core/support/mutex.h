// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>

// Locking that clang's -Wthread-safety can check (std::mutex carries no annotations in libstdc++). With other
// compilers the annotations vanish.
#if defined(__clang__)
#define INFOPLANE_THREAD_ANNOTATION(x) __attribute__((x))
#else
#define INFOPLANE_THREAD_ANNOTATION(x)
#endif
#define INFOPLANE_CAPABILITY(x) INFOPLANE_THREAD_ANNOTATION(capability(x))
#define INFOPLANE_SCOPED_CAPABILITY INFOPLANE_THREAD_ANNOTATION(scoped_lockable)
#define INFOPLANE_GUARDED_BY(x) INFOPLANE_THREAD_ANNOTATION(guarded_by(x))
#define INFOPLANE_REQUIRES(...) INFOPLANE_THREAD_ANNOTATION(requires_capability(__VA_ARGS__))
#define INFOPLANE_ACQUIRE(...) INFOPLANE_THREAD_ANNOTATION(acquire_capability(__VA_ARGS__))
#define INFOPLANE_RELEASE(...) INFOPLANE_THREAD_ANNOTATION(release_capability(__VA_ARGS__))
#define INFOPLANE_EXCLUDES(...) INFOPLANE_THREAD_ANNOTATION(locks_excluded(__VA_ARGS__))

namespace infoplane {

class INFOPLANE_CAPABILITY("mutex") Mutex {
public:
    void lock() INFOPLANE_ACQUIRE() { mutex_.lock(); }
    void unlock() INFOPLANE_RELEASE() { mutex_.unlock(); }

private:
    std::mutex mutex_;
};

class INFOPLANE_SCOPED_CAPABILITY Lock {
public:
    explicit Lock(Mutex& mutex) INFOPLANE_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
    ~Lock() INFOPLANE_RELEASE() { mutex_.unlock(); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    Mutex& mutex_;
};

// Waits on a Mutex that the caller holds; always inside a loop that checks the condition.
using Condition = std::condition_variable_any;

} // namespace infoplane
