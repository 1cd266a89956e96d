// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_warnings.h"

#include "core/store/run_schema.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

namespace infoplane {
namespace {

constexpr double kLargestRelativeVariance = 0.1;

std::string digits(double value) {
    std::array<char, 32> text{};
    static_cast<void>(std::snprintf(text.data(), text.size(), "%.3g", value));
    return text.data();
}

void warn(CriticMeasurement& m, std::uint32_t flag, std::string sentence) {
    m.estimate.flags |= flag;
    m.warnings.push_back(std::move(sentence));
}

bool isWithinRounding(double value, double standard_error) {
    constexpr double rounding = 1e-6;
    return standard_error < rounding && std::abs(value) < rounding;
}

void judgeTraining(CriticMeasurement& m, const CriticOptions& options, const CriticHistory& history) {
    if (history.met_nan)
        warn(m, kNanMet, "a NaN was met while the critic was trained; check the values or set rate lower");
    if (!history.used_all_steps) return;
    const std::string used = "training used all of its " + std::to_string(options.steps) + " steps";
    const bool rising = history.rise_at_the_end > std::max(0.01, 0.01 * std::abs(m.estimate.value));
    if (rising)
        warn(m, kNotConverged | kStillRising,
             used + " and was still gaining (" + digits(history.rise_at_the_end) +
                 " nats in the last quarter), so that the value is too low; set steps higher");
    else
        warn(m, kNotConverged, used + " before it came to rest; with more steps the value may be higher");
}

void judgeTrivial(CriticMeasurement& m, const CriticHistory& history) {
    if (!isWithinRounding(m.estimate.value, m.estimate.standard_error)) return;
    m.estimate.standard_error = history.turned_down_error;
    m.warnings.push_back(
        "training found no critic that is better than none on points that it was not trained "
        "on, so that the value is the 0 of a constant critic, with the error of the one that was turned "
        "down; a little information may be missed");
}

void judgeGap(CriticMeasurement& m) {
    const double gap = m.training_value - m.estimate.value;
    const double error = std::isnan(m.estimate.standard_error) ? 0.0 : m.estimate.standard_error;
    const bool large =
        gap > std::max(0.02, 0.1 * std::abs(m.training_value)) && gap > 3 * std::sqrt(2.0) * error;
    if (large)
        warn(m, kHeldOutGap,
             "the critic is worth " + digits(m.training_value) +
                 " nats on points that it was trained on and " + digits(m.estimate.value) +
                 " on the others: it has too few points, and the value is too low");
}

void judgeMarginal(CriticMeasurement& m, const HeldOutValue& held_out) {
    if (held_out.relative_variance > kLargestRelativeVariance)
        warn(m, kHighVariance,
             "few pairs carry the mean over independent pairs (relative variance " +
                 digits(held_out.relative_variance) +
                 "), so that the value may be too high or too low by more than its error; give more points");
    // The uncut mean is itself uncertain by about its deviation.
    if (held_out.cut > std::max(0.05 * std::abs(m.estimate.value), m.estimate.standard_error))
        m.warnings.push_back("the cut at tau raises the value by about " + digits(held_out.cut) +
                             " nats; set tau higher");
}

// The Jensen-Shannon objective has its maximum at C = ln p(x,y)/(p(x)p(y)), of which E_Q e^C = 1.
void judgeNorm(CriticMeasurement& m, const HeldOutValue& held_out) {
    const double off = std::abs(held_out.log_mean);
    if (off > std::max(0.05 * std::abs(m.estimate.value), 2 * m.estimate.standard_error))
        m.warnings.push_back(
            "the critic has not become the logarithm of a ratio of densities (the mean of its "
            "exponential over independent pairs is " +
            digits(std::exp(held_out.log_mean)) + ", not 1), so that the value may be off by about " +
            digits(off) + " nats; give more points or set steps higher");
}

void judgeCap(CriticMeasurement& m, const CriticOptions& options) {
    m.estimate.flags |= capFlag(m.estimate);
    if (options.objective == CriticObjective::InfoNce && m.estimate.value > m.estimate.cap - 1)
        m.warnings.push_back("the value is near its cap, the logarithm of the number of reported points (" +
                             digits(m.estimate.cap) + " nats), and too low; give more points");
}

} // namespace

bool isConstant(const HeldOutValue& value) {
    return isWithinRounding(value.value, value.standard_error);
}

void judge(CriticMeasurement& measurement, const CriticOptions& options, const CriticHistory& history,
           const HeldOutValue& held_out) {
    judgeTraining(measurement, options, history);
    if (std::isnan(measurement.estimate.value)) {
        if (!history.met_nan) warn(measurement, kNanMet, "the value is a NaN; set rate lower");
        return;
    }
    judgeTrivial(measurement, history);
    judgeGap(measurement);
    judgeMarginal(measurement, held_out);
    if (options.objective == CriticObjective::Smile) judgeNorm(measurement, held_out);
    judgeCap(measurement, options);
}

} // namespace infoplane
