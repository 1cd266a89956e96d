// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/identity_layer.h"

#include "core/controls/measured.h"
#include "core/support/assert.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

constexpr const char* kIdentity = "identity layer";
constexpr double kIdentityDraws = 2; // two tell the Monte Carlo error from the spread between points
constexpr double kIdentityBins = 30;

ControlRow rowOf(const ControlledLayer& layer, const Estimation& estimation, MustGive must) {
    ControlRow row = layer.row(kIdentity, kSplitNames[0]);
    setEstimation(row, estimation);
    row.must = std::move(must);
    row.verdict = judge(row.must, row.value);
    return row;
}

// H of a discrete variable, nats.
double entropyOf(const Variable& y) {
    return histogramEntropy(symbolCounts(y));
}

Result<std::vector<ControlRow>> noisyRows(const ControlledLayer& layer, const ControlSettings& settings) {
    const Variable &t = layer.train().t, y = layer.train().y();
    const auto plug_in =
        measured("mixture", t, y, {{"sigma", layer.sigma}, {"draws", kIdentityDraws}}, layer.seed, settings);
    if (!plug_in) return plug_in.error();
    const auto bounds = measured("kt", t, y, {{"sigma", layer.sigma}}, layer.seed, settings);
    if (!bounds) return bounds.error();
    const auto bound = [&bounds](const std::string& name, const std::string& estimand) {
        for (const Estimation& b : *bounds)
            if (b.estimator == name && b.estimand == estimand) return b.estimate.value;
        INFOPLANE_ASSERT(false);
        return kNotKnown;
    };
    const Estimation &xt = plug_in->at(0), &ty = plug_in->at(1);
    const double of_xt = kAllowedErrors * xt.estimate.standard_error + kRounding;
    const double of_ty = kAllowedErrors * ty.estimate.standard_error + kRounding;
    const double hidden = std::log(static_cast<double>(t.points)) - xt.estimate.value;
    const double low = std::max({0.0, bound("kt_lower", ty.estimand), entropyOf(y) - hidden - of_xt});
    const double high = std::min({xt.estimate.value + of_xt, entropyOf(y), bound("kt_upper", ty.estimand)});
    std::vector<ControlRow> rows{
        rowOf(layer, xt,
              {bound("kt_lower", xt.estimand) - of_xt, bound("kt_upper", xt.estimand) + of_xt,
               "between the pairwise bounds, and at most ln N; 5 Monte Carlo errors"}),
        rowOf(layer, ty,
              {low - of_ty, high + of_ty,
               "min(I(X;T^), H(Y)) less at most what the noise hides, ln N - I(X;T^); 5 Monte Carlo "
               "errors"})};
    for (ControlRow& row : rows)
        row.sigma = layer.sigma;
    return rows;
}

// The least distance of different numbers of one column.
double leastGap(const Variable& t) {
    double least = kNoLimit;
    std::vector<double> column(t.points);
    for (std::size_t k = 0; k < t.width; ++k) {
        for (std::size_t i = 0; i < t.points; ++i)
            column[i] = t.row(i)[k];
        std::ranges::sort(column);
        for (std::size_t i = 1; i < column.size(); ++i)
            if (column[i] > column[i - 1]) least = std::min(least, column[i] - column[i - 1]);
    }
    return least;
}

// H(X) and H(X,Y) of the sample.
struct InputEntropies {
    double x, joint;
};
InputEntropies inputEntropies(const ControlledLayer& layer) {
    const Variable& t = layer.train().t;
    const auto x = discreteVariable("X", t.values, t.width);
    INFOPLANE_ASSERT(x.ok());
    std::vector<double> pairs;
    for (std::size_t i = 0; i < t.points; ++i) {
        pairs.push_back(static_cast<double>(x->symbols[i]));
        pairs.push_back(static_cast<double>(layer.train().labels[i]));
    }
    const auto joint = discreteVariable("X,Y", pairs, 2);
    INFOPLANE_ASSERT(joint.ok());
    return {entropyOf(*x), entropyOf(*joint)};
}

Result<std::vector<ControlRow>> binnedRows(const ControlledLayer& layer, const ControlSettings& settings) {
    const Variable &t = layer.train().t, y = layer.train().y();
    const auto results = measured("binning", t, y, {{"bins", kIdentityBins}}, layer.seed, settings);
    if (!results) return results.error();
    const Estimation &ty = results->at(0), &xt = results->at(1);
    const auto [lowest, highest] = std::ranges::minmax(t.values);
    const bool separated = leastGap(t) > (highest - lowest) / kIdentityBins * (1.0 + 1e-6);
    const auto [h_x, h_joint] = inputEntropies(layer);
    const double lost = h_joint - xt.estimate.value; // H(Y|X) + H(X) - H(T_b)
    const double h_y = entropyOf(y);
    return std::vector<ControlRow>{
        rowOf(layer, xt,
              {(separated ? h_x : 0.0) - kRounding, h_x + kRounding,
               separated
                   ? "H(X) exactly (ln N where all inputs differ): the bins separate all different numbers"
                   : "at most H(X) (ln N where all inputs differ): the bins join some inputs"}),
        rowOf(layer, ty,
              {std::max(0.0, h_y - lost) - kRounding, std::min(xt.estimate.value, h_y) + kRounding,
               "min(H(T_b), H(Y)) less at most what the bins join, H(X) - H(T_b)"})};
}

} // namespace

Result<std::vector<ControlRow>> identityLayer(const ControlledLayer& layer, const ControlSettings& settings) {
    auto rows = noisyRows(layer, settings);
    if (!rows) return rows.error();
    const auto binned = binnedRows(layer, settings);
    if (!binned) return binned.error();
    rows->insert(rows->end(), binned->begin(), binned->end());
    return rows;
}

} // namespace infoplane
