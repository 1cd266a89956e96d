// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/weights_text.h"

#include <algorithm>
#include <charconv>

namespace infoplane {
namespace {

constexpr std::string_view kBetweenWeights = ", ";
constexpr std::size_t kMostAxes = 4;

// What comes before `separator`, which `rest` loses with it.
std::string_view takeUntil(std::string_view& rest, std::string_view separator) {
    const std::string_view part = rest.substr(0, rest.find(separator));
    rest.remove_prefix(std::min(rest.size(), part.size() + separator.size()));
    return part;
}

std::optional<WeightDescription> parseWeight(std::string_view text) {
    WeightDescription weight;
    weight.name = takeUntil(text, " ");
    while (!text.empty() && weight.shape.size() < kMostAxes) {
        const std::string_view number = takeUntil(text, "x");
        std::uint32_t extent = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), extent);
        if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
        weight.shape.push_back(extent);
    }
    if (weight.shape.empty() || !text.empty()) return std::nullopt;
    return weight;
}

} // namespace

std::string weightsText(const std::vector<WeightDescription>& weights) {
    std::string text;
    for (const WeightDescription& weight : weights) {
        text += (text.empty() ? "" : std::string(kBetweenWeights)) + weight.name + " ";
        for (std::size_t i = 0; i < weight.shape.size(); ++i)
            text += (i == 0 ? "" : "x") + std::to_string(weight.shape[i]);
    }
    return text;
}

std::optional<std::vector<WeightDescription>> parseWeightsText(std::string_view text) {
    std::vector<WeightDescription> weights;
    while (!text.empty()) {
        auto weight = parseWeight(takeUntil(text, kBetweenWeights));
        if (!weight) return std::nullopt;
        weights.push_back(std::move(*weight));
    }
    return weights;
}

} // namespace infoplane
