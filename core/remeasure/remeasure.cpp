// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remeasure/remeasure.h"

#include "core/config/nearest.h"
#include "core/config/schema.h"
#include "core/estimators/reference.h"
#include "core/support/assert.h"
#include "core/training/stored_layers.h"

#include <algorithm>
#include <iterator>

namespace infoplane {
namespace {

using Sample = std::vector<std::uint32_t>;
using Estimators = std::vector<std::unique_ptr<Estimator>>;

Error wrong(std::string message) {
    return {ErrorCode::InvalidArgument, std::move(message), ""};
}

Result<Estimators> estimatorsNamed(const std::vector<std::string>& names) {
    Estimators all = allEstimators(), chosen;
    std::vector<std::string> known;
    for (const auto& estimator : all)
        known.push_back(estimator->info().name);
    for (const std::string& name : names) {
        const auto found = std::ranges::find(known, name);
        if (found == known.end())
            return wrong("there is no estimator \"" + name + "\"" + didYouMean(name, known));
        if (auto& estimator = all[static_cast<std::size_t>(found - known.begin())])
            chosen.push_back(std::move(estimator));
    }
    if (chosen.empty()) return wrong("name at least one estimator");
    return chosen;
}

Result<std::vector<std::size_t>> methodsOf(const RunDescription& run, const RemeasureOptions& options) {
    std::vector<std::size_t> chosen;
    std::vector<std::string> known;
    for (std::size_t m = 0; m < run.methods.size(); ++m) {
        known.push_back(run.methods[m].name);
        if (!options.method || *options.method == known.back()) chosen.push_back(m);
    }
    if (chosen.empty())
        return wrong("the run has no method \"" + *options.method + "\"" +
                     didYouMean(*options.method, known));
    for (const std::size_t m : chosen)
        if (options.layer && (*options.layer < 1 || *options.layer > run.methods[m].layers.size()))
            return wrong("method " + known[m] + " has the layers 1 to " +
                         std::to_string(run.methods[m].layers.size()));
    return chosen;
}

// The samples that are measured, one for each N.
Result<std::vector<Sample>> samplesOf(const RunDescription& run, const Dataset& dataset,
                                      const RemeasureOptions& options) {
    if (options.samples.empty()) return std::vector<Sample>{run.data.evaluation_index[options.split]};
    const auto experiment = parseExperiment(run.config);
    if (!experiment) return experiment.error();
    const Sample& split = options.split == 0 ? run.data.train_index : run.data.test_index;
    std::vector<Sample> samples;
    for (const std::uint64_t n : options.samples) {
        if (n < 1 || n > split.size())
            return wrong("n must be from 1 to " + std::to_string(split.size()) + ", the size of the " +
                         kSplitNames[options.split] + " split, but is " + std::to_string(n));
        samples.push_back(evaluationSample(dataset, split, n, experiment->data.split_seed));
    }
    return samples;
}

Result<Variable> labelsOf(const Dataset& dataset, const Sample& sample) {
    std::vector<std::int64_t> labels;
    for (const std::uint32_t i : sample)
        labels.push_back(dataset.labels.at(i));
    return discreteVariable("Y", labels);
}

// Whether the estimator takes noise that must be given.
bool takesSigma(const EstimatorInfo& info) {
    return std::ranges::any_of(info.parameters,
                               [](const EstimatorParameter& p) { return p.name == "sigma"; });
}

Result<ParameterValues> parametersFor(const EstimatorInfo& info, const ParameterValues& set, double sigma) {
    ParameterValues given;
    for (const EstimatorParameter& p : info.parameters)
        if (const auto found = set.find(p.name); found != set.end()) given.insert(*found);
    if (takesSigma(info)) given["sigma"] = sigma;
    return completeParameters(info, given);
}

// The one measurement after the other.
class Remeasurement {
public:
    Remeasurement(const RunStore& run, const Dataset& dataset, const RemeasureOptions& options,
                  const Estimators& estimators, const Proceed& proceed)
        : run_(run), dataset_(dataset), options_(options), estimators_(estimators), proceed_(proceed) {}

    [[nodiscard]] Status measureLayer(std::size_t method, std::size_t layer, std::size_t seed,
                                      const Sample& sample);
    [[nodiscard]] std::vector<RemeasuredRow> rows() && { return std::move(rows_); }

private:
    [[nodiscard]] Status measure(RemeasuredRow head, const Estimator& estimator, const Variable& t,
                                 const Variable& y);

    const RunStore& run_;
    const Dataset& dataset_;
    const RemeasureOptions& options_;
    const Estimators& estimators_;
    const Proceed& proceed_;
    std::vector<RemeasuredRow> rows_;
};

Status Remeasurement::measureLayer(std::size_t method, std::size_t layer, std::size_t seed,
                                   const Sample& sample) {
    const auto t = storedOutput(run_, method, layer, seed, dataset_, sample);
    if (!t) return t.error();
    const auto y = labelsOf(dataset_, sample);
    if (!y) return y.error();
    const MethodDescription& d = run_.description().methods[method];
    const double own = storedSigma(run_, method, layer, seed);
    for (const auto& estimator : estimators_) {
        const bool swept = takesSigma(estimator->info()) && !options_.sigmas.empty();
        for (const double sigma : swept ? options_.sigmas : std::vector<double>{own}) {
            RemeasuredRow head{d.name, layer + 1, run_.description().seeds[seed], sigma, {}};
            if (const Status done = measure(std::move(head), *estimator, *t, *y); !done) return done;
        }
    }
    return {};
}

Status Remeasurement::measure(RemeasuredRow head, const Estimator& estimator, const Variable& t,
                              const Variable& y) {
    if (const auto refusal = estimator.refusal(t, y))
        return wrong(estimator.info().name + " cannot measure a layer and its label: " + *refusal);
    auto values = parametersFor(estimator.info(), options_.set, head.sigma);
    if (!values) return values.error();
    auto results = estimator.measure(t, y, {*values, head.seed, options_.threads}, proceed_);
    if (!results) return results.error();
    for (Estimation& result : *results) {
        rows_.push_back(head);
        rows_.back().result = std::move(result);
    }
    return {};
}

// A parameter that no estimator has would be passed over in silence.
Status checkSet(const ParameterValues& set, const Estimators& estimators) {
    std::vector<std::string> known;
    for (const auto& estimator : estimators)
        for (const EstimatorParameter& p : estimator->info().parameters)
            known.push_back(p.name);
    for (const auto& [name, value] : set) {
        if (name == "sigma") return wrong("sigma is set by its own list, not as a parameter");
        if (std::ranges::find(known, name) == known.end())
            return wrong("none of the estimators has a parameter \"" + name + "\"" + didYouMean(name, known));
    }
    return {};
}

} // namespace

Result<std::vector<RemeasuredRow>> remeasure(const RunStore& run, const Dataset& dataset,
                                             const RemeasureOptions& options,
                                             const RemeasureListener& listener, const Proceed& proceed) {
    INFOPLANE_ASSERT(options.split < kSplits);
    const auto estimators = estimatorsNamed(withReference(options.estimators));
    if (!estimators) return estimators.error();
    if (const Status ok = checkSet(options.set, *estimators); !ok) return ok.error();
    const RunDescription& description = run.description();
    const auto methods = methodsOf(description, options);
    if (!methods) return methods.error();
    const auto samples = samplesOf(description, dataset, options);
    if (!samples) return samples.error();
    struct Job {
        std::size_t method, layer, seed;
        const Sample* sample;
    };
    std::vector<Job> jobs;
    for (const std::size_t m : *methods)
        for (std::size_t l = 0; l < description.methods[m].layers.size(); ++l)
            for (std::size_t r = 0; r < description.seeds.size(); ++r)
                for (const Sample& sample : *samples)
                    if (!options.layer || *options.layer == l + 1) jobs.push_back({m, l, r, &sample});
    Remeasurement work(run, dataset, options, *estimators, proceed);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (listener) listener(i, jobs.size());
        const Status done = work.measureLayer(jobs[i].method, jobs[i].layer, jobs[i].seed, *jobs[i].sample);
        if (!done) return done.error();
    }
    return std::move(work).rows();
}

} // namespace infoplane
