// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/state_file.h"

#include "core/recording/hdf5/read.h"
#include "core/recording/hdf5/write.h"

namespace infoplane {
namespace {

using namespace hdf5;

constexpr hsize_t kStateChunk = 64 << 10;
constexpr std::array<const char*, 2> kSlotNames{"slot0", "slot1"}, kLengthNames{"length0", "length1"};

Object lineSpace(hsize_t now, hsize_t most) {
    return Object(H5Screate_simple(1, &now, &most), "make a dataspace");
}

Object liveSlot(const Object& group, const char* name) {
    const Object properties = datasetProperties();
    check(H5Pset_chunk(properties.id(), 1, &kStateChunk), "set a chunk's shape");
    check(H5Pset_fill_time(properties.id(), H5D_FILL_TIME_NEVER), "set the time of filling");
    const Object access(H5Pcreate(H5P_DATASET_ACCESS), "make a property list");
    check(H5Pset_chunk_cache(access.id(), 1, 0, 1.0), "leave out the chunk cache");
    return Object(H5Dcreate2(group.id(), name, numberType<std::uint8_t>(), lineSpace(0, H5S_UNLIMITED).id(),
                             H5P_DEFAULT, properties.id(), access.id()),
                  "make a slot of the state");
}

Object finishedSlot(const Object& group, const char* name, hsize_t bytes) {
    const Object properties = datasetProperties();
    return Object(H5Dcreate2(group.id(), name, numberType<std::uint8_t>(), lineSpace(bytes, bytes).id(),
                             H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                  "make a slot of the state");
}

// Throws unless the slot can hold so much and is stored as the recorder does it.
void requireSlot(const Object& slot, const char* name, std::uint64_t length, std::uint64_t file_bytes) {
    const std::uint64_t extent = requireShape(slot, name, numberType<std::uint8_t>(), {kAnyExtent})[0];
    const std::size_t chunk = requirePlainStorage(slot, name);
    if (length > extent || length > file_bytes || length > kMaxStateBytes || chunk > kStateChunk ||
        isCompressed(slot))
        throw Failure(std::string("'") + name + "' is of another size or storage than expected", "");
}

void transfer(const Object& slot, hsize_t length, bool writes, void* bytes) {
    const hsize_t start = 0;
    const Object file_space(H5Dget_space(slot.id()), "ask for a shape"), memory = lineSpace(length, length);
    check(H5Sselect_hyperslab(file_space.id(), H5S_SELECT_SET, &start, nullptr, &length, nullptr),
          "select bytes");
    const hid_t type = numberType<std::uint8_t>();
    check(writes ? H5Dwrite(slot.id(), type, memory.id(), file_space.id(), H5P_DEFAULT, bytes)
                 : H5Dread(slot.id(), type, memory.id(), file_space.id(), H5P_DEFAULT, bytes),
          writes ? "write the state of the training" : "read the state of the training");
}

void lookAgain(const Object& dataset, bool live) {
    if (live && H5Drefresh(dataset.id()) < 0) fail("look at the state of the training again");
}

} // namespace

StateWriter::StateWriter(const Object& run, Storage storage, const StateBytes& state) : storage_(storage) {
    if (storage == Storage::Finished && !state) return;
    const Object group = createGroup(run, "state", "NXcollection");
    counter_ = writeNumber<std::uint64_t>(group, "committed", 0);
    writeAttribute(counter_, "long_name", "states written; the last is in slot (committed - 1) % 2; 0: none");
    makeSlot(group, 0, state ? state->size() : 0);
    if (storage == Storage::Live) makeSlot(group, 1, 0);
}

void StateWriter::makeSlot(const Object& group, std::size_t number, std::uint64_t length) {
    Slot& slot = slots_.at(number);
    const char* name = kSlotNames.at(number);
    slot.bytes = storage_ == Storage::Live ? liveSlot(group, name) : finishedSlot(group, name, length);
    writeAttribute(
        slot.bytes, "long_name",
        "what the training needs to go on, in the format safetensors; its first bytes, as many as the "
        "length beside it says");
    slot.length = writeNumber<std::uint64_t>(group, kLengthNames.at(number), 0);
    slot.extent = storage_ == Storage::Live ? 0 : length;
}

void StateWriter::write(const StateBytes& state) {
    if (!counter_ || state == last_) return;
    last_ = state;
    if (!state) {
        written_ = 0;
        return;
    }
    written_ = committed_ + 1;
    writeSlot(slots_.at(committed_ % 2), *state);
}

void StateWriter::writeSlot(Slot& slot, const std::vector<std::byte>& bytes) const {
    const hsize_t length = bytes.size();
    if (length > slot.extent) {
        check(H5Dset_extent(slot.bytes.id(), &length), "make a slot of the state longer");
        slot.extent = length;
    }
    // H5Dwrite reads only.
    transfer(slot.bytes, length, true, const_cast<std::byte*>(bytes.data()));
    replaceNumber<std::uint64_t>(slot.length, length);
}

bool StateWriter::commit() {
    if (!counter_ || committed_ == written_) return false;
    replaceNumber(counter_, written_);
    committed_ = written_;
    return true;
}

void StateWriter::abandon() {
    counter_.abandon();
    for (Slot& slot : slots_)
        for (Object* object : {&slot.bytes, &slot.length})
            object->abandon();
}

StateBytes readState(const Object& run, std::uint64_t file_bytes, bool live) {
    if (!has(run, "state")) return nullptr;
    const Object group = openGroup(run, "state");
    const Object counter = openDataset(group, "committed");
    lookAgain(counter, live);
    const auto committed = readNumberOf<std::uint64_t>(counter, "committed");
    if (committed == 0) return nullptr;
    // The other slot may be half written: it is not even looked at.
    const std::size_t last = (committed - 1) % 2;
    const Object slot = openDataset(group, kSlotNames.at(last));
    const Object length_of = openDataset(group, kLengthNames.at(last));
    lookAgain(slot, live);
    lookAgain(length_of, live);
    const auto length = readNumberOf<std::uint64_t>(length_of, kLengthNames.at(last));
    requireSlot(slot, kSlotNames.at(last), length, file_bytes);
    auto bytes = std::make_shared<std::vector<std::byte>>(length);
    transfer(slot, length, false, bytes->data());
    return bytes;
}

} // namespace infoplane
