// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/constant_layer.h"
#include "core/controls/identity_layer.h"
#include "core/controls/permuted_pairs.h"
#include "core/controls/shuffled_labels.h"
#include "core/support/philox.h"
#include "tests/unit/controls/layers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace infoplane {
namespace {

using testing_layers::layerOf;
using testing_layers::spaced;

const ControlSettings kTwoThreads{2, {}};

std::vector<double> gaussian(std::size_t count) {
    std::vector<float> numbers(count);
    fillNormal({11, Purpose::SelfTest}, 0, numbers.data(), count);
    return {numbers.begin(), numbers.end()};
}

// All patterns of six signs.
std::vector<double> signs() {
    std::vector<double> values;
    for (int i = 0; i < 64; ++i)
        for (int k = 0; k < 6; ++k)
            values.push_back(((i >> k) & 1) != 0 ? 1.0 : -1.0);
    return values;
}

const ControlRow& rowOf(const std::vector<ControlRow>& rows, const std::string& estimator,
                        const std::string& quantity) {
    const auto found = std::ranges::find_if(rows, [&](const ControlRow& row) {
        return row.estimator == estimator && row.quantity.starts_with(quantity);
    });
    EXPECT_NE(found, rows.end()) << estimator << " " << quantity;
    return *found;
}

void expectAsGiven(const std::vector<ControlRow>& rows) {
    for (const ControlRow& row : rows)
        EXPECT_EQ(row.verdict, ControlVerdict::AsGiven)
            << row.control << " " << row.estimator << " " << row.quantity << " " << row.value << " not in "
            << row.must.low << ".." << row.must.high;
}

// The trap: labels that have nothing to do with the points, and yet the plug-in gives all of H(Y).
TEST(ShuffledLabels, FillThePlugInWherePointsAreTold) {
    const auto rows = shuffledLabels(layerOf(spaced(40, 1.0), 4, 1, 1e-3), kTwoThreads);
    ASSERT_TRUE(rows.ok()) << rows.error().text();
    expectAsGiven(*rows);
    EXPECT_NEAR(rowOf(*rows, "mixture", "I(T^;Y)").value, std::log(4.0), 1e-9);
    EXPECT_NEAR(rowOf(*rows, "mixture", "I(T^;Y)").beside, std::log(4.0), 1e-9);
    EXPECT_EQ(rowOf(*rows, "linear_probe", "accuracy").unit, "fraction");
}

// Overlapping points: between 0 and H(Y), where chance puts it; out of sample nothing is left.
TEST(ShuffledLabels, AreAtChanceInBetween) {
    const ControlledLayer layer = layerOf(gaussian(600), 3, 2);
    const auto rows = shuffledLabels(layer, kTwoThreads);
    ASSERT_TRUE(rows.ok());
    expectAsGiven(*rows);
    const ControlRow& mixture = rowOf(*rows, "mixture", "I(T^;Y)");
    EXPECT_GT(mixture.value, 0.0);
    EXPECT_LT(mixture.value, std::log(3.0) / 2.0);
    const ControlRow& held_out = rowOf(*rows, "held_out_mixture", "I(T^;Y)");
    EXPECT_LT(std::abs(held_out.value), 0.02);
    EXPECT_LE(held_out.must.low + held_out.must.high, 2 * kRounding); // Jensen: the mean is at most 0
}

TEST(ShuffledLabels, AreTheSameAgainAndStop) {
    const ControlledLayer layer = layerOf(gaussian(200), 2, 2);
    const auto first = shuffledLabels(layer, {1, {}}), again = shuffledLabels(layer, kTwoThreads);
    for (std::size_t i = 0; i < first->size(); ++i)
        EXPECT_EQ((*first)[i].value, (*again)[i].value);
    EXPECT_EQ(shuffledLabels(layer, {1, [] { return false; }}).error().code, ErrorCode::Cancelled);
}

TEST(PermutedPairs, TellNothing) {
    const ControlledLayer layer = layerOf(gaussian(1200), 3, 3);
    const auto rows = permutedPairs(layer, layer.train().t, kTwoThreads);
    ASSERT_TRUE(rows.ok());
    ASSERT_EQ(rows->size(), 4u);
    expectAsGiven(*rows);
    for (const ControlRow& row : *rows)
        EXPECT_LT(row.must.high, 0.2) << row.estimator; // the interval says something
}

// On a lattice nearest neighbours tie, and KSG is not held to 0.
TEST(PermutedPairs, HoldKsgToNothingOnALattice) {
    const ControlledLayer layer = layerOf(signs(), 2, 6, 0.25);
    const auto rows = permutedPairs(layer, layer.train().t, kTwoThreads);
    ASSERT_TRUE(rows.ok());
    EXPECT_EQ(rowOf(*rows, "ksg", "I(X;T^)").verdict, ControlVerdict::Beside);
    EXPECT_EQ(rowOf(*rows, "gaussian_copula", "I(T;T^)").verdict, ControlVerdict::AsGiven);
}

TEST(ConstantLayer, IsZeroForEveryEstimatorWithoutACritic) {
    const auto rows = constantLayer(layerOf(gaussian(400), 4, 2), kTwoThreads);
    ASSERT_TRUE(rows.ok());
    expectAsGiven(*rows);
    std::set<std::string> seen;
    for (const ControlRow& row : *rows)
        seen.insert(row.estimator.substr(0, row.estimator.find("_")));
    for (const char* name : {"binning", "ksg", "ross", "gao", "gaussian", "linear", "renyi", "mixture", "kt"})
        EXPECT_TRUE(seen.contains(name)) << name;
}

// Signs at sigma 0.25 are told from one another but for 1e-4 of the draws; each has cells of its own.
TEST(IdentityLayer, KeepsAllThatTheNoiseLeaves) {
    const auto rows = identityLayer(layerOf(signs(), 2, 6, 0.25), kTwoThreads);
    ASSERT_TRUE(rows.ok());
    expectAsGiven(*rows);
    EXPECT_NEAR(rowOf(*rows, "mixture", "I(X;T^)").value, std::log(64.0), 0.01);
    EXPECT_NEAR(rowOf(*rows, "mixture", "I(T^;Y)").value, std::log(2.0), 0.01);
    EXPECT_NEAR(rowOf(*rows, "binning", "I(X;T_b)").value, std::log(64.0), 1e-9);
    EXPECT_NEAR(rowOf(*rows, "binning", "I(X;T_b)").must.low, std::log(64.0), 2 * kRounding);
    EXPECT_NEAR(rowOf(*rows, "binning", "I(T_b;Y)").value, std::log(2.0), 1e-9);
}

// Equal inputs with different labels, and numbers closer than the bins are wide.
TEST(IdentityLayer, StatesBoundsWhereBinsJoinInputs) {
    std::vector<double> values = gaussian(300);
    std::copy_n(values.begin(), 50, values.begin() + 151); // odd shift: the labels differ
    const auto rows = identityLayer(layerOf(values, 2), kTwoThreads);
    ASSERT_TRUE(rows.ok());
    expectAsGiven(*rows);
    EXPECT_LT(rowOf(*rows, "binning", "I(X;T_b)").value, rowOf(*rows, "binning", "I(X;T_b)").must.high);
    EXPECT_LT(rowOf(*rows, "binning", "I(X;T_b)").must.high, std::log(300.0));
}

} // namespace
} // namespace infoplane
