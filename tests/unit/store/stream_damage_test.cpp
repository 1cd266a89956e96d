// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stream.h"
#include "core/store/stream_format.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <random>

// The decoder on streams that were cut or changed. What must hold: no crash (sanitizers watch), no row that
// was not sent whole, refusal before allocation.
namespace infoplane {
namespace {

using testing::appendRows;
using testing::Compare;
using testing::difference;
using testing::syntheticDescription;

RunDescription smallDescription() {
    RunDescription run = syntheticDescription();
    run.methods.resize(1);
    run.methods[0].layers.resize(1);
    run.methods[0].estimators.pop_back();
    run.methods[0].estimators[0].cap_xt.resize(2);
    run.methods[0].estimators[0].cap_ty.resize(2);
    return run;
}

std::vector<std::byte> streamOf(const RunStore& store) {
    std::vector<std::byte> bytes;
    StreamEncoder encoder(store);
    encoder.encode(bytes);
    StreamEncoder::encodeEnd(bytes);
    return bytes;
}

TEST(DamagedStream, CutAnywhereGivesABeginningOfTheRun) {
    RunStore store(smallDescription());
    appendRows(store, 4);
    const std::vector<std::byte> bytes = streamOf(store);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        StreamDecoder decoder;
        ASSERT_TRUE(decoder.feed(std::span(bytes).first(length)).ok()) << length;
        EXPECT_FALSE(decoder.ended()) << length;
        if (!decoder.store()) continue;
        ASSERT_EQ(difference(*decoder.store(), store, Compare::Prefix), "") << length;
    }
}

TEST(DamagedStream, ChangedBytesNeverCrashTheDecoder) {
    RunStore store(smallDescription());
    appendRows(store, 10);
    const std::vector<std::byte> whole = streamOf(store);
    std::mt19937_64 random(20260131);
    int refused = 0;
    for (int trial = 0; trial < 4000; ++trial) {
        std::vector<std::byte> bytes = whole;
        for (std::uint64_t flips = 1 + random() % 8; flips > 0; --flips)
            bytes[random() % bytes.size()] = static_cast<std::byte>(random() & 0xFFu);
        StreamDecoder decoder;
        if (!decoder.feed(bytes).ok()) ++refused;
        const std::uint64_t rows = decoder.store() ? decoder.store()->rows(0).rows() : 0;
        EXPECT_LE(rows, 10u);
    }
    EXPECT_GT(refused, 1000);
}

// A head and one frame with the given head.
std::vector<std::byte> frame(std::uint32_t kind, std::uint32_t zero, std::uint64_t length) {
    std::vector<std::byte> bytes;
    StreamEncoder::encodeHead(bytes);
    const stream_format::FrameHead head{kind, zero, length};
    const auto raw = std::as_bytes(std::span(&head, 1));
    bytes.insert(bytes.end(), raw.begin(), raw.end());
    return bytes;
}

TEST(DamagedStream, FramesThatPromiseTooMuchAreRefusedAtTheirHead) {
    for (const std::uint32_t kind : {0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 0xFFFFFFFFu}) {
        StreamDecoder decoder;
        EXPECT_FALSE(decoder.feed(frame(kind, 0, std::uint64_t{1} << 40)).ok()) << kind;
    }
    StreamDecoder rows_before_description;
    EXPECT_FALSE(rows_before_description.feed(frame(2, 0, 24)).ok());
    StreamDecoder not_zero;
    EXPECT_FALSE(not_zero.feed(frame(1, 1, 2)).ok());
}

std::vector<std::byte> rowsFrame(const RunStore& store, stream_format::RowsHead head, std::size_t payload) {
    std::vector<std::byte> bytes;
    StreamEncoder(store).encode(bytes);
    const stream_format::FrameHead outer{2, 0, sizeof(head) + payload};
    const auto append = [&](auto object) {
        const auto raw = std::as_bytes(object);
        bytes.insert(bytes.end(), raw.begin(), raw.end());
    };
    append(std::span(&outer, 1));
    append(std::span(&head, 1));
    bytes.resize(bytes.size() + payload);
    return bytes;
}

TEST(DamagedStream, RowsMustBeOfATableThatIsThereAndNextInLine) {
    RunStore store(smallDescription());
    appendRows(store, 0, kEventsTable, 2);
    const std::size_t size = store.table(0, kEventsTable).layout().rowBytes();
    const auto accepted = [&](stream_format::RowsHead head, std::size_t payload) {
        StreamDecoder decoder;
        return decoder.feed(rowsFrame(store, head, payload)).ok();
    };
    EXPECT_TRUE(accepted({0, 1, 2, 1}, size));
    EXPECT_TRUE(accepted({0, 1, 2, 0}, 0));
    EXPECT_FALSE(accepted({0, 1, 1, 1}, size));
    EXPECT_FALSE(accepted({0, 1, 3, 1}, size));
    EXPECT_FALSE(accepted({1, 1, 2, 1}, size));
    EXPECT_FALSE(accepted({0, 3, 2, 1}, size));
    EXPECT_FALSE(accepted({0, 1, 2, 2}, size));
    EXPECT_FALSE(accepted({0, 1, 2, 1}, size - 1));
    EXPECT_FALSE(accepted({0, 1, 2, std::uint64_t{1} << 63}, 0));
}

TEST(DamagedStream, AfterDamageNothingIsTaken) {
    RunStore store(smallDescription());
    appendRows(store, 3);
    StreamDecoder decoder;
    ASSERT_TRUE(decoder.feed(streamOf(store)).ok());
    EXPECT_FALSE(decoder.feed(streamOf(store)).ok());
    EXPECT_FALSE(decoder.feed(streamOf(store)).ok());
    EXPECT_EQ(decoder.store()->rows(0).rows(), 3u);
}

} // namespace
} // namespace infoplane
