// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/joint_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace infoplane {
namespace {

using Values = std::vector<double>;

TEST(JointTable, LeavesOutWhatNeverOccursAndSaysSo) {
    const auto table = jointTable(Values{0.5, 0, 0.25, 0, 0, 0, 0.125, 0, 0.125}, 3, 3);
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->x_count, 2u);
    EXPECT_EQ(table->y_count, 2u);
    EXPECT_EQ(table->p, (Values{0.5, 0.25, 0.125, 0.125}));
    EXPECT_EQ(table->warnings, (std::vector<std::string>{"1 value of x has probability 0 and is left out.",
                                                         "1 value of y has probability 0 and is left out."}));
}

TEST(JointTable, RescalesASumNearOneAndRefusesAnyOther) {
    const auto near = jointTable(Values{0.5, 0.5 + 5e-7}, 2, 1);
    ASSERT_TRUE(near.ok());
    EXPECT_EQ(near->warnings.size(), 1u);
    EXPECT_NEAR(near->p[0] + near->p[1], 1.0, 1e-15);
    EXPECT_TRUE(jointTable(Values{0.1, 0.2, 0.7}, 3, 1)->warnings.empty()); // off by rounding alone
    EXPECT_FALSE(jointTable(Values{0.5, 0.5 + 2e-6}, 2, 1).ok());
    EXPECT_FALSE(jointTable(Values{3, 4}, 2, 1).ok());
    EXPECT_FALSE(jointTable(Values{0, 0}, 2, 1).ok());
}

TEST(JointTable, RefusesWhatIsNoProbability) {
    for (const double bad : {-0.1, std::nan(""), std::numeric_limits<double>::infinity()}) {
        const auto table = jointTable(Values{0.5, 0.5, 0.0, bad}, 2, 2);
        ASSERT_FALSE(table.ok());
        EXPECT_NE(table.error().message.find("row 1, column 1"), std::string::npos) << table.error().text();
    }
}

TEST(JointTable, RefusesAWrongSizeBeforeItAllocates) {
    EXPECT_FALSE(jointTable(Values{}, 0, 3).ok());
    EXPECT_FALSE(jointTable(Values{}, 3, 0).ok());
    EXPECT_FALSE(jointTable(Values{1.0}, 1, 2).ok());
    constexpr auto kHuge = std::numeric_limits<std::size_t>::max();
    EXPECT_FALSE(jointTable(Values{1.0}, kHuge, kHuge).ok()); // whose product is 1 modulo 2^64
    EXPECT_FALSE(jointTable(Values{1.0}, kMostTableCells, 2).ok());
}

TEST(JointTable, DividesCountsByTheirSum) {
    const auto table = jointTableOfCounts(Values{1, 3, 0, 4}, 2, 2);
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->p, (Values{0.125, 0.375, 0.0, 0.5}));
    EXPECT_FALSE(jointTableOfCounts(Values{0, 0}, 2, 1).ok());
    EXPECT_FALSE(jointTableOfCounts(Values{1e308, 1e308}, 2, 1).ok());
}

TEST(JointTable, JoinsRowsOfTheSameConditional) {
    const auto table = jointTable(Values{0.1, 0.2, 0.3, 0.1, 0.1, 0.2}, 3, 2);
    const JointTable joined = joinEqualRows(*table);
    ASSERT_EQ(joined.x_count, 2u);
    EXPECT_NEAR(joined.p[0], 0.2, 1e-15);
    EXPECT_NEAR(joined.p[1], 0.4, 1e-15);
    EXPECT_NEAR(informationOf(joined).information, informationOf(*table).information, 1e-15);
}

} // namespace
} // namespace infoplane
