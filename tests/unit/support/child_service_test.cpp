// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/child_service.h"

#include <gtest/gtest.h>

#include <csignal>
#include <vector>

namespace infoplane {
namespace {

using Bytes = std::vector<std::byte>;

// Answers each byte with a million of the next one, until it is asked for a crash.
void answer(ByteChannel& channel) {
    std::byte asked{};
    while (channel.read(std::span(&asked, 1))) {
        if (asked == std::byte{0}) {
            std::signal(SIGSEGV, SIG_DFL); // without a sanitizer's report
            (void)std::raise(SIGSEGV);
        }
        const Bytes answered(1'000'000, std::byte(int(asked) + 1));
        if (!channel.write(answered)) return;
    }
}

bool ask(ByteChannel& channel, std::byte what, Bytes& answered) {
    return channel.write(std::span(&what, 1)) && channel.read(answered);
}

TEST(ChildService, AnswersOneRequestAfterTheOther) {
    const auto child = ChildService::start(answer);
    ASSERT_TRUE(child.ok());
    for (const int what : {4, 9, 1}) {
        Bytes answered(1'000'000);
        ASSERT_TRUE(ask(**child, std::byte(what), answered));
        EXPECT_EQ(answered, Bytes(1'000'000, std::byte(what + 1)));
    }
}

TEST(ChildService, ACrashThereIsSeenHere) {
    const auto child = ChildService::start(answer);
    ASSERT_TRUE(child.ok());
    Bytes answered(1);
    EXPECT_FALSE(ask(**child, std::byte{0}, answered));
    EXPECT_FALSE(ask(**child, std::byte{1}, answered));
}

TEST(ChildService, EndsInTheMiddleOfAnAnswer) {
    const auto child = ChildService::start(answer);
    ASSERT_TRUE(child.ok());
    Bytes answered(10);
    EXPECT_TRUE(ask(**child, std::byte{1}, answered)); // the destructor waits for the child
}

} // namespace
} // namespace infoplane
