// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/hdf5/object.h"
#include "core/recording/hdf5/table_file.h"
#include "core/store/training_state.h"

#include <array>
#include <cstdint>

// The state of the training in a file, run/state: two slots that are written by turns, the length of what is
// in each, and how many states were written. The last lies in slot (committed - 1) % 2. A kill while a slot
// is written leaves the other. All throw hdf5::Failure.
namespace infoplane {

class StateWriter {
public:
    // Below `run`. Live: slots that grow. Finished: one slot of the size of `state`, or nothing where it is
    // null.
    StateWriter(const hdf5::Object& run, Storage storage, const StateBytes& state);

    // Writes the state into the slot that does not hold the last one. Null: none is left. Nothing is done for
    // the state that was written last.
    void write(const StateBytes& state);
    // Makes what was written the last one; after a flush of slot and rows. Whether there was anything.
    bool commit();
    void abandon(); // see hdf5::Object

private:
    struct Slot {
        hdf5::Object bytes, length;
        std::uint64_t extent = 0; // of `bytes`, which never shrinks
    };
    void makeSlot(const hdf5::Object& group, std::size_t number, std::uint64_t length);
    void writeSlot(Slot& slot, const std::vector<std::byte>& bytes) const;

    Storage storage_;
    hdf5::Object counter_;
    std::array<Slot, 2> slots_;
    StateBytes last_;
    std::uint64_t written_ = 0, committed_ = 0;
};

// The last state; null where there is none. `file_bytes` bounds what the file can hold; looks at the file
// again when `live`.
[[nodiscard]] StateBytes readState(const hdf5::Object& run, std::uint64_t file_bytes, bool live);

} // namespace infoplane
