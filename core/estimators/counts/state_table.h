// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace infoplane {

// Discrete states of N points, each a row of bytes padded with zeros to whole 64-bit words.
class StateRows {
public:
    StateRows(std::size_t points, std::size_t row_bytes)
        : row_words_((row_bytes + 7) / 8), words_(points * row_words_, 0) {}

    [[nodiscard]] std::size_t rowWords() const { return row_words_; }
    [[nodiscard]] std::span<const std::uint64_t> row(std::size_t i) const {
        return {words_.data() + i * row_words_, row_words_};
    }
    [[nodiscard]] void* bytes(std::size_t i) { return words_.data() + i * row_words_; }
    [[nodiscard]] std::size_t points() const { return row_words_ == 0 ? 0 : words_.size() / row_words_; }

private:
    std::size_t row_words_;
    std::vector<std::uint64_t> words_;
};

// The number of each point's state: equal rows have equal numbers, counted from 0 in order of appearance.
// Rows are compared in full; a hash only says where to look.
struct StateNumbers {
    std::vector<std::uint32_t> state; // of each point
    std::vector<std::uint64_t> count; // of each state
};
[[nodiscard]] StateNumbers numberStates(const StateRows& rows);

// H(Y | state) of a sample in nats; labels 0..classes-1, one a point.
[[nodiscard]] double labelEntropyGivenState(const StateNumbers& states, std::span<const std::int64_t> labels,
                                            std::size_t classes);

} // namespace infoplane
