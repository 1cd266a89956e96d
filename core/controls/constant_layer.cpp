// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/constant_layer.h"

#include "core/controls/measured.h"
#include "core/controls/permutation.h"
#include "core/support/assert.h"

#include <algorithm>

namespace infoplane {
namespace {

constexpr const char* kConstantLayer = "constant layer";
constexpr double kConstant = 0.5; // inside every bin's range
constexpr std::size_t kWidth = 2;

Variable constantOf(std::size_t points) {
    auto t = continuousVariable("T", std::vector<double>(points * kWidth, kConstant), kWidth);
    INFOPLANE_ASSERT(t.ok());
    t->input = "X";
    return std::move(*t);
}

MustGive zeroOf(const std::string& estimator, std::size_t n) {
    if (estimator == "gao")
        return {-kRounding, 1.0 / static_cast<double>(n) + kRounding,
                "ln N - psi(N), between 0 and 1/N: a constant tells nothing, but gao counts it so"};
    return {-kRounding, kRounding, "0 exactly: a constant tells nothing"};
}

Status addRows(std::vector<ControlRow>& rows, const ControlledLayer& layer, const Estimator& estimator,
               const Variable& x, const Variable& y, const ControlSettings& settings) {
    if (estimator.refusal(x, y)) return {};
    const bool noisy = addsNoise(estimator.info());
    const ParameterValues given = noisy ? ParameterValues{{"sigma", layer.sigma}} : ParameterValues{};
    const std::string& name = estimator.info().name;
    const auto results = measured(name, x, y, given, layer.seed, settings);
    ControlRow row = layer.row(kConstantLayer, kSplitNames[0]);
    if (!results && results.error().code == ErrorCode::Cancelled) return results.error();
    if (!results) {
        row.estimator = name;
        row.quantity = estimandOf(x, y);
        row.must.why = "not measured: " + results.error().message;
        rows.push_back(row);
        return {};
    }
    for (const Estimation& result : *results) {
        // What bins make of X is no matter of the constant.
        if (result.estimand.find('T') == std::string::npos) continue;
        setEstimation(row, result);
        row.must = zeroOf(name, x.points);
        if (noisy) row.sigma = layer.sigma;
        row.verdict = judge(row.must, row.value);
        rows.push_back(row);
    }
    return {};
}

} // namespace

Result<std::vector<ControlRow>> constantLayer(const ControlledLayer& layer, const ControlSettings& settings) {
    auto chosen =
        controlPermutation(layer.seed, ControlStream::Pairs, layer.layer, 0, layer.train().t.points);
    chosen.resize(std::min(chosen.size(), kConstantPoints));
    Variable x = subsample(layer.train().t, chosen);
    x.name = "X";
    x.input.clear();
    const Variable y = subsample(layer.train().y(), chosen), t = constantOf(chosen.size());
    std::vector<ControlRow> rows;
    for (const auto& estimator : allEstimators()) {
        if (estimator->info().neural) continue;
        if (const Status ok = addRows(rows, layer, *estimator, t, y, settings); !ok) return ok.error();
        if (addsNoise(estimator->info())) continue;
        if (const Status ok = addRows(rows, layer, *estimator, x, t, settings); !ok) return ok.error();
    }
    return rows;
}

} // namespace infoplane
