// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/description_json.h"
#include "core/store/row_check.h"
#include "core/store/status_json.h"
#include "core/store/stream.h"
#include "core/store/stream_format.h"
#include "core/support/utf8.h"

#include <algorithm>

namespace infoplane {
namespace {

using namespace stream_format;

Error damaged(const char* what) {
    return {ErrorCode::InvalidFile,
            std::string("the stream is not a run of Infoplane or is damaged: ") + what, ""};
}

std::string_view asText(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::uint64_t longestRows(const RunStore& store) {
    std::uint64_t longest = kRowsFrameBytes;
    for (std::size_t method = 0; method < store.methods(); ++method)
        for (std::size_t which = 0; which < kMethodTables; ++which)
            longest = std::max<std::uint64_t>(
                longest, store.table(method, static_cast<MethodTable>(which)).layout().rowBytes());
    return sizeof(RowsHead) + longest;
}

// Row `number` of `count` out of columns that lie one after the other.
void fillRow(Row& row, std::span<const std::byte> columns, std::uint64_t number, std::uint64_t count) {
    std::size_t start = 0;
    for (std::size_t column = 0; column < row.layout().columns.size(); ++column) {
        const std::span<std::byte> target = row.bytes(column);
        const auto source = columns.subspan(start + number * target.size(), target.size());
        std::copy(source.begin(), source.end(), target.begin());
        start += count * target.size();
    }
}

} // namespace

Status StreamDecoder::feed(std::span<const std::byte> bytes) {
    if (broken_) return damaged("nothing can be read after the damage");
    if (bytes.empty()) return {};
    if (ended_) {
        broken_ = true;
        return damaged("there are bytes after its end");
    }
    pending_.insert(pending_.end(), bytes.begin(), bytes.end());
    Status status = takePending();
    broken_ = !status.ok();
    if (broken_) pending_ = {};
    return status;
}

Status StreamDecoder::takePending() {
    std::span<const std::byte> rest = pending_;
    if (!header_seen_) {
        const std::size_t here = std::min(rest.size(), kMagic.size());
        if (asText(rest.first(here)) != std::string_view(kMagic.data(), here))
            return damaged("it begins otherwise");
        if (here < kMagic.size()) return {};
        header_seen_ = true;
        rest = rest.subspan(kMagic.size());
    }
    while (rest.size() >= sizeof(FrameHead)) {
        const auto head = load<FrameHead>(rest);
        if (ended_) return damaged("there are bytes after its end");
        if (head.zero != 0 || head.length > longestFrame(head.kind))
            return damaged("a frame has a wrong head");
        if (rest.size() - sizeof(FrameHead) < head.length) break;
        const Status status = takeFrame(head.kind, rest.subspan(sizeof(FrameHead), head.length));
        if (!status) return status;
        rest = rest.subspan(sizeof(FrameHead) + head.length);
    }
    if (ended_ && !rest.empty()) return damaged("there are bytes after its end");
    pending_.erase(pending_.begin(), pending_.end() - static_cast<std::ptrdiff_t>(rest.size()));
    return {};
}

// Zero also for kinds that may not come now; takeFrame refuses those.
std::uint64_t StreamDecoder::longestFrame(std::uint32_t kind) const {
    switch (kind) {
    case kDescription:
        return store_ ? 0 : kMaxDescriptionBytes;
    case kRows:
        return longest_rows_;
    case kState:
        return store_ ? kMaxStateBytes : 0;
    case kStatus:
    case kProgress:
    case kError:
        return kMaxJsonFrameBytes;
    default:
        return 0;
    }
}

Status StreamDecoder::takeFrame(std::uint32_t kind, std::span<const std::byte> payload) {
    if (kind == kError) {
        if (!isUtf8(asText(payload))) return damaged("a sentence is not UTF-8");
        return Error{ErrorCode::InvalidFile, std::string(asText(payload)), ""};
    }
    if (kind == kEnd) {
        ended_ = true;
        return {};
    }
    if (kind == kDescription && !store_) return takeDescription(payload);
    if (!store_) return damaged("it does not begin with a description");
    switch (kind) {
    case kRows:
        return takeRows(payload);
    case kStatus:
        return takeStatus(payload);
    case kProgress:
        return takeProgress(payload);
    case kState:
        store_->setTrainingState(
            std::make_shared<const std::vector<std::byte>>(payload.begin(), payload.end()));
        return {};
    default:
        return damaged("a frame is of an unknown kind");
    }
}

Status StreamDecoder::takeDescription(std::span<const std::byte> payload) {
    Result<RunDescription> description = parseDescription(asText(payload));
    if (!description) return description.error();
    store_ = std::make_shared<RunStore>(std::move(*description));
    longest_rows_ = longestRows(*store_);
    return {};
}

Status StreamDecoder::takeRows(std::span<const std::byte> payload) {
    if (payload.size() < sizeof(RowsHead)) return damaged("a frame of rows is cut");
    const auto head = load<RowsHead>(payload);
    if (head.method >= store_->methods() || head.table >= kMethodTables)
        return damaged("rows of a table that is not there");
    const auto which = static_cast<MethodTable>(head.table);
    const Table& table = store_->table(head.method, which);
    const std::span<const std::byte> columns = payload.subspan(sizeof(RowsHead));
    const std::size_t row_bytes = table.layout().rowBytes();
    if (columns.size() % row_bytes != 0 || columns.size() / row_bytes != head.count)
        return damaged("a frame of rows has another length than its rows");
    if (head.first != table.rows()) return damaged("rows are missing or come twice");
    Row row(table.layout());
    for (std::uint64_t number = 0; number < head.count; ++number) {
        fillRow(row, columns, number, head.count);
        if (const Status status = checkRow(*store_, head.method, which, row); !status) return status;
        store_->append(head.method, which, row);
    }
    return {};
}

Status StreamDecoder::takeStatus(std::span<const std::byte> payload) {
    const std::optional<RunStatus> status = parseStatus(asText(payload));
    if (!status) return damaged("a status cannot be read");
    store_->setStatus(*status);
    return {};
}

Status StreamDecoder::takeProgress(std::span<const std::byte> payload) {
    const std::optional<RunProgress> progress = parseProgress(asText(payload));
    const RunDescription& run = store_->description();
    if (!progress || progress->method >= run.methods.size() ||
        progress->layer > run.methods[progress->method].layers.size())
        return damaged("a progress cannot be read");
    store_->setProgress(*progress);
    return {};
}

} // namespace infoplane
