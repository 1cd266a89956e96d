// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_training.h"

#include "core/estimators/critics/critic_parts.h"
#include "core/estimators/critics/critic_state.h"
#include "core/estimators/critics/critic_warnings.h"
#include "core/estimators/critics/early_stopping.h"
#include "core/estimators/critics/training_mode.h"
#include "core/support/assert.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace infoplane {
namespace {

constexpr std::int64_t kUsualBatch = 256;
constexpr double kRateDrop = 0.3;

// Places of this file's random numbers.
constexpr Place kBatches{0, 0};
constexpr Place kBatchNoise{0, 0}, kValidationNoise{0, 1}, kTrainingNoise{0, 2}, kReportNoise{0, 3};

const Error kStopped{ErrorCode::Cancelled, "the measurement was stopped", {}};

Error mismatch(std::string message) {
    return {ErrorCode::InvalidArgument, std::move(message), {}};
}

// How far training has come.
struct Training {
    EarlyStopping stopping;
    CriticHistory history;
    double rate = 0.0;
    std::int64_t best_step = 0;
};

} // namespace

struct CriticTracker::State {
    explicit State(const CriticOptions& o) : options(o) {}

    [[nodiscard]] Result<CriticMeasurement>
    measure(const PairedSample& train_sample, const PairedSample& report_sample, const Proceed& proceed);
    [[nodiscard]] Status begin(const CriticSample& sample);
    void beginCritic(std::int64_t of_x, std::int64_t of_y);
    void visit(StateArchive& archive, std::int64_t width);
    [[nodiscard]] DrawnPairs drawn(const CriticSample& sample, Place place, std::uint64_t step) const;
    [[nodiscard]] DrawnPairs nextBatch(const CriticSample& fit);
    [[nodiscard]] std::optional<double> stoppingValue(const DrawnPairs& validation, const Proceed& proceed);
    [[nodiscard]] Result<bool> look(const DrawnPairs& validation, std::int64_t step, Training& training,
                                    const Proceed& proceed);
    [[nodiscard]] Result<Training> train(const CriticParts& parts, const Proceed& proceed);
    [[nodiscard]] std::optional<HeldOutValue> worth(const CriticSample& sample, Place place,
                                                    const std::optional<HeldOutValue>& seen,
                                                    const Proceed& proceed) const;
    [[nodiscard]] std::optional<double> turnedDownError(const CriticSample& sample, const Proceed& proceed);
    [[nodiscard]] Result<CriticMeasurement> report(const CriticParts& parts, Training& training,
                                                   const Proceed& proceed);

    CriticOptions options;
    std::int64_t batch = 0;                // of the present measurement
    std::int64_t x_width = 0, y_width = 0; // as the critic reads them, known from the first measurement on
    std::optional<CriticState> critic;
    std::uint64_t measurements = 0, epoch = 0;
    at::Tensor order; // of the present epoch
    std::int64_t position = 0;
};

Status CriticTracker::State::begin(const CriticSample& sample) {
    const bool noise = measuresNoise(options.objective);
    const std::int64_t of_x = options.x_symbols > 0 ? 0 : sample.x.size(1);
    const std::int64_t of_y = noise ? of_x : (options.y_symbols > 0 ? 0 : sample.y.size(1));
    if (!critic) beginCritic(of_x, of_y);
    if (of_x != x_width || of_y != y_width)
        return mismatch("the variables must have the widths of the first measurement");
    return {};
}

void CriticTracker::State::beginCritic(std::int64_t of_x, std::int64_t of_y) {
    x_width = of_x;
    y_width = of_y;
    critic.emplace(options, x_width, y_width);
}

void CriticTracker::State::visit(StateArchive& archive, std::int64_t width) {
    const bool noise = measuresNoise(options.objective);
    bool begun = critic.has_value();
    archive.flag("begun", begun);
    archive.count("measurements", measurements);
    archive.count("epoch", epoch);
    if (!begun) return;
    const std::int64_t as_read = noise ? width : 2 * width; // criticInputs
    if (!critic)
        beginCritic(options.x_symbols > 0 ? 0 : as_read, noise || options.y_symbols == 0 ? as_read : 0);
    critic->visit(archive);
}

// The sample with x^ in the place of y where noise is measured.
DrawnPairs CriticTracker::State::drawn(const CriticSample& sample, Place place, std::uint64_t step) const {
    if (!measuresNoise(options.objective)) return {sample.x, sample.y};
    const at::Tensor noise = normalTensor(std::array{options.seed}, Purpose::CriticNoise, place, step,
                                          sample.x.size(0), sample.x.size(1), at::kCPU);
    return {sample.x, sample.x.to(at::kDouble) + noise.squeeze(0) * options.sigma};
}

// Without replacement, a new order each epoch; the last incomplete batch of an epoch is dropped.
DrawnPairs CriticTracker::State::nextBatch(const CriticSample& fit) {
    if (!order.defined() || position + batch > fit.points()) {
        order =
            permutationTensor(std::array{options.seed}, kBatches, epoch++, fit.points(), at::kCPU).squeeze(0);
        position = 0;
    }
    const at::Tensor index = order.narrow(0, position, batch);
    position += batch;
    return drawn(fit.at(index), kBatchNoise, critic->steps());
}

std::optional<double> CriticTracker::State::stoppingValue(const DrawnPairs& validation,
                                                          const Proceed& proceed) {
    const at::NoGradGuard no_grad;
    const auto held_out = critic->objective().forStopping(critic->averaged(), validation, proceed);
    if (!held_out) return std::nullopt;
    return held_out->value;
}

// One look at the stopping value: whether training goes on.
Result<bool> CriticTracker::State::look(const DrawnPairs& validation, std::int64_t step, Training& training,
                                        const Proceed& proceed) {
    using Next = EarlyStopping::Next;
    const auto value = stoppingValue(validation, proceed);
    if (!value) return kStopped;
    const EarlyStopping::Verdict verdict = training.stopping.see(*value);
    training.history.met_nan = verdict.next == Next::NotANumber;
    if (verdict.next == Next::LowerRate) training.rate *= kRateDrop;
    if (verdict.best) {
        critic->keepBest();
        training.best_step = step;
    }
    return verdict.next == Next::GoOn || verdict.next == Next::LowerRate;
}

Result<Training> CriticTracker::State::train(const CriticParts& parts, const Proceed& proceed) {
    const DrawnPairs validation = drawn(parts.validation, kValidationNoise, measurements);
    Training training;
    training.rate = options.rate;
    order = at::Tensor();
    critic->keepBest();
    for (std::int64_t step = 0;; ++step) {
        if (proceed && !proceed()) return kStopped;
        if (step % options.interval == 0 || step == options.steps) {
            const auto goes_on = look(validation, step, training, proceed);
            if (!goes_on) return goes_on.error();
            if (!*goes_on) break;
        }
        training.history.used_all_steps = step == options.steps;
        if (training.history.used_all_steps) break;
        critic->step(nextBatch(parts.fit), training.rate);
    }
    training.history.rise_at_the_end = training.stopping.riseAtTheEnd();
    critic->restoreBest();
    return training;
}

std::optional<HeldOutValue> CriticTracker::State::worth(const CriticSample& sample, Place place,
                                                        const std::optional<HeldOutValue>& seen,
                                                        const Proceed& proceed) const {
    return critic->objective().forReport(critic->averaged(), drawn(sample, place, measurements), seen,
                                         proceed);
}

// The standard error on a sample of the critic that training ended with and that was not the best.
std::optional<double> CriticTracker::State::turnedDownError(const CriticSample& sample,
                                                            const Proceed& proceed) {
    critic->exchangeBest();
    const auto turned_down = worth(sample, kReportNoise, std::nullopt, proceed);
    critic->exchangeBest();
    if (!turned_down) return std::nullopt;
    return turned_down->standard_error;
}

Result<CriticMeasurement> CriticTracker::State::report(const CriticParts& parts, Training& training,
                                                       const Proceed& proceed) {
    const at::NoGradGuard no_grad;
    const CriticSample own = parts.fit.part(0, std::min(parts.fit.points(), parts.report.points()));
    const auto seen = worth(own, kTrainingNoise, std::nullopt, proceed);
    if (!seen) return kStopped;
    const auto held_out = worth(parts.report, kReportNoise, seen, proceed);
    if (!held_out) return kStopped;
    if (isConstant(*held_out)) {
        const auto error = turnedDownError(parts.report, proceed);
        if (!error) return kStopped;
        training.history.turned_down_error = *error;
    }
    CriticMeasurement result;
    result.steps = training.best_step;
    result.batch = batch;
    result.estimate.value = held_out->value;
    result.estimate.standard_error = held_out->standard_error;
    result.estimate.cap = held_out->cap;
    result.training_value = seen->value;
    judge(result, options, training.history, *held_out);
    return result;
}

std::int64_t defaultBatch(std::int64_t fitted) {
    return std::min(kUsualBatch, fitted);
}

CriticTracker::CriticTracker(const CriticOptions& options) : state_(std::make_unique<State>(options)) {
    INFOPLANE_ASSERT(options.steps >= 1 && (options.batch == 0 || options.batch >= 2));
    INFOPLANE_ASSERT(options.hidden >= 1 && options.rate > 0 && options.interval >= 1);
    INFOPLANE_ASSERT(!measuresNoise(options.objective) || (options.sigma > 0 && options.x_symbols == 0));
    INFOPLANE_ASSERT(options.objective != CriticObjective::Smile || options.tau > 0);
    INFOPLANE_ASSERT(options.objective != CriticObjective::Variational || options.y_symbols > 0);
}
CriticTracker::~CriticTracker() = default;
CriticTracker::CriticTracker(CriticTracker&&) noexcept = default;
CriticTracker& CriticTracker::operator=(CriticTracker&&) noexcept = default;

void CriticTracker::visit(StateArchive& archive, std::int64_t width) {
    state_->visit(archive, width);
}

Result<CriticMeasurement> CriticTracker::measure(const PairedSample& train, const PairedSample& report,
                                                 const Proceed& proceed) {
    const TrainingMode mode;
    try {
        return state_->measure(train, report, proceed);
    } catch (const c10::Error& error) {
        return Error{
            ErrorCode::Internal,
            std::string("the critic could not be computed, perhaps for want of memory; give fewer points "
                        "or a smaller batch (") +
                error.what_without_backtrace() + ")",
            {}};
    }
}

Result<CriticMeasurement> CriticTracker::State::measure(const PairedSample& train_sample,
                                                        const PairedSample& report_sample,
                                                        const Proceed& proceed) {
    const auto parts = divideSamples(train_sample, report_sample, options, proceed);
    if (!parts) return parts.error();
    if (const Status begun = begin(parts->fit); !begun) return begun.error();
    batch = options.batch > 0 ? options.batch : defaultBatch(parts->fit.points());
    critic->fit(drawn(parts->fit, kTrainingNoise, measurements));
    auto training = train(*parts, proceed);
    if (!training) return training.error();
    auto measured = report(*parts, *training, proceed);
    ++measurements;
    return measured;
}

Result<CriticMeasurement> measureByCritic(const CriticOptions& options, const PairedSample& train,
                                          const PairedSample& report, const Proceed& proceed) {
    return CriticTracker(options).measure(train, report, proceed);
}

} // namespace infoplane
