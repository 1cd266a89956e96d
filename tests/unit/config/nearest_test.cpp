// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/nearest.h"

#include <gtest/gtest.h>

namespace infoplane {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsAndReplacements) {
    EXPECT_EQ(editDistance("", ""), 0u);
    EXPECT_EQ(editDistance("sigma", "sigma"), 0u);
    EXPECT_EQ(editDistance("", "abc"), 3u);
    EXPECT_EQ(editDistance("kitten", "sitting"), 3u);
    EXPECT_EQ(editDistance("sitting", "kitten"), 3u);
    EXPECT_EQ(editDistance("flaw", "lawn"), 2u);
}

TEST(DidYouMean, FindsANearWordAndTheLastPartElsewhere) {
    const std::vector<std::string> keys{"data.name", "network.sigma", "network.widths"};
    EXPECT_EQ(didYouMean("network.sigmma", keys), "; did you mean \"network.sigma\"?");
    EXPECT_EQ(didYouMean("sigma", keys), "; did you mean \"network.sigma\"?");
    EXPECT_EQ(didYouMean("data.widths", keys), "; did you mean \"network.widths\"?");
}

TEST(DidYouMean, SaysNothingWhereNothingIsNear) {
    EXPECT_EQ(didYouMean("qqqqqq", {"data.name", "network.sigma"}), "");
    EXPECT_EQ(didYouMean("x", {}), "");
    EXPECT_EQ(didYouMean(std::string(1u << 20, 'x'), {"network.sigma"}), "");
}

} // namespace
} // namespace infoplane
