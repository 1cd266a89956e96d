// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/run_file_writer.h"

#include "core/recording/hdf5/run_head.h"
#include "core/recording/hdf5/write.h"
#include "core/store/clock.h"
#include "core/store/status_json.h"

namespace infoplane {
namespace {

using namespace hdf5;

constexpr std::size_t kStateBytes = 16;

// Where a table lies in its method's group.
Object groupOf(const Object& method, const TableLayout& layout) {
    return layout.path.empty() ? Object() : requireGroup(method, layout.path);
}

} // namespace

RunFileWriter::~RunFileWriter() {
    // Everything in a file is closed before the file itself.
    plots_.reset();
    state_.reset();
    tables_.clear();
}

template <class Work>
void RunFileWriter::orAbandon(const Work& work) {
    try {
        work();
    } catch (const Failure&) {
        abandon();
        throw;
    }
}

void RunFileWriter::abandon() {
    if (plots_) plots_->abandon();
    if (state_) state_->abandon();
    for (const auto& tables : tables_)
        for (const auto& table : tables)
            if (table) table->abandon();
    for (Object* object : {&status_, &failure_, &end_time_, &heartbeat_, &file_})
        object->abandon();
}

void RunFileWriter::create(const std::filesystem::path& path, const RunStore& store) {
    orAbandon([&] {
        file_ = createFile(path, storage_ == Storage::Live ? Pieces::WithinPages : Pieces::Packed);
        writeHead(file_, store.description());
        const Object run(H5Gopen2(file_.id(), "run", H5P_DEFAULT), "open the run");
        status_ = writeText(run, "status", nameOf(RunState::Running), kStateBytes);
        failure_ = writeText(run, "failure", "", kMaxFailureBytes);
        end_time_ = writeText(run, "end_time", "", kMaxTimeBytes);
        heartbeat_ = writeNumber(run, "heartbeat", unixSeconds(), "s");
        createMethods(run, store);
        state_ = std::make_unique<StateWriter>(run, storage_, store.trainingState());
        plots_ = std::make_unique<PlotsWriter>(run, summaryPlots(store), storage_);
        flush();
        if (storage_ == Storage::Live) check(H5Fstart_swmr_write(file_.id()), "begin writing for readers");
    });
}

void RunFileWriter::createMethods(const Object& run, const RunStore& store) {
    const Object methods(H5Gopen2(run.id(), "methods", H5P_DEFAULT), "open the methods");
    for (std::size_t method = 0; method < store.methods(); ++method) {
        const MethodDescription& description = store.description().methods[method];
        const Object group = createGroup(methods, description.name, "NXcollection");
        auto& tables = tables_.emplace_back();
        for (std::size_t which = 0; which < kMethodTables; ++which) {
            const Table& table = store.table(method, static_cast<MethodTable>(which));
            const Object folder = groupOf(group, table.layout());
            const std::uint64_t rows = table.rows();
            rows_[which].push_back(rows);
            tables[which] =
                std::make_unique<TableWriter>(folder ? folder : group, table.layout(), storage_, rows);
        }
        writeMethod(group, description);
    }
}

void RunFileWriter::writeRows(const RunStore& store) {
    for (std::size_t method = 0; method < tables_.size(); ++method)
        for (std::size_t which = 0; which < kMethodTables; ++which) {
            const Table& table = store.table(method, static_cast<MethodTable>(which));
            const std::uint64_t end = storage_ == Storage::Live ? table.rows() : rows_[which][method];
            tables_[method][which]->write(table, end);
        }
}

void RunFileWriter::commit(const RunStore& store, double heartbeat) {
    orAbandon([&] {
        const StateBytes state = store.trainingState(); // before the rows, which it speaks of
        writeRows(store);
        state_->write(state);
        flush();
        for (const auto& tables : tables_)
            for (const auto& table : tables)
                table->commit();
        replaceNumber(heartbeat_, heartbeat);
        flush();
        if (state_->commit()) flush();
    });
}

void RunFileWriter::writePlots(const RunStore& store) {
    orAbandon([&] {
        if (storage_ == Storage::Live) plots_->write(summaryPlots(store));
    });
}

// The state last: a reader that sees it sees everything.
void RunFileWriter::writeStatus(const RunStatus& status) {
    orAbandon([&] {
        replaceText(failure_, status.failure);
        replaceText(end_time_, status.end_time);
        replaceNumber(heartbeat_, status.heartbeat);
        flush();
        replaceText(status_, nameOf(status.state));
        flush();
    });
}

void RunFileWriter::flush() {
    check(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), "bring the file to the disk");
}

void RunFileWriter::close() {
    orAbandon([&] {
        plots_.reset();
        state_.reset();
        tables_.clear();
        for (Object* object : {&status_, &failure_, &end_time_, &heartbeat_})
            *object = Object();
        file_.close("close the file");
    });
}

void writeFinishedRun(const std::filesystem::path& path, const RunStore& store, const RunStatus& status) {
    RunFileWriter writer(Storage::Finished);
    writer.create(path, store);
    writer.commit(store, status.heartbeat);
    writer.writeStatus(status);
    writer.close();
}

} // namespace infoplane
