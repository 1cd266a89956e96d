// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/philox.h"
#include "ui/plots/clip.h"
#include "ui/plots/columns.h"
#include "ui/plots/epoch_colours.h"
#include "ui/plots/label_placer.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/trajectory_pyramid.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace infoplane::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Clip, KeepsWhatIsInside) {
    const QRectF rect(0, 0, 10, 10);
    EXPECT_EQ(clipSegment({1, 1, 9, 9}, rect), QLineF(1, 1, 9, 9));
    EXPECT_EQ(clipSegment({-5, 5, 15, 5}, rect), QLineF(0, 5, 10, 5));
    EXPECT_EQ(clipSegment({5, -10, 5, 30}, rect), QLineF(5, 0, 5, 10));
    EXPECT_EQ(clipSegment({-2, 3, 3, -2}, rect), QLineF(0, 1, 1, 0));
    EXPECT_FALSE(clipSegment({-1, 3, 3, -2}, QRectF(2, 2, 1, 1)).has_value());
    EXPECT_FALSE(clipSegment({11, 0, 11, 10}, rect).has_value());
}

TEST(Clip, PolygonLosesItsCorners) {
    const QPolygonF diamond({{5, -5}, {15, 5}, {5, 15}, {-5, 5}});
    const QPolygonF inside = clipPolygon(diamond, QRectF(0, 0, 10, 10));
    EXPECT_EQ(inside.boundingRect(), QRectF(0, 0, 10, 10));
    EXPECT_TRUE(clipPolygon(diamond, QRectF(100, 100, 10, 10)).isEmpty());
}

TEST(Columns, GroupByPixelAndKeepExtremes) {
    const std::vector<double> x{0.0, 0.1, 0.2, 0.9, 1.5, 7.0};
    const auto columns = columnsOf(x, 0.0, 5.0, [](double pixel) { return pixel; });
    ASSERT_EQ(columns.size(), 2u);
    EXPECT_EQ(columns[0].begin, 0u);
    EXPECT_EQ(columns[0].end, 4u);
    EXPECT_EQ(columns[1].pixel, 1.5);
    const std::vector<double> y{3.0, 9.0, kNan, 1.0, 5.0, 5.0};
    EXPECT_THAT(extremesOf(columns[0], y), ElementsAre(0u, 1u, 3u));
    EXPECT_THAT(extremesOf({0.0, 2, 3}, y), IsEmpty());
    EXPECT_THAT(extremesOf({0.0, 4, 6}, y), ElementsAre(4u, 5u));
}

constexpr Box kEverything{-1e9, 1e9, -1e9, 1e9};

TrajectoryPyramid walk(std::size_t points, std::vector<double>* xs = nullptr,
                       std::vector<double>* ys = nullptr) {
    std::vector<float> steps(2 * points);
    fillNormal({1, Purpose::Shuffle, 0}, 0, steps.data(), steps.size());
    TrajectoryPyramid pyramid;
    double x = 0.0, y = 0.0;
    for (std::size_t i = 0; i < points; ++i) {
        pyramid.append(x += steps[2 * i], y += steps[2 * i + 1]);
        if (xs) xs->push_back(x);
        if (ys) ys->push_back(y);
    }
    return pyramid;
}

TEST(Pyramid, FewPointsAreAllThere) {
    const auto runs = walk(1000).query(kEverything, 4000);
    ASSERT_EQ(runs.size(), 1u);
    std::vector<std::uint32_t> all(1000);
    std::iota(all.begin(), all.end(), 0u);
    EXPECT_EQ(runs[0], all);
}

TEST(Pyramid, ManyPointsBecomeFewInOrderWithBothEnds) {
    const auto runs = walk(300000).query(kEverything, 2000);
    ASSERT_EQ(runs.size(), 1u);
    EXPECT_GT(runs[0].size(), 900u);
    EXPECT_LT(runs[0].size(), 2200u);
    EXPECT_EQ(runs[0].front(), 0u);
    EXPECT_EQ(runs[0].back(), 299999u);
    EXPECT_TRUE(std::is_sorted(runs[0].begin(), runs[0].end()));
    EXPECT_EQ(std::adjacent_find(runs[0].begin(), runs[0].end()), runs[0].end());
}

TEST(Pyramid, ExcursionsSurvive) {
    TrajectoryPyramid pyramid;
    for (int i = 0; i < 100000; ++i)
        pyramid.append(i * 1e-6, i == 54321 ? 5.0 : 0.0);
    const auto runs = pyramid.query(kEverything, 500);
    ASSERT_EQ(runs.size(), 1u);
    EXPECT_TRUE(std::binary_search(runs[0].begin(), runs[0].end(), 54321u));
}

TEST(Pyramid, AViewShowsAllThatIsInIt) {
    std::vector<double> x, y;
    const TrajectoryPyramid pyramid = walk(50000, &x, &y);
    const Box view{x[30000] - 3, x[30000] + 3, y[30000] - 3, y[30000] + 3};
    std::vector<bool> drawn(x.size());
    std::size_t count = 0;
    for (const auto& run : pyramid.query(view, 20000))
        for (const std::uint32_t i : run) {
            drawn[i] = true;
            ++count;
        }
    EXPECT_LT(count, 20000u);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const bool inside =
            x[i] >= view.left && x[i] <= view.right && y[i] >= view.bottom && y[i] <= view.top;
        EXPECT_TRUE(drawn[i] || !inside) << i;
    }
}

TEST(Pyramid, GrowingEqualsGrown) {
    TrajectoryPyramid growing;
    std::vector<double> x, y;
    const TrajectoryPyramid grown = walk(7777, &x, &y);
    for (std::size_t i = 0; i < x.size(); ++i) {
        growing.append(x[i], y[i]);
        if (i % 1000 == 0) (void)growing.query(kEverything, 100);
    }
    EXPECT_EQ(growing.query(kEverything, 300), grown.query(kEverything, 300));
}

TEST(Pyramid, ValuesThatAreNoNumbersDoNoHarm) {
    TrajectoryPyramid pyramid;
    for (int i = 0; i < 5000; ++i)
        pyramid.append(i % 3 ? kNan : i, i % 5 ? i : HUGE_VAL);
    EXPECT_FALSE(pyramid.query(kEverything, 100).empty());
    EXPECT_TRUE(TrajectoryPyramid().query(kEverything, 100).empty());
}

TEST(Colours, RunFromDarkToLightAndStayVisible) {
    for (const ColourMap map : {ColourMap::Viridis, ColourMap::Cividis})
        for (const bool dark : {false, true}) {
            const EpochColours colours(map, dark);
            int before = -1;
            for (int i = 0; i < EpochColours::kSteps; ++i) {
                const QRgb c = colours.at(i);
                const int grey = (299 * qRed(c) + 587 * qGreen(c) + 114 * qBlue(c)) / 1000;
                EXPECT_GE(grey, before - 1);
                before = grey;
            }
            EXPECT_EQ(colours.step(-1.0), 0);
            EXPECT_EQ(colours.step(2.0), 255);
            EXPECT_EQ(colours.step(kNan), 0);
        }
}

TEST(Labels, AvoidEachOtherAndTheEdge) {
    const QRectF area(0, 0, 300, 200);
    LabelPlacer placer(area);
    std::vector<QRectF> placed;
    for (int i = 0; i < 6; ++i) {
        const QRectF rect = placer.place({280.0 - 2 * i, 100.0}, {50, 14}, 6.0);
        EXPECT_TRUE(area.contains(rect)) << i;
        for (const QRectF& other : placed)
            EXPECT_FALSE(rect.intersects(other)) << i;
        placed.push_back(rect);
    }
}

TEST(Text, ShowsAsManyDigitsAsTheErrorAllows) {
    const QLocale c = QLocale::c();
    EXPECT_EQ(valueText(c, 3.251234, 0.0042).toStdString(), "3.2512 \u00b1 0.0042");
    EXPECT_EQ(valueText(c, 3.251234, 12.0).toStdString(), "3 \u00b1 12");
    EXPECT_EQ(valueText(c, 3.251234, kNan).toStdString(), "3.251");
    EXPECT_EQ(valueText(c, kNan, 0.1).toStdString(), "NaN");
    EXPECT_EQ(mathText(QStringLiteral("I(X;T^), sigma")).toStdString(), "I(X;T\u0302), \u03c3");
}

} // namespace
} // namespace infoplane::ui
