// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace infoplane {

enum class ElementType : std::uint8_t { Float32, Float64, Int32, UInt32, UInt64, Text };

// Bytes of one element; Text is counted in bytes, its length is the column's last extent.
[[nodiscard]] constexpr std::size_t elementSize(ElementType type) {
    switch (type) {
    case ElementType::Float64:
    case ElementType::UInt64:
        return 8;
    case ElementType::Text:
        return 1;
    default:
        return 4;
    }
}

// One column of a table: what every row holds under `path`. `axes` names the dimensions after the row in
// their fixed order (split, layer, seed, bin, out, in, character); `extents` has the same length; a scalar
// has none. Text: UTF-8, padded with zeros, its length is the last extent (axis "character").
struct ColumnSpec {
    std::string path; // within the table, for example information/mixture/I_XT
    ElementType type = ElementType::Float64;
    std::vector<std::string> axes;
    std::vector<std::uint64_t> extents;
    std::string unit;    // nats, s, 1, ... ("" for text and indices)
    std::string meaning; // one sentence

    [[nodiscard]] std::size_t elements() const;
    [[nodiscard]] std::size_t bytes() const { return elements() * elementSize(type); }
    bool operator==(const ColumnSpec&) const = default;
};

// The columns of an append-only table. Layouts never change once a run has begun.
struct TableLayout {
    std::string path; // within the method's group: "" (the measured rows), "events", "checkpoints"
    std::vector<ColumnSpec> columns;
    std::uint64_t expected_rows = 0; // an estimate for choosing chunk sizes, not a limit

    [[nodiscard]] std::optional<std::size_t> find(std::string_view column_path) const;
    // Position of a column that must be there; a missing one is a bug.
    [[nodiscard]] std::size_t index(std::string_view column_path) const;
    [[nodiscard]] std::size_t rowBytes() const;
    bool operator==(const TableLayout&) const = default;
};

} // namespace infoplane
