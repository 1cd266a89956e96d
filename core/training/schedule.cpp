// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace infoplane {
namespace {

double curve(RateSchedule schedule, double progress) {
    switch (schedule) {
    case RateSchedule::Linear:
        return 1.0 - progress;
    case RateSchedule::Cosine:
        return 0.5 * (1.0 + std::cos(std::numbers::pi * progress));
    case RateSchedule::Step:
        return progress < 0.5 ? 1.0 : progress < 0.75 ? 0.1 : 0.01;
    case RateSchedule::Constant:
        break;
    }
    return 1.0;
}

} // namespace

OptimiserOptions optimiserOptions(const MethodConfig& method) {
    return {method.optimiser, method.momentum, method.weight_decay, method.gradient_clip};
}

double rateFactor(const MethodConfig& method, double progress, double step_share) {
    const double factor = curve(method.schedule, progress);
    if (progress >= method.warm_up) return factor;
    return factor * std::min(1.0, (progress + step_share) / method.warm_up);
}

double betaFactor(const MethodConfig& method, double progress) {
    if (progress < method.beta_start) return 0.0;
    if (method.beta_ramp <= 0.0) return 1.0;
    return std::min(1.0, (progress - method.beta_start) / method.beta_ramp);
}

double noiseFactor(const MethodConfig& method, double progress) {
    if (progress >= method.sigma_ramp) return 1.0;
    return std::pow(method.sigma_start, 1.0 - progress / method.sigma_ramp);
}

} // namespace infoplane
