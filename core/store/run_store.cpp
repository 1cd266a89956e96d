// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_store.h"

#include "core/support/assert.h"

#include <utility>

namespace infoplane {

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
