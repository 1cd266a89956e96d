// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/series.h"
#include "tests/unit/series/small_run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <sstream>

namespace infoplane {
namespace {

using testing::SmallRun;

std::vector<std::string> linesOf(const std::string& csv) {
    std::vector<std::string> lines;
    std::istringstream stream(csv);
    for (std::string line; std::getline(stream, line);) {
        EXPECT_TRUE(line.ends_with('\r'));
        lines.push_back(line.substr(0, line.size() - 1));
    }
    return lines;
}

Series point(double x, double y) {
    Series series;
    series.method = "layerwise_ib";
    series.layer = 2;
    series.quantity = "plane";
    series.split = "train";
    series.estimator = "mixture";
    series.unit = "bits";
    series.row = {17};
    series.pass = {0.1};
    series.x = {x};
    series.y = {y};
    series.x_error = {0.25};
    series.y_error = {0.5};
    series.flags = {2};
    series.x_cap = 10.5;
    series.y_cap = std::numeric_limits<double>::quiet_NaN();
    return series;
}

TEST(Csv, PlaneHasBothInformationsWithErrorsAndCaps) {
    PlotData data;
    data.series = {point(1.5, 2.0)};
    const auto lines = linesOf(writeCsv(data, PlotKind::Plane));
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0],
              "method,layer,quantity,split,estimator,unit,row,pass,I_XT,I_XT_error,I_XT_spread,I_XT_cap,"
              "I_TY,I_TY_error,I_TY_spread,I_TY_cap,flags");
    EXPECT_EQ(lines[1], "layerwise_ib,2,plane,train,mixture,bits,17,0.1,1.5,0.25,,10.5,2,0.5,,,2");
}

TEST(Csv, OtherPlotsHaveOneValue) {
    PlotData data;
    data.series = {point(0.1, 2.0)};
    const auto lines = linesOf(writeCsv(data, PlotKind::Accuracy));
    EXPECT_EQ(
        lines[0],
        "method,layer,quantity,split,estimator,unit,row,pass,value,value_error,value_spread,value_cap,flags");
    EXPECT_EQ(lines[1], "layerwise_ib,2,plane,train,mixture,bits,17,0.1,2,0.5,,,2");
}

TEST(Csv, NumbersReadBackExactlyInEveryLocale) {
    const double value = 0.1 + 0.2;
    PlotData data;
    data.series = {point(value, std::numeric_limits<double>::quiet_NaN())};
    const auto lines = linesOf(writeCsv(data, PlotKind::Plane));
    EXPECT_NE(lines[1].find("0.30000000000000004"), std::string::npos);
    EXPECT_NE(lines[1].find(",nan,"), std::string::npos);
}

TEST(Csv, QuotesWhatNeedsIt) {
    PlotData data;
    data.series = {point(1.0, 2.0)};
    data.series[0].method = "a,\"b\"\nc";
    EXPECT_NE(writeCsv(data, PlotKind::Plane).find("\r\n\"a,\"\"b\"\"\nc\",2,"), std::string::npos);
}

TEST(Csv, HasOneLineForEveryPoint) {
    SmallRun run;
    for (int i = 0; i < 4; ++i)
        run.append(1 + i / 2, i);
    SeriesOptions options;
    options.method = "layerwise_ib";
    const auto data = plotData(run.store(), PlotKind::Plane, options);
    ASSERT_TRUE(data.ok());
    EXPECT_EQ(linesOf(writeCsv(*data, PlotKind::Plane)).size(), 1u + 2u * 4u);
}

} // namespace
} // namespace infoplane
