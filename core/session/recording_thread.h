// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recorder.h"
#include "core/support/mutex.h"

#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace infoplane {

// The thread that owns the run file of one run: commits when the store has news, at most four times a second,
// and once a second in any case (the heartbeat tells readers that the writer lives).
class RecordingThread {
public:
    // `store` must outlive it. `on_failure` is called at most once, on the recording thread, when a commit
    // failed; nothing is written after that.
    RecordingThread(std::unique_ptr<Recorder> recorder, const RunStore& store,
                    std::function<void()> on_failure);
    // Without finish() the file stays as a killed program would leave it.
    ~RecordingThread();
    RecordingThread(const RecordingThread&) = delete;
    RecordingThread& operator=(const RecordingThread&) = delete;

    // Commits the rest, completes the file and ends the thread. The failure of an earlier commit is returned
    // again. Call once.
    [[nodiscard]] Status finish(const RunStatus& status);
    [[nodiscard]] bool failed() const INFOPLANE_EXCLUDES(mutex_);

private:
    enum class Order { Record, Finish, Abandon };

    void main() noexcept;
    void record();
    [[nodiscard]] Order waitForOrder() INFOPLANE_EXCLUDES(mutex_);
    void give(Order order) INFOPLANE_EXCLUDES(mutex_);
    void fail(Error error) INFOPLANE_EXCLUDES(mutex_);

    std::unique_ptr<Recorder> recorder_; // used and destroyed on the thread
    const RunStore& store_;
    std::function<void()> on_failure_;
    RunStatus final_status_; // written before the order to finish is given
    mutable Mutex mutex_;
    Condition condition_;
    Order order_ INFOPLANE_GUARDED_BY(mutex_) = Order::Record;
    std::optional<Error> failure_ INFOPLANE_GUARDED_BY(mutex_);
    std::thread thread_; // last: everything else is there when it begins
};

} // namespace infoplane
