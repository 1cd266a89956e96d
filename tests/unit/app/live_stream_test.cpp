// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/live_stream.h"
#include "core/store/stream.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <sstream>
#include <thread>

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;

void waitForEnd(const LiveStream& stream) {
    while (!stream.ended())
        std::this_thread::sleep_for(1ms);
}

std::span<const std::byte> bytesOf(const std::string& text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

TEST(LiveStream, CarriesEveryRowOfAGrowingRun) {
    const auto store = std::make_shared<RunStore>(infoplane::testing::syntheticDescription());
    std::ostringstream out;
    LiveStream stream(out);
    stream.follow(store);
    for (int i = 0; i < 300; ++i) {
        infoplane::testing::appendRows(*store, 1);
        if (i % 50 == 0) std::this_thread::sleep_for(30ms);
    }
    store->setStatus({RunState::Finished, "", "2026-01-31T14:05:09+01:00", 1.0});
    stream.finish({});
    waitForEnd(stream);

    StreamDecoder decoder;
    ASSERT_TRUE(decoder.feed(bytesOf(out.str())).ok());
    EXPECT_TRUE(decoder.ended());
    EXPECT_FALSE(stream.broken());
    EXPECT_EQ(infoplane::testing::difference(*store, *decoder.store()), "");
}

TEST(LiveStream, TellsWhyThereIsNoRun) {
    std::ostringstream out;
    LiveStream stream(out);
    stream.finish(Error{ErrorCode::NotFound, "there is no such folder", "data"});
    EXPECT_TRUE(stream.ended());
    StreamDecoder decoder;
    const Status status = decoder.feed(bytesOf(out.str()));
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().message, "data: there is no such folder");
}

TEST(LiveStream, EndsWhenNobodyReads) {
    struct Refusing : std::streambuf {};
    Refusing nowhere;
    std::ostream out(&nowhere);
    LiveStream stream(out);
    stream.follow(std::make_shared<RunStore>(infoplane::testing::syntheticDescription()));
    waitForEnd(stream);
    EXPECT_TRUE(stream.broken());
}

} // namespace
} // namespace infoplane::app
