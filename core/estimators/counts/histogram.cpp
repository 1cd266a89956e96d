// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/histogram.h"

#include "core/estimators/counts/state_table.h"

#include <algorithm>
#include <chrono>

namespace infoplane {
namespace {

class Histogram final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable& x, const Variable& y) const override {
        if (x.discrete && y.discrete) return std::nullopt;
        return "it needs discrete x and y";
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y, const EstimatorSettings&,
                                            const Proceed&) const override;

private:
    EstimatorInfo info_{"histogram",
                        "Joint histogram, plug-in",
                        "Cover & Thomas 2006, eq. 2.28; bias: Miller 1955",
                        {},
                        false};
};

double jointEntropy(const Variable& x, const Variable& y) {
    StateRows rows(x.points, 2 * sizeof(std::int64_t));
    for (std::size_t i = 0; i < x.points; ++i) {
        auto* const words = static_cast<std::int64_t*>(rows.bytes(i));
        words[0] = x.symbols[i];
        words[1] = y.symbols[i];
    }
    return histogramEntropy(numberStates(rows).count);
}

// The first-order bias of the plug-in, nats.
double bias(const Variable& x, const Variable& y) {
    return static_cast<double>(x.symbol_count - 1) * static_cast<double>(y.symbol_count - 1) /
           (2.0 * static_cast<double>(x.points));
}

Result<std::vector<Estimation>> Histogram::measure(const Variable& x, const Variable& y,
                                                   const EstimatorSettings& settings, const Proceed&) const {
    const auto start = std::chrono::steady_clock::now();
    const double of_x = histogramEntropy(symbolCounts(x)), of_y = histogramEntropy(symbolCounts(y));
    Estimation result;
    result.estimator = info_.name;
    result.estimand = estimandOf(x, y);
    result.direction = Direction::Exact;
    result.estimate.cap = std::min(of_x, of_y);
    // Rounding must not lift it over its cap or below 0.
    result.estimate.value = std::clamp(of_x + of_y - jointEntropy(x, y), 0.0, result.estimate.cap);
    result.estimate.flags = capFlag(result.estimate);
    result.samples = x.points;
    result.parameters = parametersJson(info_, settings.values);
    if (bias(x, y) > 0.1 * result.estimate.value)
        result.warnings.push_back("as an estimate of the population's information it is too high by about " +
                                  jsonNumber(bias(x, y)) + " nats: there are few points for that many pairs");
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::vector{result};
}

} // namespace

std::unique_ptr<Estimator> makeHistogram() {
    return std::make_unique<Histogram>();
}

} // namespace infoplane
