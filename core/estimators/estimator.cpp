// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/estimator.h"

#include "core/config/nearest.h"
#include "core/support/assert.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

Error wrong(const EstimatorInfo& info, std::string message) {
    return {ErrorCode::InvalidArgument, std::move(message), info.name};
}

std::optional<Error> unknownParameter(const EstimatorInfo& info, const ParameterValues& given) {
    std::vector<std::string> names;
    for (const EstimatorParameter& parameter : info.parameters)
        names.push_back(parameter.name);
    for (const auto& [name, value] : given)
        if (std::ranges::find(names, name) == names.end())
            return wrong(info, "there is no parameter \"" + name + "\"" + didYouMean(name, names));
    return std::nullopt;
}

std::string rangeText(const EstimatorParameter& p) {
    return std::string(p.whole ? "a whole number" : "a number") + " from " + jsonNumber(p.minimum) + " to " +
           jsonNumber(p.maximum);
}

std::string noisyName(const Variable& x) {
    return x.name + "^";
}

std::string noiseText(const Variable& x, double sigma) {
    return noisyName(x) + " = " + x.name + " + " + jsonNumber(sigma) + " N(0, I)";
}

} // namespace

Result<ParameterValues> completeParameters(const EstimatorInfo& info, const ParameterValues& given) {
    if (const auto error = unknownParameter(info, given)) return *error;
    ParameterValues complete;
    for (const EstimatorParameter& p : info.parameters) {
        const auto found = given.find(p.name);
        if (found == given.end() && !p.default_value)
            return wrong(info, p.name + " must be given: " + p.sentence + " (" + rangeText(p) + ")");
        const double value = found == given.end() ? *p.default_value : found->second;
        const bool fits =
            value >= p.minimum && value <= p.maximum && (!p.whole || value == std::floor(value));
        if (!fits) return wrong(info, p.name + " must be " + rangeText(p));
        complete.emplace(p.name, value);
    }
    return complete;
}

std::string parametersJson(const EstimatorInfo& info, const ParameterValues& values,
                           std::optional<std::uint64_t> seed) {
    std::string json = "{";
    const auto add = [&](const std::string& name, const std::string& value) {
        json += (json.size() > 1 ? ",\"" : "\"") + name + "\":" + value;
    };
    for (const EstimatorParameter& p : info.parameters) {
        const auto found = values.find(p.name);
        INFOPLANE_ASSERT(found != values.end());
        add(p.name, jsonNumber(found->second));
    }
    if (seed) add("seed", std::to_string(*seed));
    return json + "}";
}

std::string estimandOf(const Variable& x, const Variable& y) {
    return "I(" + x.name + ";" + y.name + ")";
}

std::string noisyInputEstimand(const Variable& x, double sigma) {
    const std::string of = x.input.empty() ? x.name : x.input;
    return "I(" + of + ";" + noisyName(x) + "), " + noiseText(x, sigma);
}

std::string noisyLabelEstimand(const Variable& x, const Variable& y, double sigma) {
    return "I(" + noisyName(x) + ";" + y.name + "), " + noiseText(x, sigma);
}

} // namespace infoplane
