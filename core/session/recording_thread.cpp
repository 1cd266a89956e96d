// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/recording_thread.h"

#include "core/session/guarded.h"

#include <chrono>
#include <utility>

namespace infoplane {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;
constexpr auto kShortest = 250ms; // between two commits
constexpr auto kLongest = 1s;

} // namespace

RecordingThread::RecordingThread(std::unique_ptr<Recorder> recorder, const RunStore& store,
                                 std::function<void()> on_failure)
    : recorder_(std::move(recorder)),
      store_(store),
      on_failure_(std::move(on_failure)),
      thread_([this] { main(); }) {}

RecordingThread::~RecordingThread() {
    if (!thread_.joinable()) return;
    give(Order::Abandon);
    thread_.join();
}

Status RecordingThread::finish(const RunStatus& status) {
    final_status_ = status;
    give(Order::Finish);
    thread_.join();
    const Lock lock(mutex_);
    if (failure_) return *failure_;
    return {};
}

bool RecordingThread::failed() const {
    const Lock lock(mutex_);
    return failure_.has_value();
}

void RecordingThread::give(Order order) {
    {
        const Lock lock(mutex_);
        order_ = order;
    }
    condition_.notify_all();
}

void RecordingThread::fail(Error error) {
    const Lock lock(mutex_);
    if (!failure_) failure_ = std::move(error);
}

// Every exception ends here: a thread that throws would end the program.
void RecordingThread::main() noexcept {
    const Status recorded = guarded([this] {
        record();
        return Status();
    });
    if (!recorded) {
        fail(recorded.error());
        on_failure_();
    }
    const Status closed = guarded([this] {
        recorder_.reset();
        return Status();
    });
    if (!closed) fail(closed.error());
}

void RecordingThread::record() {
    std::uint64_t recorded = 0;
    auto last = Clock::now();
    while (waitForOrder() == Order::Record) {
        const std::uint64_t revision = store_.revision();
        const auto now = Clock::now();
        if (failed() || (revision == recorded && now - last < kLongest)) continue;
        if (const Status status = recorder_->commit(); !status) {
            fail(status.error());
            on_failure_();
        }
        recorded = revision;
        last = now;
    }
    if (failed() || waitForOrder() == Order::Abandon) return;
    if (const Status status = recorder_->finish(final_status_); !status) fail(status.error());
}

RecordingThread::Order RecordingThread::waitForOrder() {
    const auto deadline = Clock::now() + kShortest;
    const Lock lock(mutex_);
    while (order_ == Order::Record)
        if (condition_.wait_until(mutex_, deadline) == std::cv_status::timeout) break;
    return order_;
}

} // namespace infoplane
