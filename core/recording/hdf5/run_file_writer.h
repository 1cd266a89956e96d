// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/hdf5/object.h"
#include "core/recording/hdf5/plot_file.h"
#include "core/recording/hdf5/state_file.h"
#include "core/recording/hdf5/table_file.h"
#include "core/store/run_store.h"

#include <array>
#include <filesystem>
#include <memory>
#include <vector>

namespace infoplane {

// A run file that is open for writing, as a live one or as a finished one. It enforces what SWMR writing
// forbids: after create() nothing is made any more, only written.
//
// All methods throw hdf5::Failure. The file is abandoned then: it stays as the last good flush left it (of a
// live file, every committed row is readable), and no further method may be called.
class RunFileWriter {
public:
    explicit RunFileWriter(Storage storage) : storage_(storage) {}
    ~RunFileWriter();
    RunFileWriter(const RunFileWriter&) = delete;
    RunFileWriter& operator=(const RunFileWriter&) = delete;

    // Makes the file, which must not exist, with every object of the schema. Live: SWMR writing has begun.
    // Finished: for the rows that the store holds now, which commit() then writes.
    void create(const std::filesystem::path& path, const RunStore& store);
    // Writes the store's new rows and flushes, then the committed counters and the heartbeat, and flushes;
    // then, where there is a new state of the training, that it is the last, and flushes: it speaks of these
    // rows.
    void commit(const RunStore& store, double heartbeat);
    void writePlots(const RunStore& store);
    void writeStatus(const RunStatus& status);
    void close();

private:
    template <class Work>
    void orAbandon(const Work& work);
    void abandon();
    void createMethods(const hdf5::Object& run, const RunStore& store);
    void writeRows(const RunStore& store);
    void flush();

    Storage storage_;
    hdf5::Object file_;
    hdf5::Object status_, failure_, end_time_, heartbeat_;
    std::vector<std::array<std::unique_ptr<TableWriter>, kMethodTables>> tables_;
    std::array<std::vector<std::uint64_t>, kMethodTables> rows_; // of a finished file
    std::unique_ptr<StateWriter> state_;
    std::unique_ptr<PlotsWriter> plots_;
};

// Writes a whole finished run file at `path`, which must not exist.
void writeFinishedRun(const std::filesystem::path& path, const RunStore& store, const RunStatus& status);

} // namespace infoplane
