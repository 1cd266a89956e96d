// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/progress_line.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;
using Clock = ProgressLine::Clock;

RunProgress at(std::uint32_t method, std::uint32_t layer, std::uint64_t epoch, double fraction) {
    return {method, layer, epoch, 60, fraction, 42.0};
}

TEST(ProgressLine, SaysWhereTheTrainingStands) {
    const RunDescription run = infoplane::testing::syntheticDescription();
    EXPECT_EQ(describeProgress(run, at(0, 2, 34, 0.629)),
              "layerwise_ib, layer 2 of 3, epoch 34 of 60, 62 %, 0:42 left");
    RunProgress unknown = at(1, 0, 1, 0.0);
    unknown.seconds_left = -1.0;
    EXPECT_EQ(describeProgress(run, unknown), run.methods[1].name + ", epoch 1 of 60, 0 %");
}

TEST(ProgressLine, WritesPlainLinesForTenthsAndLayers) {
    RunStore store(infoplane::testing::syntheticDescription());
    std::ostringstream err;
    ProgressLine line(err, 0);
    line.show(store, Clock::now()); // nothing was said yet
    EXPECT_EQ(err.str(), "");
    for (int i = 0; i <= 1000; ++i) {
        store.setProgress(at(0, i < 505 ? 1 : 2, static_cast<std::uint64_t>(i), i / 1000.0));
        line.show(store, Clock::now());
    }
    const std::string text = err.str();
    // 0 %, ten tenths, and the second layer.
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 12) << text;
    EXPECT_EQ(text.find('\r'), std::string::npos);
    EXPECT_NE(text.find("layer 2 of 3, epoch 505"), std::string::npos) << text;
}

TEST(ProgressLine, RewritesOneLineOnATerminalTenTimesASecond) {
    RunStore store(infoplane::testing::syntheticDescription());
    std::ostringstream err;
    ProgressLine line(err, 20);
    const Clock::time_point start = Clock::now();
    for (int i = 0; i < 1000; ++i) {
        store.setProgress(at(0, 1, static_cast<std::uint64_t>(i), i / 1000.0));
        line.show(store, start + i * 1ms);
    }
    const std::string text = err.str();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), 10);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 0);
    EXPECT_NE(text.find("layerwise_ib, layer"), std::string::npos);
    EXPECT_EQ(text.find("layerwise_ib, layer "), std::string::npos) << "cut to less than the width";
    line.clear();
    EXPECT_TRUE(err.str().ends_with("\r\033[K"));
}

} // namespace
} // namespace infoplane::app
