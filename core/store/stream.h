// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_store.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

// A run as a stream of bytes (pipe, file, ssh). Little-endian. The stream is the 8 bytes "INFOPLN1", then
// frames:
//
//   uint32 kind, uint32 zero, uint64 length, then length bytes, by kind:
//   1 description   the JSON of description_json.h; first and once
//   2 rows          uint32 method, uint32 table, uint64 first row, uint64 count, then for every column of the
//                   table's layout the bytes of those rows, column after column
//   3 status        JSON object of status_json.h; what it speaks of came before it
//   4 progress      JSON object of status_json.h
//   5 error         UTF-8 sentence: the run could not be read further
//   6 end           empty; nothing follows
//   7 state         the state of the training (training_state.h), which the rows before it led to; only on
//                   demand
namespace infoplane {

// Turns what is new in a store into frames. Not thread-safe; the store may be written meanwhile.
class StreamEncoder {
public:
    // `store` must outlive the encoder.
    explicit StreamEncoder(const RunStore& store) : store_(store) {}

    // Appends to `out` the frames for everything that is new since the last call (the head on the first
    // call). Rows come in frames of about 1 MiB, one row at least.
    void encode(std::vector<std::byte>& out);
    // Appends the store's state of the training, where it has one. After encode().
    void encodeState(std::vector<std::byte>& out) const;
    // A stream may also consist of the head, an error and the end, when there is no run at all.
    static void encodeHead(std::vector<std::byte>& out);
    static void encodeError(std::vector<std::byte>& out, const std::string& sentence);
    static void encodeEnd(std::vector<std::byte>& out);

private:
    void encodeRows(std::vector<std::byte>& out, std::size_t method, MethodTable which);

    const RunStore& store_;
    bool begun_ = false;
    std::vector<std::array<std::uint64_t, kMethodTables>> sent_;
    RunStatus status_;
    RunProgress progress_;
};

// Fills a store from bytes as they come, in pieces of any size. Not thread-safe; it is the store's writer.
// The bytes may come from anyone: a frame longer than there is reason to expect is refused before anything is
// allocated for it, and memory grows only with bytes that really came.
class StreamDecoder {
public:
    // Takes what is there. After an error the decoder refuses everything; rows before it stay in the store. A
    // sentence sent by the other side (kind 5) is returned as an error with that sentence.
    [[nodiscard]] Status feed(std::span<const std::byte> bytes);

    // Null until the description arrived.
    [[nodiscard]] std::shared_ptr<const RunStore> store() const { return store_; }
    // True once the end frame was met; a stream that stops before it was cut.
    [[nodiscard]] bool ended() const { return ended_; }

private:
    [[nodiscard]] Status takePending();
    [[nodiscard]] Status takeFrame(std::uint32_t kind, std::span<const std::byte> payload);
    [[nodiscard]] Status takeDescription(std::span<const std::byte> payload);
    [[nodiscard]] Status takeRows(std::span<const std::byte> payload);
    [[nodiscard]] Status takeStatus(std::span<const std::byte> payload);
    [[nodiscard]] Status takeProgress(std::span<const std::byte> payload);
    [[nodiscard]] std::uint64_t longestFrame(std::uint32_t kind) const;

    std::vector<std::byte> pending_;
    bool header_seen_ = false;
    bool ended_ = false;
    bool broken_ = false;
    std::uint64_t longest_rows_ = 0;
    std::shared_ptr<RunStore> store_;
};

} // namespace infoplane
