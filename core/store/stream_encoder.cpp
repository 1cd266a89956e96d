// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/description_json.h"
#include "core/store/status_json.h"
#include "core/store/stream.h"
#include "core/store/stream_format.h"
#include "core/support/utf8.h"

#include <algorithm>

namespace infoplane {
namespace {

using namespace stream_format;

void append(std::vector<std::byte>& out, std::span<const std::byte> bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

template <class T>
void appendObject(std::vector<std::byte>& out, const T& object) {
    append(out, std::as_bytes(std::span(&object, 1)));
}

void appendText(std::vector<std::byte>& out, Kind kind, std::string_view text) {
    appendObject(out, FrameHead{kind, 0, text.size()});
    append(out, std::as_bytes(std::span(text)));
}

} // namespace

void StreamEncoder::encode(std::vector<std::byte>& out) {
    if (!begun_) {
        encodeHead(out);
        appendText(out, kDescription, writeDescription(store_.description()));
        sent_.resize(store_.methods());
    }
    // Read before the rows: whoever is told that the run has ended then has every row of it.
    const RunStatus status = store_.status();
    const RunProgress progress = store_.progress();
    for (std::size_t method = 0; method < store_.methods(); ++method)
        for (std::size_t which = 0; which < kMethodTables; ++which)
            encodeRows(out, method, static_cast<MethodTable>(which));
    if (!begun_ || progress != progress_) appendText(out, kProgress, writeProgress(progress));
    if (!begun_ || status != status_) appendText(out, kStatus, writeStatus(status));
    begun_ = true;
    progress_ = progress;
    status_ = status;
}

void StreamEncoder::encodeRows(std::vector<std::byte>& out, std::size_t method, MethodTable which) {
    const Table& table = store_.table(method, which);
    const std::uint64_t rows = table.rows();
    const std::uint64_t row_bytes = table.layout().rowBytes();
    const std::uint64_t most = std::max<std::uint64_t>(1, kRowsFrameBytes / row_bytes);
    std::uint64_t& sent = sent_[method][which];
    while (sent < rows) {
        const std::uint64_t count = std::min(rows - sent, most);
        appendObject(out, FrameHead{kRows, 0, sizeof(RowsHead) + count * row_bytes});
        appendObject(out, RowsHead{static_cast<std::uint32_t>(method), static_cast<std::uint32_t>(which),
                                   sent, count});
        for (std::size_t column = 0; column < table.layout().columns.size(); ++column)
            for (std::uint64_t row = sent; row < sent + count; ++row)
                append(out, table.bytes(column, row));
        sent += count;
    }
}

void StreamEncoder::encodeState(std::vector<std::byte>& out) const {
    const StateBytes state = store_.trainingState();
    if (!state) return;
    appendObject(out, FrameHead{kState, 0, state->size()});
    append(out, *state);
}

void StreamEncoder::encodeHead(std::vector<std::byte>& out) {
    append(out, std::as_bytes(std::span(kMagic)));
}

void StreamEncoder::encodeError(std::vector<std::byte>& out, const std::string& sentence) {
    appendText(out, kError, cutUtf8(sentence, kMaxJsonFrameBytes));
}

void StreamEncoder::encodeEnd(std::vector<std::byte>& out) {
    appendText(out, kEnd, "");
}

} // namespace infoplane
