// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/selftest/selftest.h"

#include "core/config/nearest.h"
#include "core/estimators/reference.h"
#include "core/selftest/problem.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <mutex>
#include <utility>

namespace infoplane {
namespace {

constexpr std::uint32_t kDoubt =
    kNotConverged | kStillRising | kHeldOutGap | kHighVariance | kNanMet | kOutOfRange;
constexpr double kQuickSteps = 400; // of a critic, which says itself that they are few
constexpr double kNearCap = 1.0; // nats below the cap from where a sample of its size cannot tell the truth

struct Job {
    const Estimator* estimator;
    const Problem* problem;
};

// A parameter of the problem that the estimator does not have is not given to it.
ParameterValues givenTo(const EstimatorInfo& info, const Problem& problem, bool quick) {
    ParameterValues given;
    for (const EstimatorParameter& parameter : info.parameters)
        if (const auto found = problem.given.find(parameter.name); found != problem.given.end())
            given.insert(*found);
    if (info.neural && quick) given["steps"] = kQuickSteps;
    return given;
}

// Whether the estimator's values on this problem can be held against an answer: noise that is part of the
// problem belongs to those that know of noise, and the other way round.
bool fits(const Estimator& estimator, const Problem& problem) {
    if (!estimator.info().shannon || estimator.refusal(problem.x, problem.y)) return false;
    const auto& parameters = estimator.info().parameters;
    const bool knows_noise = std::ranges::any_of(
        parameters, [](const EstimatorParameter& p) { return p.name == "sigma" && !p.default_value; });
    return knows_noise == problem.given.contains("sigma");
}

std::vector<double> rungsOf(const SelfTestOptions& options) {
    if (options.quick) return {0, 0.5, 1, 2, 4, 8};
    return LadderOptions().rungs;
}

// Critics take seconds: each is tried on every kind of problem at about one nat, and where there is time at
// the ends of the ladder too.
bool isTried(const EstimatorInfo& info, const Problem& problem, bool quick) {
    if (!info.neural) return true;
    const double truth = problem.answers.front().nats;
    if (truth >= 1 && truth < 1.5) return true;
    const bool long_ladder = problem.name == "gaussian" || problem.name == "layer";
    return !quick && long_ladder && (truth == 0 || truth == 4 || truth == 10);
}

std::vector<SelfTestRow> failure(const Job& job, const Error& error) {
    SelfTestRow row;
    row.problem = job.problem->name;
    row.truth = job.problem->answers.front().nats;
    row.result.estimator = job.estimator->info().name;
    row.result.estimand = job.problem->answers.front().estimand;
    row.failure = error.text();
    return {row};
}

std::vector<SelfTestRow> rowsOf(const Job& job, bool quick, const Proceed& proceed) {
    const EstimatorInfo& info = job.estimator->info();
    auto values = completeParameters(info, givenTo(info, *job.problem, quick));
    if (!values) return failure(job, values.error());
    const auto results = job.estimator->measure(job.problem->x, job.problem->y, {*values, 0, 1}, proceed);
    if (!results) return failure(job, results.error());
    std::vector<SelfTestRow> rows;
    for (const Estimation& result : *results)
        for (const KnownAnswer& answer : job.problem->answers)
            if (result.estimand == answer.estimand && result.unit == "nats")
                rows.push_back({job.problem->name, answer.nats, result, judge(result, answer.nats), {}});
    return rows;
}

// The estimators that were asked for, in their order.
Result<std::vector<std::unique_ptr<Estimator>>> chosen(const std::vector<std::string>& names) {
    std::vector<std::unique_ptr<Estimator>> all = allEstimators();
    if (names.empty()) return all;
    std::vector<std::string> known;
    for (const auto& estimator : all)
        known.push_back(estimator->info().name);
    for (const std::string& name : names)
        if (std::ranges::find(known, name) == known.end())
            return Error{ErrorCode::InvalidArgument,
                         "there is no estimator \"" + name + "\"" + didYouMean(name, known), ""};
    std::erase_if(all, [&](const auto& estimator) {
        return std::ranges::find(names, estimator->info().name) == names.end();
    });
    return all;
}

} // namespace

std::string nameOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Right:
        return "right";
    case Verdict::Bound:
        return "bound";
    case Verdict::Capped:
        return "capped";
    case Verdict::Warned:
        return "warned";
    case Verdict::Wrong:
        return "wrong";
    case Verdict::Failed:
        break;
    }
    return "failed";
}

double allowance(double truth, double standard_error, std::uint64_t n) {
    const double of_errors = std::isnan(standard_error) ? 0.0 : 3 * standard_error;
    return of_errors + 0.05 * truth + 0.05 * std::sqrt(2000.0 / static_cast<double>(n));
}

Verdict judge(const Estimation& estimation, double truth) {
    const Estimate& e = estimation.estimate;
    const double above = e.value - truth;
    if (std::abs(above) <= allowance(truth, e.standard_error, estimation.samples)) return Verdict::Right;
    if (estimation.direction == Direction::Lower && above < 0) return Verdict::Bound;
    if (estimation.direction == Direction::Upper && above > 0) return Verdict::Bound;
    if (e.value <= e.cap && truth > e.cap - kNearCap) return Verdict::Capped;
    if (!estimation.warnings.empty() || (e.flags & kDoubt) != 0) return Verdict::Warned;
    return Verdict::Wrong;
}

Result<std::vector<SelfTestRow>> runSelfTest(const SelfTestOptions& options, const SelfTestListener& listener,
                                             const Proceed& proceed) {
    const auto estimators = chosen(withReference(options.estimators));
    if (!estimators) return estimators.error();
    LadderOptions steps;
    steps.rungs = rungsOf(options);
    steps.points = options.quick ? 1000 : 2000;
    const std::vector<Problem> problems = ladder(steps);
    std::vector<Job> jobs;
    for (const auto& estimator : *estimators)
        for (const Problem& problem : problems)
            if (fits(*estimator, problem) && isTried(estimator->info(), problem, options.quick))
                jobs.push_back({estimator.get(), &problem});
    std::vector<std::vector<SelfTestRow>> results(jobs.size());
    std::mutex telling;
    std::size_t done = 0;
    std::atomic<bool> stopped = false;
    const Proceed go_on = [&] {
        if (!stopped && proceed && !proceed()) stopped = true;
        return !stopped;
    };
    const auto work = [&](std::size_t i) {
        results[i] = rowsOf(jobs[i], options.quick, go_on);
        if (stopped) return;
        const std::lock_guard lock(telling);
        ++done;
        for (const SelfTestRow& row : results[i])
            if (listener) listener(row, done, jobs.size());
    };
    if (!parallelFor(jobs.size(), options.threads, work, go_on) || stopped)
        return Error{ErrorCode::Cancelled, "the self-test was stopped", ""};
    std::vector<SelfTestRow> rows;
    for (std::vector<SelfTestRow>& each : results)
        std::move(each.begin(), each.end(), std::back_inserter(rows));
    return rows;
}

bool passed(const std::vector<SelfTestRow>& rows) {
    return std::ranges::none_of(rows, [](const SelfTestRow& row) {
        return row.verdict == Verdict::Wrong || row.verdict == Verdict::Failed;
    });
}

} // namespace infoplane
