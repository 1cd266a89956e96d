// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What a training needs to go on exactly where it stood: named arrays in one string of bytes, in the format
// safetensors (https://github.com/huggingface/safetensors): uint64 length of a header, the header in JSON
// ({"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [begin, end]}, ...}), the arrays' bytes one
// after the other. Little-endian, row-major. Its __metadata__ has infoplane_state, the version of the names.
namespace infoplane {

// Versions of what the names stand for; another one cannot be gone on from.
inline constexpr std::string_view kStateVersion = "1";
inline constexpr std::uint64_t kMaxStateBytes = std::uint64_t{1} << 36;
inline constexpr std::size_t kMaxStateArrays = std::size_t{1} << 17;

enum class StateType : std::uint8_t { Float32, Float64, Int64, UInt8 };
[[nodiscard]] std::size_t stateElementSize(StateType type);

using StateBytes = std::shared_ptr<const std::vector<std::byte>>;

// One array; its bytes are those of the state it was taken from.
struct StateArray {
    StateType type = StateType::Float32;
    std::vector<std::uint64_t> shape;
    std::span<const std::byte> bytes;
};

// Reads a state. From whatever source it comes: header, offsets, shapes and sizes are checked first, the
// values may be anything. Cheap to copy.
class TrainingState {
public:
    // An Error says what is wrong with the bytes, or that they are of another version.
    [[nodiscard]] static Result<TrainingState> parse(StateBytes bytes);

    // Null where there is none of this name.
    [[nodiscard]] const StateArray* find(const std::string& name) const;

private:
    TrainingState(StateBytes bytes, std::map<std::string, StateArray> arrays)
        : bytes_(std::move(bytes)), arrays_(std::move(arrays)) {}

    StateBytes bytes_;
    std::map<std::string, StateArray> arrays_;
};

// Builds a state array by array.
class StateBuilder {
public:
    StateBuilder();
    ~StateBuilder();
    StateBuilder(StateBuilder&&) noexcept;
    StateBuilder& operator=(StateBuilder&&) noexcept;

    // Names differ from one another; `bytes` are as many as type and shape say.
    void add(const std::string& name, StateType type, const std::vector<std::uint64_t>& shape,
             std::span<const std::byte> bytes);
    [[nodiscard]] StateBytes finish() const;

private:
    struct Header;
    std::unique_ptr<Header> header_;
    std::vector<std::byte> data_;
};

} // namespace infoplane
