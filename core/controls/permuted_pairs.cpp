// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/permuted_pairs.h"

#include "core/controls/measured.h"
#include "core/controls/permutation.h"
#include "core/estimators/new_estimation.h"
#include "core/support/philox.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

constexpr const char* kPermuted = "permuted pairs";
constexpr std::size_t kFewRepeats = 20;

// Which pair of variables, and by which estimator.
struct PairKind {
    const Variable* first;
    const Variable* second;
    std::string estimator;
    bool must_be_zero = true;
};

// T^ of every point, one draw.
Variable noisy(const ControlledLayer& layer, const Variable& t) {
    Variable result = t;
    result.name = "T^";
    result.input.clear();
    std::vector<float> noise(t.values.size());
    fillNormal({derivedSeed(layer.seed, layer.layer, 0), Purpose::Controls}, 0, noise.data(), noise.size());
    for (std::size_t i = 0; i < noise.size(); ++i)
        result.values[i] += layer.sigma * double{noise[i]};
    return result;
}

// Whether one point in kFewRepeats or more shares a number of some column with others.
bool repeatsNumbers(const Variable& x) {
    std::vector<double> column(x.points);
    for (std::size_t k = 0; k < x.width; ++k) {
        std::size_t repeated = 0;
        for (std::size_t i = 0; i < x.points; ++i)
            column[i] = x.row(i)[k];
        std::ranges::sort(column);
        for (std::size_t i = 1; i < column.size(); ++i)
            repeated += column[i] == column[i - 1] ? 1 : 0;
        if (repeated * kFewRepeats >= x.points) return true;
    }
    return false;
}

std::string quantityOf(const PairKind& kind, double sigma) {
    return "I(" + kind.first->name + ";" + kind.second->name + "), T^ = T + " + jsonNumber(sigma) +
           " N(0, I)";
}

Result<Estimation> brokenPair(const PairKind& kind, const ControlledLayer& layer, std::uint64_t number,
                              const ControlSettings& settings) {
    const auto order =
        controlPermutation(layer.seed, ControlStream::Pairs, layer.layer, number, kind.second->points);
    const auto results = measured(kind.estimator, *kind.first, subsample(*kind.second, order), {},
                                  derivedSeed(layer.seed, layer.layer, number), settings);
    if (!results) return results.error();
    return results->front();
}

void setValues(ControlRow& row, const std::vector<double>& values) {
    const double count = static_cast<double>(values.size());
    double mean = 0.0, squares = 0.0;
    for (const double v : values)
        mean += v / count;
    for (const double v : values)
        squares += (v - mean) * (v - mean);
    row.value = mean;
    row.error = std::sqrt(squares / (count - 1.0));
}

void setMust(ControlRow& row, bool must_be_zero) {
    if (!must_be_zero) {
        row.must.why = "nothing must hold: numbers repeat, where the estimator's premise, a density, fails; "
                       "what its rule for ties makes of independent pairs";
        return;
    }
    const double allowed = 3.0 * row.error + 1.0 / static_cast<double>(row.n);
    row.must = {-allowed, allowed, "0: the pairs are independent; 3 deviations of one measurement"};
}

Result<ControlRow> pairRow(const PairKind& kind, const ControlledLayer& layer,
                           const ControlSettings& settings) {
    const Stopwatch watch;
    ControlRow row = layer.row(kPermuted, kSplitNames[0]);
    std::vector<double> values;
    for (std::size_t p = 0; p < kPairPermutations; ++p) {
        const auto result = brokenPair(kind, layer, p + 1, settings);
        if (!result && result.error().code == ErrorCode::Cancelled) return result.error();
        if (!result) {
            row.estimator = kind.estimator;
            row.quantity = quantityOf(kind, layer.sigma);
            row.must.why = "not measured: " + result.error().message;
            return row;
        }
        if (p == 0) setEstimation(row, *result);
        values.push_back(result->estimate.value);
    }
    row.quantity = quantityOf(kind, layer.sigma);
    row.sigma = layer.sigma;
    setValues(row, values);
    setMust(row, kind.must_be_zero);
    row.seconds = watch.seconds();
    row.verdict = judge(row.must, row.value);
    return row;
}

} // namespace

Result<std::vector<ControlRow>> permutedPairs(const ControlledLayer& layer, const Variable& inputs,
                                              const ControlSettings& settings) {
    auto chosen =
        controlPermutation(layer.seed, ControlStream::Pairs, layer.layer, 0, layer.train().t.points);
    chosen.resize(std::min(chosen.size(), kMostPairs));
    const Variable t = subsample(layer.train().t, chosen);
    const Variable y = subsample(layer.train().y(), chosen);
    Variable x = subsample(inputs, chosen);
    x.name = "X";
    const Variable t_noisy = noisy(layer, t);
    std::vector<ControlRow> rows;
    for (const PairKind& kind :
         {PairKind{&t, &t_noisy, "ksg", !repeatsNumbers(t)}, PairKind{&t, &t_noisy, "gaussian_copula"},
          PairKind{&y, &t_noisy, "ross"}, PairKind{&x, &t_noisy, "ksg", !repeatsNumbers(x)}}) {
        const auto row = pairRow(kind, layer, settings);
        if (!row) return row.error();
        rows.push_back(*row);
    }
    return rows;
}

} // namespace infoplane
