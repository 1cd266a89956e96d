// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_store.h"

#include "core/support/assert.h"

#include <utility>

namespace infoplane {

void appendEvent(RunStore& store, std::size_t method, Severity severity, const std::string& kind,
                 std::size_t layer, const std::string& text) {
    const TableLayout& layout = store.table(method, kEventsTable).layout();
    Row row(layout);
    row.values<std::uint64_t>(layout.index("row"))[0] = store.rows(method).rows();
    row.values<std::uint32_t>(layout.index("severity"))[0] = static_cast<std::uint32_t>(severity);
    row.values<std::int32_t>(layout.index("layer"))[0] = static_cast<std::int32_t>(layer);
    row.setText(layout.index("kind"), kind);
    row.setText(layout.index("text"), text);
    store.append(method, kEventsTable, row);
}

RunStore::RunStore(RunDescription description) : description_(std::move(description)) {
    const std::size_t seeds = description_.seeds.size();
    for (const MethodDescription& method : description_.methods)
        tables_.push_back(
            {std::make_unique<Table>(rowsLayout(method, seeds)), std::make_unique<Table>(eventsLayout()),
             std::make_unique<Table>(checkpointsLayout(method, seeds, description_.data.classes))});
}

void RunStore::append(std::size_t method, MethodTable which, const Row& row) {
    INFOPLANE_ASSERT(method < tables_.size());
    tables_[method][which]->append(row);
    changed();
}

void RunStore::setProgress(const RunProgress& progress) {
    {
        const Lock lock(mutex_);
        progress_ = progress;
    }
    changed();
}

void RunStore::setStatus(const RunStatus& status) {
    {
        const Lock lock(mutex_);
        status_ = status;
    }
    changed();
}

void RunStore::setTrainingState(StateBytes state) {
    {
        const Lock lock(mutex_);
        state_.swap(state); // the old one, which may be large, is freed outside the lock
    }
    changed();
}

StateBytes RunStore::trainingState() const {
    const Lock lock(mutex_);
    return state_;
}

RunStatus RunStore::status() const {
    const Lock lock(mutex_);
    return status_;
}

RunProgress RunStore::progress() const {
    const Lock lock(mutex_);
    return progress_;
}

std::uint64_t RunStore::revision() const {
    const Lock lock(mutex_);
    return revision_;
}

std::uint64_t RunStore::waitBeyond(std::uint64_t revision, std::chrono::milliseconds timeout) const {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    const Lock lock(mutex_);
    while (revision_ <= revision)
        if (condition_.wait_until(mutex_, deadline) == std::cv_status::timeout) break;
    return revision_;
}

void RunStore::changed() {
    {
        const Lock lock(mutex_);
        ++revision_;
    }
    condition_.notify_all();
}

} // namespace infoplane
