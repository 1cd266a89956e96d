// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/available_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace infoplane {
namespace {

TEST(AvailableMemory, IsMoreThanNothingAndLessThanAllThereIs) {
    EXPECT_GT(availableMemory(), std::uint64_t{1} << 20);
    EXPECT_LT(availableMemory(), std::uint64_t{1} << 50);
}

TEST(AvailableMemory, RefusesWhatIsTooLargeWithBothSizes) {
    EXPECT_TRUE(checkMemory(1 << 20, "the data set", "here").ok());
    const Status status = checkMemory(std::numeric_limits<std::uint64_t>::max(), "the data set", "here");
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, ErrorCode::OutOfMemory);
    EXPECT_EQ(status.error().context, "here");
    EXPECT_THAT(status.error().message, testing::HasSubstr("the data set needs 16.0 EiB of memory, and "));
    EXPECT_THAT(status.error().message, testing::HasSubstr(" are available"));
}

TEST(ByteCount, IsForPeople) {
    EXPECT_EQ(byteCountText(0), "0 bytes");
    EXPECT_EQ(byteCountText(1023), "1023 bytes");
    EXPECT_EQ(byteCountText(1536), "1.5 KiB");
    EXPECT_EQ(byteCountText(640u << 10), "640 KiB");
    EXPECT_EQ(byteCountText(std::uint64_t{188160000}), "179 MiB");
}

} // namespace
} // namespace infoplane
