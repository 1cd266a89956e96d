// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/binning.h"

#include "core/estimators/measurement_input.h"
#include "core/estimators/counts/state_table.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace infoplane {
namespace {

constexpr std::int64_t kMostBins = 65536;
constexpr double kToleratedOutside = 0.01;

// Rounds activations to bins.
class Bins {
public:
    Bins(const BinRange& range, std::int64_t bins)
        : low_(range.low),
          high_(range.high),
          last_(static_cast<double>(bins - 1)),
          scale_(range.high > range.low ? static_cast<double>(bins) / (range.high - range.low) : 0.0) {}

    // Truncating what is not below 0 rounds down, without a call of floor.
    [[nodiscard]] std::int32_t binOf(double value) const {
        return static_cast<std::int32_t>(std::min(std::max((value - low_) * scale_, 0.0), last_));
    }
    [[nodiscard]] bool outside(double value) const { return value < low_ || value > high_; }

private:
    double low_, high_, last_, scale_;
};

// Writes the states of all points as Code (one or two bytes a unit); returns how many activations lay
// outside.
template <class Code, class Value>
std::size_t fillStates(const Value* t, std::size_t points, std::size_t width, const Bins& bins,
                       StateRows& rows) {
    std::size_t outside = 0;
    for (std::size_t i = 0; i < points; ++i) {
        auto* const row = static_cast<Code*>(rows.bytes(i));
        for (std::size_t unit = 0; unit < width; ++unit) {
            const auto value = static_cast<double>(t[i * width + unit]);
            row[unit] = static_cast<Code>(bins.binOf(value));
            outside += bins.outside(value) ? 1 : 0;
        }
    }
    return outside;
}

struct States {
    StateNumbers numbers;
    double outside = 0.0; // fraction of the activations
};

template <class Value>
States statesOf(const at::Tensor& t, const BinningOptions& o) {
    const auto* const values = t.const_data_ptr<Value>();
    const auto count = static_cast<std::size_t>(t.numel());
    BinRange range;
    if (o.range) {
        range = *o.range;
    } else {
        const auto [low, high] = std::minmax_element(values, values + count);
        range = {static_cast<double>(*low), static_cast<double>(*high)};
    }
    const auto points = static_cast<std::size_t>(t.size(0)), width = static_cast<std::size_t>(t.size(1));
    const Bins bins(range, o.bins);
    const bool narrow = o.bins <= 256;
    StateRows rows(points, narrow ? width : 2 * width);
    const std::size_t outside = narrow ? fillStates<std::uint8_t>(values, points, width, bins, rows)
                                       : fillStates<std::uint16_t>(values, points, width, bins, rows);
    return {numberStates(rows), static_cast<double>(outside) / static_cast<double>(count)};
}

// Fills in the values of one seed [N, width].
void measure(const at::Tensor& t, const MeasurementInput& input, const BinningOptions& o,
             InformationEstimate& result) {
    if (!t.isfinite().all().item<bool>()) {
        result.xt.flags = result.ty.flags = kNanMet;
        return;
    }
    const at::Tensor host = t.to(at::kCPU).contiguous();
    const States states = host.scalar_type() == at::kDouble ? statesOf<double>(host, o)
                                                            : statesOf<float>(host.to(at::kFloat), o);
    result.xt.value = histogramEntropy(states.numbers.count);
    result.ty.value = histogramEntropy(input.labelCounts()) -
                      labelEntropyGivenState(states.numbers, input.labels, input.classes);
    const std::uint32_t range_flag = states.outside > kToleratedOutside ? kOutOfRange : 0u;
    result.xt.flags = capFlag(result.xt) | range_flag;
    result.ty.flags = capFlag(result.ty) | range_flag;
}

std::optional<Error> wrongOptions(const BinningOptions& o) {
    const auto wrong = [](const char* message) {
        return Error{ErrorCode::InvalidArgument, message, "binning"};
    };
    if (o.bins < 1 || o.bins > kMostBins) return wrong("the number of bins must be from 1 to 65536.");
    if (o.range && !(o.range->low < o.range->high && std::isfinite(o.range->high - o.range->low)))
        return wrong("the range of the bins must have a lower end below its upper end.");
    return std::nullopt;
}

} // namespace

std::optional<BinRange> rangeOfActivation(std::string_view activation) {
    if (activation == "tanh") return BinRange{-1.0, 1.0};
    if (activation == "sigmoid") return BinRange{0.0, 1.0};
    return std::nullopt;
}

EstimatorIdentity binningIdentity(const BinningOptions& o) {
    const std::string range =
        o.range ? "[" + jsonNumber(o.range->low) + "," + jsonNumber(o.range->high) + "]" : "\"observed\"";
    const std::string bins = std::to_string(o.bins);
    return {"binning",
            "Binning, " + bins + " bins",
            "I(X;T_b)",
            "I(T_b;Y)",
            Direction::None,
            false,
            "{\"bins\":" + bins + ",\"range\":" + range + "}"};
}

Result<std::vector<InformationEstimate>> binnedInformation(const at::Tensor& t, const at::Tensor& labels,
                                                           const BinningOptions& options) {
    if (const auto error = wrongOptions(options)) return *error;
    const auto input = checkedInput(t, labels, options.classes, "binning");
    if (!input) return input.error();
    InformationEstimate blank;
    blank.identity = binningIdentity(options);
    blank.samples = input->points;
    blank.xt.cap = std::min(std::log(static_cast<double>(input->points)),
                            static_cast<double>(input->width) * std::log(static_cast<double>(options.bins)));
    blank.ty.cap = std::min(blank.xt.cap, histogramEntropy(input->labelCounts()));
    std::vector<InformationEstimate> results(input->seeds, blank);
    for (std::size_t r = 0; r < results.size(); ++r) {
        const auto start = std::chrono::steady_clock::now();
        measure(activationsOfSeed(t, r), *input, options, results[r]);
        results[r].seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    return results;
}

} // namespace infoplane
