// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/arrays_in_child.h"

#include "core/arrays/array_answer.h"
#include "core/support/child_service.h"

#include <new>
#include <optional>
#include <span>
#include <string_view>

namespace infoplane {
namespace {

// A text goes as its length and its bytes.
bool writeText(ByteChannel& channel, const std::string& text) {
    const std::uint64_t length = text.size();
    return channel.write(std::as_bytes(std::span(&length, 1))) &&
           channel.write(std::as_bytes(std::span(text)));
}

std::optional<std::string> readText(ByteChannel& channel) {
    std::uint64_t length = 0;
    if (!channel.read(std::as_writable_bytes(std::span(&length, 1)))) return std::nullopt;
    std::string text(length, '\0');
    if (!channel.read(std::as_writable_bytes(std::span(text)))) return std::nullopt;
    return text;
}

Error noMemoryForMember() {
    return {ErrorCode::OutOfMemory, "there is not enough memory for this array", ""};
}

template <class Read>
auto orOutOfMemory(const Read& read) -> decltype(read()) {
    try {
        return read();
    } catch (const std::bad_alloc&) {
        return noMemoryForMember();
    }
}

// The child: says what is in the file, or why it cannot be read, then reads what it is asked for. Names go
// as one text with a zero after each.
void serveArrays(const std::string& path, ByteChannel& channel) {
    const auto opened = orOutOfMemory([&] { return openArrays(path); });
    auto names = opened ? orOutOfMemory([&] { return (*opened)->names(); })
                        : Result<std::vector<std::string>>(opened.error());
    std::string listed;
    if (names)
        for (const std::string& name : *names)
            listed += name + '\0';
    const std::uint8_t code = names ? 0 : static_cast<std::uint8_t>(names.error().code) + 1;
    if (!channel.write(std::as_bytes(std::span(&code, 1)))) return;
    if (!writeText(channel, names ? listed : names.error().message) || !names) return;
    while (const auto name = readText(channel)) {
        const auto array = orOutOfMemory([&] { return (*opened)->read(*name); });
        const auto write = [&channel](std::span<const std::byte> bytes) { return channel.write(bytes); };
        if (!writeArrayAnswer(array, write)) return;
    }
}

Error endedInCrash() {
    return invalidArray("could not be read to its end: the reading process ended; the file may be damaged");
}

class ArraysInChild final : public OpenArrays {
public:
    ArraysInChild(std::unique_ptr<ChildService> child, std::vector<std::string> names)
        : child_(std::move(child)), names_(std::move(names)) {}

    Result<std::vector<std::string>> names() override { return names_; }

    Result<NumericArray> read(const std::string& name) override {
        ArrayAnswerHead head;
        if (!writeText(*child_, name) || !child_->read(std::as_writable_bytes(std::span(&head, 1))))
            return endedInCrash();
        std::string text(head.text_bytes, '\0'), context(head.context_bytes, '\0');
        if (!take(text) || !take(context)) return endedInCrash();
        if (head.rows == 0) return Error{head.error, text, context};
        return readValues(head, std::move(text));
    }

private:
    bool take(std::string& text) { return child_->read(std::as_writable_bytes(std::span(text))); }

    Result<NumericArray> readValues(const ArrayAnswerHead& head, std::string source) {
        NumericArray array{head.rows, head.columns, {}, head.kind, std::move(source)};
        array.values.resize(head.rows * head.columns);
        if (!child_->read(std::as_writable_bytes(std::span(array.values)))) return endedInCrash();
        return array;
    }

    std::unique_ptr<ChildService> child_;
    std::vector<std::string> names_;
};

std::vector<std::string> namesIn(std::string_view listed) {
    std::vector<std::string> names;
    while (!listed.empty()) {
        names.emplace_back(listed.substr(0, listed.find('\0')));
        listed.remove_prefix(names.back().size() + 1);
    }
    return names;
}

} // namespace

Result<std::unique_ptr<OpenArrays>> openArraysInChild(const std::string& path) {
    auto child = ChildService::start([&path](ByteChannel& channel) { serveArrays(path, channel); });
    if (!child) return Error{child.error().code, child.error().message, path};
    const auto ended = Error{ErrorCode::InvalidFile, endedInCrash().message, path};
    std::uint8_t code = 0;
    if (!(*child)->read(std::as_writable_bytes(std::span(&code, 1)))) return ended;
    const auto text = readText(**child);
    if (!text) return ended;
    if (code != 0) return Error{static_cast<ErrorCode>(code - 1), *text, path};
    return std::unique_ptr<OpenArrays>(std::make_unique<ArraysInChild>(std::move(*child), namesIn(*text)));
}

} // namespace infoplane
