// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep/swept_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> textsFor(const std::string& text, bool whole = false) {
    const auto values = parseSweptValues("a.key", text, whole);
    EXPECT_TRUE(values.ok()) << (values.ok() ? "" : values.error().text());
    return values.ok() ? values->texts : std::vector<std::string>{};
}

std::string valuesRefusal(const std::string& text, bool whole = false) {
    const auto values = parseSweptValues("a.key", text, whole);
    EXPECT_FALSE(values.ok()) << text;
    return values.ok() ? "" : values.error().text();
}

TEST(SweptValues, AListIsTakenAsItStands) {
    EXPECT_THAT(textsFor("0.1,1e-3, 7"), ElementsAre("0.1", "1e-3", "7"));
    EXPECT_THAT(textsFor("tanh"), ElementsAre("tanh"));
    EXPECT_THAT(textsFor("cuda:0,cuda:1"), ElementsAre("cuda:0", "cuda:1"));
    EXPECT_THAT(textsFor("[64,32],[32],\"a,b\""), ElementsAre("[64,32]", "[32]", "\"a,b\""));
}

TEST(SweptValues, DecadesAreExact) {
    EXPECT_THAT(textsFor("1e-4:1:log5"), ElementsAre("0.0001", "0.001", "0.01", "0.1", "1"));
}

TEST(SweptValues, ARangeEndsExactlyWhereItSays) {
    // 0.07 and 0.9 are not where 10^x of rounded logarithms leads.
    for (const std::string rule : {"log", "lin"})
        for (const int count : {2, 3, 7, 1000}) {
            const auto texts = textsFor("0.07:0.9:" + rule + std::to_string(count));
            ASSERT_EQ(texts.size(), static_cast<std::size_t>(count));
            EXPECT_EQ(texts.front(), "0.07");
            EXPECT_EQ(texts.back(), "0.9");
        }
}

TEST(SweptValues, LogarithmicStepsHaveOneRatio) {
    const auto texts = textsFor("1e-4:1:log13");
    ASSERT_EQ(texts.size(), 13u);
    EXPECT_EQ(texts[1], "0.000215443");
    // Each value is rounded by at most 5e-6 of itself.
    for (std::size_t i = 1; i < texts.size(); ++i)
        EXPECT_NEAR(std::stod(texts[i]) / std::stod(texts[i - 1]), std::pow(10.0, 4.0 / 12.0), 3e-5);
}

TEST(SweptValues, FineStepsAreNotRounded) {
    const auto lin = textsFor("1:1.000003:lin4");
    EXPECT_NEAR(std::stod(lin[1]), 1.000001, 1e-15);
    const auto log = textsFor("1:1.0001:log3");
    EXPECT_NEAR(std::stod(log[1]), std::sqrt(1.0001), 1e-15);
}

TEST(SweptValues, LinearStepsHaveOneDifferenceAndMayFall) {
    EXPECT_THAT(textsFor("1:0:lin5"), ElementsAre("1", "0.75", "0.5", "0.25", "0"));
    EXPECT_THAT(textsFor("-1:1:lin3"), ElementsAre("-1", "0", "1"));
}

TEST(SweptValues, WholeNumbersAreRounded) {
    EXPECT_THAT(textsFor("16:1024:log7", true), ElementsAre("16", "32", "64", "128", "256", "512", "1024"));
    EXPECT_THAT(valuesRefusal("1:2:lin3", true), HasSubstr("stands twice"));
    EXPECT_THAT(valuesRefusal("1:1e17:lin3", true), HasSubstr("below 2^53"));
}

TEST(SweptValues, WhatIsNoRangeIsNamed) {
    for (const char* text : {"1:2:", "1:2:10", "1:2:log", "a:2:log3", "1:nan:lin3", "1:inf:lin3", "1:2:log3x",
                             "1:2:log3:4", "::"})
        EXPECT_THAT(valuesRefusal(text), HasSubstr("--vary a.key: a range is FROM:TO:logN")) << text;
    EXPECT_THAT(valuesRefusal("1:2:lin1"), HasSubstr("2 to 10000 values"));
    EXPECT_THAT(valuesRefusal("1:2:lin10001"), HasSubstr("2 to 10000 values"));
    EXPECT_THAT(valuesRefusal("0:1:log3"), HasSubstr("above 0"));
    EXPECT_THAT(valuesRefusal("-1:1:log3"), HasSubstr("above 0"));
}

TEST(SweptValues, MissingAndDoubleValuesAreRefused) {
    EXPECT_THAT(valuesRefusal(""), HasSubstr("a value is missing"));
    EXPECT_THAT(valuesRefusal("1,,2"), HasSubstr("a value is missing"));
    EXPECT_THAT(valuesRefusal("1,2,1"), HasSubstr("1 stands twice"));
    EXPECT_THAT(valuesRefusal("1:1:lin2"), HasSubstr("stands twice"));
}

TEST(SweptValues, NumbersOfTexts) {
    EXPECT_EQ(numberOfValue("0.5"), 0.5);
    EXPECT_EQ(numberOfValue("[1e-3]"), 1e-3);
    for (const char* text : {"", "[]", "[1,2]", "tanh", "1x"})
        EXPECT_TRUE(std::isnan(numberOfValue(text))) << text;
}

} // namespace
} // namespace infoplane
