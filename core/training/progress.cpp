// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/progress.h"

#include "core/config/objective_kind.h"
#include "core/nn/critic_input.h"

namespace infoplane {
namespace {

constexpr auto kPublishEvery = std::chrono::milliseconds(50);
// The first steps of a phase are slow and say nothing of its pace.
constexpr auto kWarmUp = std::chrono::milliseconds(500);
// What a step costs beside its matrix products, as multiply-adds: dispatch of its operations dominates small
// layers.
constexpr double kOverhead = 3e6;

double denseWork(double batch, double in, double out) {
    return 3.0 * batch * in * out;
}

double chainWork(double batch, double input, const std::vector<std::int64_t>& widths, double output) {
    double work = 0.0, in = input;
    for (const std::int64_t width : widths) {
        work += denseWork(batch, in, static_cast<double>(width));
        in = static_cast<double>(width);
    }
    return work + denseWork(batch, in, output);
}

double networkWork(double batch, std::span<const LayerPlan> layers, double output) {
    double work = denseWork(batch, static_cast<double>(layers.back().output.size()), output);
    for (const LayerPlan& layer : layers)
        work += 3.0 * batch * layer.multiplyAdds();
    return work;
}

// Of a layer's critics and its compression term.
double criticWork(const MethodConfig& method, std::size_t layer, const LayerShape& output, double classes) {
    const auto batch = static_cast<double>(method.batch), width = static_cast<double>(output.size());
    const auto chain = [&](std::int64_t copies, double outputs) {
        const auto seen = static_cast<double>(CriticFront::widthOf({output, method.critic_input, copies}));
        return chainWork(batch, seen, method.critic_widths, outputs);
    };
    double work = kOverhead + chain(1, classes);
    if (method.relevance == Relevance::ShuffledMine) work *= 2;
    if (betaOfLayer(method, layer) > 0) {
        const Compression kind = method.compression;
        const double pairs = kOverhead + 3.0 * batch * batch * width;
        if (kind == Compression::AaMine) work += kOverhead + 2 * chain(2, 1);
        if (kind == Compression::KnownConditional) work += pairs + chain(1, 1);
        if (kind == Compression::LeaveOneOut || kind == Compression::KtUpper) work += pairs;
        if (kind == Compression::GaussianFull) work += kOverhead + 3.0 * batch * width * width;
    }
    return work * static_cast<double>(method.critic_steps);
}

} // namespace

ProgressMeter::ProgressMeter(std::vector<MethodPlan> plans, std::vector<std::vector<double>> work)
    : plans_(std::move(plans)), work_(std::move(work)) {
    for (std::size_t m = 0; m < plans_.size(); ++m)
        for (const double step : work_[m])
            total_work_ += step * static_cast<double>(plans_[m].stepsOfPhase());
}

void ProgressMeter::beginPhase(std::size_t method, std::size_t phase, std::int64_t step) {
    done_work_ = 0.0;
    for (std::size_t m = 0; m <= method; ++m)
        for (std::size_t p = 0; p < (m == method ? phase : work_[m].size()); ++p)
            done_work_ += work_[m][p] * static_cast<double>(plans_[m].stepsOfPhase());
    phase_work_ = begun_work_ = work_[method][phase] * static_cast<double>(step);
    method_ = method;
    phase_ = phase;
    step_ = step;
    phase_start_ = Clock::now();
}

void ProgressMeter::advance(std::int64_t step, RunStore& store) {
    step_ = step;
    phase_work_ = work_[method_][phase_] * static_cast<double>(step);
    const auto now = Clock::now();
    if (step != plans_[method_].stepsOfPhase() && now - last_publication_ < kPublishEvery) return;
    last_publication_ = now;
    const double worked = phase_work_ - begun_work_;
    if (worked > 0 && now - phase_start_ >= kWarmUp)
        pace_ = std::chrono::duration<double>(now - phase_start_).count() / worked;
    RunProgress progress;
    progress.method = static_cast<std::uint32_t>(method_);
    progress.layer = plans_[method_].phases > 1 ? static_cast<std::uint32_t>(phase_ + 1) : 0;
    progress.epoch = static_cast<std::uint64_t>(step / plans_[method_].steps_per_epoch);
    progress.epochs = static_cast<std::uint64_t>(plans_[method_].epochs);
    progress.fraction = fraction();
    progress.seconds_left = secondsLeft();
    store.setProgress(progress);
}

double ProgressMeter::fraction() const {
    return (done_work_ + phase_work_) / total_work_;
}

double ProgressMeter::secondsLeft() const {
    if (pace_ <= 0.0) return -1.0;
    return (total_work_ - done_work_ - phase_work_) * pace_;
}

double workOfStep(const MethodConfig& method, std::size_t phase, std::span<const LayerPlan> layers,
                  std::uint32_t classes) {
    const auto batch = static_cast<double>(method.batch);
    if (hasHead(method.objective)) return kOverhead + networkWork(batch, layers, classes);
    double work = kOverhead;
    const std::size_t end = trainsLayerByLayer(method.objective) ? phase + 1 : layers.size();
    for (std::size_t layer = phase; layer < end; ++layer)
        work += 3.0 * batch * layers[layer].multiplyAdds() +
                criticWork(method, layer, layers[layer].output, classes);
    return work;
}

} // namespace infoplane
