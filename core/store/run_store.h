// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_description.h"
#include "core/store/run_schema.h"
#include "core/store/table.h"
#include "core/store/training_state.h"
#include "core/support/mutex.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace infoplane {

enum class RunState { Running, Finished, Stopped, Failed };

// What changes while a run goes on, beside its rows.
struct RunStatus {
    RunState state = RunState::Running;
    std::string failure;  // the sentence, when state is Failed
    std::string end_time; // ISO 8601 with zone, empty while running
    double heartbeat = 0; // s since 1970, of the last commit
    bool operator==(const RunStatus&) const = default;
};

// Where the training stands; shown, streamed, not recorded.
struct RunProgress {
    std::uint32_t method = 0; // position in the description
    std::uint32_t layer = 0;  // 1..L, 0: whole network
    std::uint64_t epoch = 0;  // in the layer, or in the method when layer is 0
    std::uint64_t epochs = 0;
    double fraction = 0.0;      // of the whole run, 0..1
    double seconds_left = -1.0; // negative: not known yet
    bool operator==(const RunProgress&) const = default;
};

class RunStore;

// Appends to the events of a method, after the rows that it has by now; `layer` from 1, 0: none. Writer only.
void appendEvent(RunStore& store, std::size_t method, Severity severity, const std::string& kind,
                 std::size_t layer, const std::string& text);

// The append-only memory of one run. Live training, replay and a watched stream all fill it; recorder and
// views follow it. One writer thread; any number of readers. See Table for what readers may rely on.
class RunStore {
public:
    explicit RunStore(RunDescription description);

    [[nodiscard]] const RunDescription& description() const { return description_; }
    [[nodiscard]] std::size_t methods() const { return tables_.size(); }
    [[nodiscard]] const Table& table(std::size_t method, MethodTable which) const {
        return *tables_[method][which];
    }
    [[nodiscard]] const Table& rows(std::size_t method) const { return table(method, kRowsTable); }

    // Writer only.
    void append(std::size_t method, MethodTable which, const Row& row);
    void setProgress(const RunProgress& progress) INFOPLANE_EXCLUDES(mutex_);
    void setStatus(const RunStatus& status) INFOPLANE_EXCLUDES(mutex_);
    // What the training needs to go on from here; one that is newer takes its place. It speaks of rows that
    // are in the store before it. Null: none, as when nothing is left to do.
    void setTrainingState(StateBytes state) INFOPLANE_EXCLUDES(mutex_);

    // Any thread.
    [[nodiscard]] RunStatus status() const INFOPLANE_EXCLUDES(mutex_);
    [[nodiscard]] RunProgress progress() const INFOPLANE_EXCLUDES(mutex_);
    [[nodiscard]] StateBytes trainingState() const INFOPLANE_EXCLUDES(mutex_);
    // Grows with every change; waitBeyond returns when it exceeds `revision` or the time is over, with its
    // value.
    [[nodiscard]] std::uint64_t revision() const INFOPLANE_EXCLUDES(mutex_);
    std::uint64_t waitBeyond(std::uint64_t revision, std::chrono::milliseconds timeout) const
        INFOPLANE_EXCLUDES(mutex_);

private:
    void changed() INFOPLANE_EXCLUDES(mutex_);

    RunDescription description_;
    std::vector<std::array<std::unique_ptr<Table>, kMethodTables>> tables_;
    mutable Mutex mutex_;
    mutable Condition condition_;
    std::uint64_t revision_ INFOPLANE_GUARDED_BY(mutex_) = 0;
    RunStatus status_ INFOPLANE_GUARDED_BY(mutex_);
    RunProgress progress_ INFOPLANE_GUARDED_BY(mutex_);
    StateBytes state_ INFOPLANE_GUARDED_BY(mutex_);
};

} // namespace infoplane
