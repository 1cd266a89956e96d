// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stream.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <thread>

namespace infoplane {
namespace {

using testing::appendRows;
using testing::difference;
using testing::syntheticDescription;

std::vector<std::byte> wholeStream(const RunStore& store) {
    std::vector<std::byte> bytes;
    StreamEncoder encoder(store);
    encoder.encode(bytes);
    StreamEncoder::encodeEnd(bytes);
    return bytes;
}

TEST(Stream, CarriesAWholeRun) {
    RunStore store(syntheticDescription());
    appendRows(store, 200);
    store.setProgress({1, 2, 3, 4, 0.5, 12.5});
    store.setStatus({RunState::Failed, "the disk is full", "2026-01-31T14:05:09+01:00", 3.5});
    StreamDecoder decoder;
    const Status status = decoder.feed(wholeStream(store));
    ASSERT_TRUE(status.ok()) << status.error().text();
    ASSERT_TRUE(decoder.store());
    EXPECT_TRUE(decoder.ended());
    EXPECT_EQ(difference(*decoder.store(), store), "");
    EXPECT_EQ(decoder.store()->status(), store.status());
    EXPECT_EQ(decoder.store()->progress(), store.progress());
}

TEST(Stream, MayComeInPiecesOfAnySize) {
    RunStore store(syntheticDescription());
    appendRows(store, 12);
    const std::vector<std::byte> bytes = wholeStream(store);
    for (const std::size_t piece : {1u, 7u, 4096u}) {
        StreamDecoder decoder;
        for (std::size_t at = 0; at < bytes.size(); at += piece)
            ASSERT_TRUE(decoder.feed(std::span(bytes).subspan(at, std::min(piece, bytes.size() - at))).ok());
        EXPECT_TRUE(decoder.ended());
        EXPECT_EQ(difference(*decoder.store(), store), "");
    }
}

TEST(Stream, CarriesOnlyWhatIsNew) {
    RunStore store(syntheticDescription());
    StreamEncoder encoder(store);
    StreamDecoder decoder;
    for (int i = 0; i < 5; ++i) {
        appendRows(store, 20);
        std::vector<std::byte> bytes;
        encoder.encode(bytes);
        ASSERT_TRUE(decoder.feed(bytes).ok());
        EXPECT_EQ(difference(*decoder.store(), store), "");
    }
    std::vector<std::byte> nothing;
    encoder.encode(nothing);
    EXPECT_TRUE(nothing.empty());
    EXPECT_FALSE(decoder.ended());
}

TEST(Stream, FollowsAWriterAndHasEveryRowWhenItSaysFinished) {
    RunStore store(syntheticDescription());
    std::jthread writer([&] {
        for (int i = 0; i < 100; ++i)
            appendRows(store, 5);
        store.setStatus({RunState::Finished, "", "", 1.0});
    });
    StreamEncoder encoder(store);
    StreamDecoder decoder;
    do {
        std::vector<std::byte> bytes;
        encoder.encode(bytes);
        ASSERT_TRUE(decoder.feed(bytes).ok());
    } while (decoder.store()->status().state == RunState::Running);
    EXPECT_EQ(difference(*decoder.store(), store), "");
}

TEST(Stream, ManyLargeRowsComeInSeveralFrames) {
    RunDescription run = syntheticDescription();
    run.methods[1].layers[0].input_width = 1000;
    run.methods[1].layers[0].width = 200; // 1.6 MB a checkpoint of two seeds
    RunStore store(run);
    appendRows(store, 1, kCheckpointsTable, 3);
    appendRows(store, 0, kRowsTable, 4000);
    StreamDecoder decoder;
    ASSERT_TRUE(decoder.feed(wholeStream(store)).ok());
    EXPECT_EQ(difference(*decoder.store(), store), "");
}

TEST(Stream, AnErrorOfTheOtherSideIsItsSentence) {
    std::vector<std::byte> bytes;
    StreamEncoder::encodeHead(bytes);
    StreamEncoder::encodeError(bytes, "the file is not there");
    StreamEncoder::encodeEnd(bytes);
    StreamDecoder decoder;
    const Status status = decoder.feed(bytes);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().text(), "the file is not there");
    EXPECT_EQ(decoder.store(), nullptr);
}

TEST(Stream, NothingMayFollowItsEnd) {
    RunStore store(syntheticDescription());
    std::vector<std::byte> bytes = wholeStream(store);
    StreamDecoder decoder;
    ASSERT_TRUE(decoder.feed(bytes).ok());
    EXPECT_FALSE(decoder.feed(std::vector<std::byte>(1)).ok());
    bytes.push_back(std::byte{0});
    StreamDecoder other;
    EXPECT_FALSE(other.feed(bytes).ok());
}

TEST(Stream, SaysThatItIsSomethingElse) {
    const std::string page = "<!doctype html>";
    StreamDecoder decoder;
    const Status status = decoder.feed(std::as_bytes(std::span(page)));
    ASSERT_FALSE(status.ok());
    EXPECT_NE(status.error().message.find("not a run of Infoplane"), std::string::npos);
}

} // namespace
} // namespace infoplane
