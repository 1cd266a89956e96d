// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/array_answer.h"

namespace infoplane {
namespace {

std::span<const std::byte> bytesOf(const ArrayAnswerHead& head) {
    return std::as_bytes(std::span(&head, 1));
}

std::span<const std::byte> bytesOf(const std::string& text) {
    return std::as_bytes(std::span(text));
}

} // namespace

bool writeArrayAnswer(const Result<NumericArray>& array, const ByteSink& write) {
    ArrayAnswerHead head;
    if (!array) {
        const Error& error = array.error();
        head.error = error.code;
        head.text_bytes = error.message.size();
        head.context_bytes = error.context.size();
        return write(bytesOf(head)) && write(bytesOf(error.message)) && write(bytesOf(error.context));
    }
    head = {array->rows, array->columns, array->source.size(), 0, array->kind, ErrorCode::Internal};
    return write(bytesOf(head)) && write(bytesOf(array->source)) &&
           write(std::as_bytes(std::span(array->values)));
}

} // namespace infoplane
