// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/estimator_needs.h"

#include <optional>

namespace infoplane::app {
namespace {

constexpr std::size_t kPoints = 8;

Variable sample(const std::string& name, bool discrete, std::size_t width) {
    Variable v;
    v.name = name;
    v.discrete = discrete;
    v.points = kPoints;
    v.width = discrete ? 1 : width;
    for (std::size_t i = 0; i < kPoints; ++i) {
        if (discrete) v.symbols.push_back(static_cast<std::int64_t>(i % 2));
        for (std::size_t c = 0; c < v.width && !discrete; ++c)
            v.values.push_back(static_cast<double>(i * i + c) + 0.5);
    }
    v.symbol_count = discrete ? 2 : 0;
    return v;
}

std::optional<AcceptedKinds> accepted(const Estimator& estimator, bool x_discrete, bool y_discrete) {
    for (const std::size_t width : {3, 1})
        if (!estimator.refusal(sample("x", x_discrete, width), sample("y", y_discrete, width)))
            return AcceptedKinds{x_discrete, y_discrete, width == 1 && !(x_discrete && y_discrete)};
    return std::nullopt;
}

std::string textOf(const AcceptedKinds& kinds) {
    const auto word = [](bool discrete) { return discrete ? "discrete" : "continuous"; };
    std::string text = kinds.x_discrete == kinds.y_discrete
                           ? std::string("x and y ") + word(kinds.x_discrete)
                           : std::string("x ") + word(kinds.x_discrete) + ", y " + word(kinds.y_discrete);
    return text + (kinds.one_number ? " (one number a point)" : "");
}

} // namespace

std::vector<AcceptedKinds> acceptedKinds(const Estimator& estimator) {
    std::vector<AcceptedKinds> all;
    for (const bool x_discrete : {false, true})
        for (const bool y_discrete : {false, true})
            if (const auto kinds = accepted(estimator, x_discrete, y_discrete)) all.push_back(*kinds);
    return all;
}

std::string needsText(const Estimator& estimator) {
    const std::vector<AcceptedKinds> all = acceptedKinds(estimator);
    if (all.empty()) return estimator.refusal(sample("x", false, 1), sample("y", false, 1)).value_or("");
    bool any = all.size() == 4;
    std::string text;
    for (const AcceptedKinds& kinds : all) {
        any = any && !kinds.one_number;
        text += (text.empty() ? "" : "; ") + textOf(kinds);
    }
    return any ? "any x and y" : text;
}

} // namespace infoplane::app
