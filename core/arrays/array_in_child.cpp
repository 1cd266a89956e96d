// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/array_in_child.h"

#include "core/arrays/array_answer.h"
#include "core/arrays/array_format.h"
#include "core/support/child_process.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <span>

namespace infoplane {
namespace {

Result<NumericArray> readOrSayWhy(const std::string& path, const std::string& name) {
    try {
        return readArray(path, name);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "there is not enough memory for this array; take a part of it",
                     path};
    }
}

int sendArray(const std::string& path, const std::string& name, const ByteSink& write) {
    return writeArrayAnswer(readOrSayWhy(path, name), write) ? 0 : 1;
}

// Fills the parts one after the other as bytes come.
class Receiver {
public:
    Receiver() = default;
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    bool take(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            if (filled_ == target_.size() && !nextPart()) return false;
            const std::size_t some = std::min(bytes.size(), target_.size() - filled_);
            std::memcpy(target_.data() + filled_, bytes.data(), some);
            filled_ += some;
            bytes = bytes.subspan(some);
        }
        return true;
    }

    // Whether every part has come.
    bool complete() {
        while (filled_ == target_.size())
            if (!nextPart()) return true;
        return false;
    }

    Result<NumericArray> result() && {
        if (head_.rows == 0) return Error{head_.error, text_, context_};
        return NumericArray{head_.rows, head_.columns, std::move(values_), head_.kind, text_};
    }

private:
    bool nextPart() {
        filled_ = 0;
        switch (part_++) {
        case 0:
            text_.resize(head_.text_bytes);
            target_ = std::as_writable_bytes(std::span(text_));
            return true;
        case 1:
            context_.resize(head_.context_bytes);
            target_ = std::as_writable_bytes(std::span(context_));
            return true;
        case 2:
            values_.resize(head_.rows * head_.columns);
            target_ = std::as_writable_bytes(std::span(values_));
            return true;
        default:
            return false;
        }
    }

    ArrayAnswerHead head_;
    std::string text_, context_;
    std::vector<double> values_;
    int part_ = 0;
    std::span<std::byte> target_ = std::as_writable_bytes(std::span(&head_, 1));
    std::size_t filled_ = 0;
};

} // namespace

Result<NumericArray> readArrayInChild(const std::string& path, const std::string& name) {
    Receiver receiver;
    const Result<int> code =
        runInChild([&](const ByteSink& write) { return sendArray(path, name, write); },
                   [&](std::span<const std::byte> bytes) { return receiver.take(bytes); });
    if (!code) return Error{code.error().code, code.error().message, path};
    if (*code != 0 || !receiver.complete())
        return Error{ErrorCode::InvalidFile, "reading this file ended early; it may be damaged", path};
    return std::move(receiver).result();
}

Result<NumericArray> readArraySafely(const std::string& path, const std::string& name) {
    const auto format = formatOf(path);
    const bool can_crash = format && (*format == ArrayFormat::Mat || *format == ArrayFormat::Hdf5);
    return can_crash ? readArrayInChild(path, name) : readOrSayWhy(path, name);
}

} // namespace infoplane
