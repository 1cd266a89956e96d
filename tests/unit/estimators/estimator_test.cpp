// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/estimator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

namespace infoplane {
namespace {

const EstimatorInfo kInfo{"example",
                          "Example",
                          "",
                          {{"k", 3.0, 1.0, 100.0, true, "", "neighbours"},
                           {"sigma", std::nullopt, 1e-6, 1e6, false, "unit of x", "noise"}},
                          false};

TEST(Variable, NamesTheRowThatHoldsNoNumber) {
    const auto nan = continuousVariable("x", {1, 2, 3, std::nan(""), 5, 6}, 2);
    ASSERT_FALSE(nan.ok());
    EXPECT_EQ(nan.error().text(), "x: a NaN stands in row 1, column 1 (counted from 0); leave such rows out");
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_FALSE(discreteVariable("x", std::vector<double>{1, -infinity}, 1).ok());
}

TEST(Variable, RefusesWhatIsNoTable) {
    EXPECT_FALSE(continuousVariable("x", {}, 1).ok());
    EXPECT_FALSE(continuousVariable("x", {1, 2}, 0).ok());
    EXPECT_FALSE(continuousVariable("x", {1, 2, 3}, 2).ok());
    EXPECT_FALSE(discreteVariable("y", std::vector<std::int64_t>{}).ok());
}

TEST(Variable, NumbersEqualRowsAsOneSymbol) {
    const auto y = discreteVariable("y", std::vector<double>{0.0, 1, 2, 1, -0.0, 1}, 2);
    ASSERT_TRUE(y.ok());
    EXPECT_EQ(y->symbols, (std::vector<std::int64_t>{0, 1, 0}));
    EXPECT_EQ(y->symbol_count, 2u);
    EXPECT_EQ(symbolCounts(*y), (std::vector<std::uint64_t>{2, 1}));
}

TEST(Variable, RenumbersLabelsInAscendingOrder) {
    const auto y = discreteVariable("y", std::vector<std::int64_t>{7, -2, 7, 100});
    ASSERT_TRUE(y.ok());
    EXPECT_EQ(y->symbols, (std::vector<std::int64_t>{1, 0, 1, 2}));
    const Variable part = subsample(*y, std::vector<std::size_t>{3, 1, 3});
    EXPECT_EQ(part.symbols, (std::vector<std::int64_t>{1, 0, 1}));
    EXPECT_EQ(part.symbol_count, 2u);
}

TEST(EstimatorParameters, AreCompletedByTheirDefaults) {
    const auto values = completeParameters(kInfo, {{"sigma", 0.5}});
    ASSERT_TRUE(values.ok());
    EXPECT_EQ(*values, (ParameterValues{{"k", 3.0}, {"sigma", 0.5}}));
    EXPECT_EQ(parametersJson(kInfo, *values, 7), R"({"k":3,"sigma":0.5,"seed":7})");
}

TEST(EstimatorParameters, SayWhatIsWrongWithThem) {
    EXPECT_EQ(completeParameters(kInfo, {}).error().text(),
              "example: sigma must be given: noise (a number from 1e-06 to 1e+06)");
    EXPECT_EQ(completeParameters(kInfo, {{"sigma", 1.0}, {"k", 2.5}}).error().text(),
              "example: k must be a whole number from 1 to 100");
    EXPECT_FALSE(completeParameters(kInfo, {{"sigma", std::nan("")}}).ok());
    const std::string text = completeParameters(kInfo, {{"sigmo", 1.0}}).error().text();
    EXPECT_NE(text.find("did you mean \"sigma\"?"), std::string::npos) << text;
}

TEST(Estimators, HaveDifferentNamesAndDefaultsInTheirRange) {
    std::set<std::string> names;
    for (const auto& estimator : allEstimators()) {
        const EstimatorInfo& info = estimator->info();
        EXPECT_TRUE(names.insert(info.name).second) << info.name;
        EXPECT_FALSE(info.title.empty() || info.source.empty()) << info.name;
        ParameterValues required;
        for (const EstimatorParameter& p : info.parameters) {
            EXPECT_FALSE(p.sentence.empty()) << info.name << " " << p.name;
            if (!p.default_value) required.emplace(p.name, p.minimum);
        }
        EXPECT_TRUE(completeParameters(info, required).ok()) << info.name;
    }
}

} // namespace
} // namespace infoplane
