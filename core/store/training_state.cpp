// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/training_state.h"

#include "core/support/assert.h"

#include <nlohmann/json.hpp>

#include <array>
#include <bit>
#include <cstring>
#include <optional>

namespace infoplane {
namespace {

static_assert(std::endian::native == std::endian::little, "a state is written as memory holds it");

using StateJson = nlohmann::json;

constexpr std::uint64_t kMaxHeaderBytes = std::uint64_t{1} << 26;
constexpr std::size_t kMaxStateAxes = 8;
constexpr int kMaxHeaderDepth = 4;
constexpr const char* kMetadata = "__metadata__";
constexpr const char* kVersionKey = "infoplane_state";

struct TypeName {
    StateType type;
    const char* name;
    std::size_t size;
};
constexpr std::array<TypeName, 4> kTypes{{{StateType::Float32, "F32", 4},
                                          {StateType::Float64, "F64", 8},
                                          {StateType::Int64, "I64", 8},
                                          {StateType::UInt8, "U8", 1}}};

Error damagedState(const std::string& problem) {
    return {ErrorCode::InvalidFile, "the state of the training is damaged: " + problem, ""};
}

std::optional<StateType> typeNamed(const StateJson& json) {
    if (!json.is_string()) return std::nullopt;
    for (const TypeName& type : kTypes)
        if (json.get_ref<const std::string&>() == type.name) return type.type;
    return std::nullopt;
}

std::optional<std::vector<std::uint64_t>> numbersOf(const StateJson& json, std::size_t most) {
    if (!json.is_array() || json.size() > most) return std::nullopt;
    std::vector<std::uint64_t> numbers;
    for (const StateJson& number : json) {
        if (!number.is_number_unsigned()) return std::nullopt;
        numbers.push_back(number.get<std::uint64_t>());
    }
    return numbers;
}

// Bytes of an array; none where they are more than a state may have.
std::optional<std::uint64_t> bytesOfShape(StateType type, const std::vector<std::uint64_t>& shape) {
    std::uint64_t bytes = stateElementSize(type);
    for (const std::uint64_t extent : shape) {
        if (extent != 0 && bytes > kMaxStateBytes / extent) return std::nullopt;
        bytes *= extent;
    }
    return bytes;
}

std::optional<StateArray> readArray(const StateJson& entry, std::span<const std::byte> data) {
    if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") ||
        !entry.contains("data_offsets"))
        return std::nullopt;
    const auto type = typeNamed(entry["dtype"]);
    auto shape = numbersOf(entry["shape"], kMaxStateAxes);
    const auto offsets = numbersOf(entry["data_offsets"], 2);
    if (!type || !shape || !offsets || offsets->size() != 2) return std::nullopt;
    const auto bytes = bytesOfShape(*type, *shape);
    const std::uint64_t begin = (*offsets)[0], end = (*offsets)[1];
    if (!bytes || begin > end || end > data.size() || end - begin != *bytes) return std::nullopt;
    return StateArray{*type, std::move(*shape), data.subspan(begin, *bytes)};
}

// Stops the parser before a hostile header makes it allocate without end.
struct HeaderBeyondLimits {};

std::optional<StateJson> parseHeader(std::string_view text) {
    std::size_t events = 0;
    const auto within_limits = [&](int depth, StateJson::parse_event_t, const StateJson&) {
        if (depth > kMaxHeaderDepth || ++events > 24 * kMaxStateArrays) throw HeaderBeyondLimits{};
        return true;
    };
    try {
        StateJson header = StateJson::parse(text, within_limits, false);
        if (header.is_object() && header.size() <= kMaxStateArrays) return header;
    } catch (const HeaderBeyondLimits&) {
    }
    return std::nullopt;
}

std::string versionOf(const StateJson& header) {
    const auto metadata = header.find(kMetadata);
    if (metadata == header.end() || !metadata->is_object()) return "";
    const auto version = metadata->find(kVersionKey);
    return version != metadata->end() && version->is_string() ? version->get<std::string>() : "";
}

} // namespace

std::size_t stateElementSize(StateType type) {
    return kTypes.at(static_cast<std::size_t>(type)).size;
}

Result<TrainingState> TrainingState::parse(StateBytes bytes) {
    std::uint64_t length = 0;
    if (!bytes || bytes->size() < sizeof length) return damagedState("it is cut short");
    std::memcpy(&length, bytes->data(), sizeof length);
    const auto rest = std::span(*bytes).subspan(sizeof length);
    if (length > rest.size() || length > kMaxHeaderBytes) return damagedState("it is cut short");
    const auto header = parseHeader({reinterpret_cast<const char*>(rest.data()), length});
    if (!header) return damagedState("its header cannot be read");
    if (const std::string version = versionOf(*header); version != kStateVersion)
        return Error{ErrorCode::InvalidFile,
                     "the state of the training is of another version of Infoplane; go on with the version "
                     "that wrote the file (infoplane info FILE names it)",
                     ""};
    std::map<std::string, StateArray> arrays;
    for (const auto& item : header->items()) {
        if (item.key() == kMetadata) continue;
        auto array = readArray(item.value(), rest.subspan(length));
        if (!array || !arrays.emplace(item.key(), std::move(*array)).second)
            return damagedState("an array of it is not where it should be");
    }
    return TrainingState(std::move(bytes), std::move(arrays));
}

const StateArray* TrainingState::find(const std::string& name) const {
    const auto found = arrays_.find(name);
    return found == arrays_.end() ? nullptr : &found->second;
}

struct StateBuilder::Header {
    StateJson json = StateJson::object();
};

StateBuilder::StateBuilder() : header_(std::make_unique<Header>()) {
    header_->json[kMetadata] = {{kVersionKey, std::string(kStateVersion)}};
}
StateBuilder::~StateBuilder() = default;
StateBuilder::StateBuilder(StateBuilder&&) noexcept = default;
StateBuilder& StateBuilder::operator=(StateBuilder&&) noexcept = default;

void StateBuilder::add(const std::string& name, StateType type, const std::vector<std::uint64_t>& shape,
                       std::span<const std::byte> bytes) {
    INFOPLANE_ASSERT(bytesOfShape(type, shape) == bytes.size() && !header_->json.contains(name));
    header_->json[name] = {{"dtype", kTypes.at(static_cast<std::size_t>(type)).name},
                           {"shape", shape},
                           {"data_offsets", {data_.size(), data_.size() + bytes.size()}}};
    data_.insert(data_.end(), bytes.begin(), bytes.end());
}

StateBytes StateBuilder::finish() const {
    std::string header = header_->json.dump();
    header.resize((header.size() + 7) / 8 * 8, ' '); // so that the arrays begin where numbers of 8 bytes may
    const std::uint64_t length = header.size();
    auto bytes = std::make_shared<std::vector<std::byte>>();
    bytes->reserve(sizeof length + header.size() + data_.size());
    const auto append = [&](std::span<const std::byte> part) {
        bytes->insert(bytes->end(), part.begin(), part.end());
    };
    append(std::as_bytes(std::span(&length, 1)));
    append(std::as_bytes(std::span(header)));
    append(data_);
    return bytes;
}

} // namespace infoplane
