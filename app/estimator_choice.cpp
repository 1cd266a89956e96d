// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/estimator_choice.h"

#include "app/console.h"
#include "app/parameter_values.h"
#include "core/config/nearest.h"
#include "core/estimators/reference.h"
#include "core/support/assert.h"

#include <algorithm>

namespace infoplane::app {
namespace {

using Pool = std::vector<std::shared_ptr<const Estimator>>;

bool has(const EstimatorInfo& info, const std::string& parameter) {
    return std::ranges::find(info.parameters, parameter, &EstimatorParameter::name) != info.parameters.end();
}

Pool::const_iterator find(const Pool& pool, const std::string& name) {
    return std::ranges::find_if(pool, [&](const auto& e) { return e->info().name == name; });
}

Error unknownEstimator(const Pool& pool, const std::string& name) {
    std::vector<std::string> names{"all"};
    for (const auto& estimator : pool)
        names.push_back(estimator->info().name);
    return wrong("there is no estimator \"" + name + "\"" + didYouMean(name, names) +
                 " (infoplane estimators lists them)");
}

Result<Pool> namedOnes(const Pool& pool, const std::vector<std::string>& names) {
    Pool named;
    for (const std::string& name : names) {
        const auto found = find(pool, name);
        if (found == pool.end()) return unknownEstimator(pool, name);
        if (find(named, name) == named.end()) named.push_back(*found);
    }
    return named;
}

// Whether somebody takes it.
Status checkSetting(const ParameterSetting& setting, const Pool& named, const Pool& pool) {
    std::vector<std::string> known;
    for (const auto& estimator : named)
        for (const EstimatorParameter& parameter : estimator->info().parameters)
            if (setting.estimator.empty() || estimator->info().name == setting.estimator)
                known.push_back(parameter.name);
    if (!setting.estimator.empty() && find(pool, setting.estimator) == pool.end())
        return unknownEstimator(pool, setting.estimator);
    if (!setting.estimator.empty() && find(named, setting.estimator) == named.end())
        return wrong("--set " + setting.estimator + "." + setting.parameter + ": " + setting.estimator +
                     " is not among the estimators of --estimator");
    if (std::ranges::find(known, setting.parameter) != known.end()) return {};
    const std::string who = setting.estimator.empty() ? "these estimators have" : setting.estimator + " has";
    return wrong(who + " no parameter \"" + setting.parameter + "\"" + didYouMean(setting.parameter, known));
}

Result<std::vector<ParameterSetting>> parseSettings(const std::vector<std::string>& texts, const Pool& named,
                                                    const Pool& pool) {
    std::vector<ParameterSetting> settings;
    for (const std::string& text : texts) {
        const auto setting = parseParameterSetting(text);
        if (!setting) return setting.error();
        if (const Status status = checkSetting(*setting, named, pool); !status) return status.error();
        settings.push_back(*setting);
    }
    return settings;
}

ParameterValues givenTo(const EstimatorInfo& info, const std::vector<ParameterSetting>& settings) {
    ParameterValues given;
    for (const bool own : {false, true})
        for (const ParameterSetting& setting : settings)
            if (own == !setting.estimator.empty() && (!own || setting.estimator == info.name) &&
                has(info, setting.parameter))
                given[setting.parameter] = setting.value;
    return given;
}

// Why "all" leaves it out; empty: it does not.
std::string reasonAgainst(const Estimator& estimator, const ParameterValues& given, const Variable& x,
                          const Variable& y) {
    if (const auto refusal = estimator.refusal(x, y)) return *refusal;
    for (const EstimatorParameter& p : estimator.info().parameters)
        if (!p.default_value && !given.contains(p.name))
            return "it needs --set " + estimator.info().name + "." + p.name + "=..., " + p.sentence;
    return "";
}

bool hasReference(const std::vector<ChosenEstimator>& chosen, double sigma) {
    return std::ranges::any_of(chosen, [&](const ChosenEstimator& c) {
        return isReference(c.estimator->info()) && c.values.at("sigma") == sigma;
    });
}

// The reference of each critic that needs one and has none.
void addReferences(EstimatorChoice& choice, const Pool& pool) {
    const auto reference = find(pool, std::string(kAddedReference));
    if (reference == pool.end()) return;
    for (std::size_t i = 0; i < choice.chosen.size(); ++i) {
        const EstimatorInfo& info = choice.chosen[i].estimator->info();
        if (!needsReference(info)) continue;
        const double sigma = choice.chosen[i].values.at("sigma");
        if (hasReference(choice.chosen, sigma)) continue;
        auto values = completeParameters((*reference)->info(), {{"sigma", sigma}});
        INFOPLANE_ASSERT(values.ok());
        choice.added.push_back(reasonForReference(info.name));
        choice.chosen.insert(choice.chosen.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                             {*reference, std::move(*values)});
    }
}

} // namespace

Result<EstimatorChoice> chooseEstimators(std::vector<std::unique_ptr<Estimator>> all,
                                         const EstimatorRequest& request, const Variable& x,
                                         const Variable& y) {
    const Pool pool(std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()));
    const bool everyone = std::ranges::find(request.names, "all") != request.names.end();
    const auto named = everyone ? Result<Pool>(pool) : namedOnes(pool, request.names);
    if (!named) return named.error();
    const auto settings = parseSettings(request.set, *named, pool);
    if (!settings) return settings.error();
    EstimatorChoice choice;
    for (const auto& estimator : *named) {
        const EstimatorInfo& info = estimator->info();
        const ParameterValues given = givenTo(info, *settings);
        const std::string reason =
            everyone ? reasonAgainst(*estimator, given, x, y) : estimator->refusal(x, y).value_or("");
        if (!reason.empty() && !everyone) return Error{ErrorCode::InvalidArgument, reason, info.name};
        if (!reason.empty()) {
            choice.left_out.push_back({info.name, reason});
            continue;
        }
        auto values = completeParameters(info, given);
        if (!values) return values.error();
        choice.chosen.push_back({estimator, std::move(*values)});
    }
    addReferences(choice, pool);
    return choice;
}

} // namespace infoplane::app
