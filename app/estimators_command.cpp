// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/estimators_command.h"

#include "app/estimator_needs.h"
#include "app/text_table.h"
#include "core/config/nearest.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <ostream>
#include <vector>

namespace infoplane::app {
namespace {

using Json = nlohmann::ordered_json;
using Estimators = std::vector<std::unique_ptr<Estimator>>;

Json parameterJson(const EstimatorParameter& p) {
    return {{"name", p.name},        {"default", p.default_value ? Json(*p.default_value) : Json(nullptr)},
            {"minimum", p.minimum},  {"maximum", p.maximum},
            {"whole", p.whole},      {"unit", p.unit},
            {"sentence", p.sentence}};
}

Json estimatorJson(const Estimator& estimator) {
    const EstimatorInfo& info = estimator.info();
    Json needs = Json::array(), parameters = Json::array();
    for (const AcceptedKinds& kinds : acceptedKinds(estimator))
        needs.push_back({{"x", kinds.x_discrete ? "discrete" : "continuous"},
                         {"y", kinds.y_discrete ? "discrete" : "continuous"},
                         {"one_number", kinds.one_number}});
    for (const EstimatorParameter& p : info.parameters)
        parameters.push_back(parameterJson(p));
    return {{"name", info.name},     {"title", info.title},   {"needs", needs},
            {"neural", info.neural}, {"source", info.source}, {"parameters", parameters}};
}

std::string settingsText(const EstimatorInfo& info) {
    std::string text;
    for (const EstimatorParameter& p : info.parameters)
        text += (text.empty() ? "" : ", ") + p.name +
                (p.default_value ? " = " + shortNumber(*p.default_value) : " (needed)");
    return text.empty() ? "-" : text;
}

void writeList(std::ostream& out, const Estimators& estimators) {
    std::vector<std::vector<std::string>> rows{{"name", "title", "needs", "parameters"}};
    for (const auto& estimator : estimators) {
        const EstimatorInfo& info = estimator->info();
        rows.push_back({info.name, info.title, needsText(*estimator), settingsText(info)});
    }
    writeColumns(out, rows, 0);
}

void writeOne(std::ostream& out, const Estimator& estimator) {
    const EstimatorInfo& info = estimator.info();
    writeColumns(out,
                 {{"name", info.name},
                  {"title", info.title},
                  {"needs", needsText(estimator)},
                  {"trains", info.neural ? "a critic, on part of the points" : "nothing"},
                  {"source", info.source}},
                 0);
    if (info.parameters.empty()) return;
    std::vector<std::vector<std::string>> rows{{"parameter", "default", "range", "unit", "what"}};
    for (const EstimatorParameter& p : info.parameters)
        rows.push_back({p.name, p.default_value ? shortNumber(*p.default_value) : "needed",
                        shortNumber(p.minimum) + " to " + shortNumber(p.maximum) + (p.whole ? ", whole" : ""),
                        p.unit.empty() ? "-" : p.unit, p.sentence});
    out << '\n';
    writeColumns(out, rows, 0);
}

Status keepOnly(Estimators& estimators, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& estimator : estimators)
        names.push_back(estimator->info().name);
    if (std::ranges::find(names, name) == names.end())
        return Error{ErrorCode::InvalidArgument,
                     "there is no estimator \"" + name + "\"" + didYouMean(name, names), ""};
    std::erase_if(estimators, [&](const auto& estimator) { return estimator->info().name != name; });
    return {};
}

} // namespace

int runEstimators(const EstimatorsOptions& options, Console& console) {
    Estimators estimators = allEstimators();
    if (!options.name.empty())
        if (const Status status = keepOnly(estimators, options.name); !status)
            return complain(console, status.error());
    if (options.json) {
        Json list = Json::array();
        for (const auto& estimator : estimators)
            list.push_back(estimatorJson(*estimator));
        console.out << list.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else if (options.name.empty()) {
        writeList(console.out, estimators);
    } else {
        writeOne(console.out, *estimators.front());
    }
    return kDone;
}

} // namespace infoplane::app
