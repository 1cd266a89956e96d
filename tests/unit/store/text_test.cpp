// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/clock.h"
#include "core/support/utf8.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

namespace infoplane {
namespace {

TEST(Utf8, AcceptsEveryLengthAndRefusesWhatIsNotUtf8) {
    EXPECT_TRUE(isUtf8(""));
    EXPECT_TRUE(isUtf8("aé€😀"));
    for (const char* bad : {"\x80", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82",
                            "\xff", "a\xc3(", "\xf0\x80\x80\xaf"})
        EXPECT_FALSE(isUtf8(bad)) << bad;
}

TEST(Utf8, IsCutBetweenCharacters) {
    EXPECT_EQ(cutUtf8("abc", 3), "abc");
    EXPECT_EQ(cutUtf8("aé", 2), "a");
    EXPECT_EQ(cutUtf8("a😀b", 4), "a");
    EXPECT_EQ(cutUtf8("a😀b", 5), "a😀");
    EXPECT_EQ(cutUtf8("😀", 0), "");
}

TEST(Clock, WritesIsoTimeWithZone) {
    setenv("TZ", "XYZ-05:30", 1);
    tzset();
    EXPECT_EQ(isoTime(std::chrono::system_clock::from_time_t(0)), "1970-01-01T05:30:00+05:30");
    setenv("TZ", "UTC0", 1);
    tzset();
    EXPECT_EQ(isoTime(std::chrono::system_clock::from_time_t(1769864709)), "2026-01-31T13:05:09+00:00");
}

} // namespace
} // namespace infoplane
