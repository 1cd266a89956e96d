// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/activation_layout.h"

#include "core/config/nearest.h"
#include "core/store/description_json.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace infoplane {
namespace {

constexpr std::string_view kEpoch = "epoch_";
constexpr std::uint64_t kLargestEpoch = std::uint64_t{1} << 53; // that a pass can be
constexpr std::size_t kMostNamedArrays = 10;                    // in a sentence

// The epochs and their layers as the file has them.
struct Recorded {
    std::string group;
    std::vector<std::string> layers;
};
using RecordedEpochs = std::map<std::uint64_t, Recorded>;

Error invalidLayout(std::string message) {
    return {ErrorCode::InvalidFile, std::move(message), ""};
}

std::optional<std::uint64_t> numberIn(std::string_view digits) {
    std::uint64_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || stop != end || number > kLargestEpoch) return std::nullopt;
    return number;
}

std::string epochText(std::uint64_t number) {
    return "epoch " + std::to_string(number);
}

Error noActivations(const std::vector<std::string>& names) {
    std::string text = "holds no activations, which are arrays named epoch_NUMBER/LAYER";
    for (std::size_t i = 0; i < std::min(names.size(), kMostNamedArrays); ++i)
        text += (i == 0 ? "; it holds " : ", ") + names[i];
    if (names.size() > kMostNamedArrays)
        text += " and " + std::to_string(names.size() - kMostNamedArrays) + " more";
    return invalidLayout(text);
}

Status addArray(RecordedEpochs& epochs, std::set<std::string>& seen, const std::string& name) {
    const std::size_t slash = name.find('/');
    const std::string group = name.substr(0, slash);
    const auto number = numberIn(std::string_view(group).substr(kEpoch.size()));
    if (!number || slash == std::string::npos || slash + 1 == name.size())
        return invalidLayout("the array " + name + " is not named epoch_NUMBER/LAYER; rename it");
    if (!seen.insert(name).second)
        return invalidLayout("holds the array " + name + " twice; record each epoch once");
    Recorded& epoch = epochs.try_emplace(*number, Recorded{group, {}}).first->second;
    if (epoch.group != group)
        return invalidLayout("holds " + epochText(*number) + " twice, as " + epoch.group + " and as " +
                             group + "; record each epoch once");
    epoch.layers.push_back(name.substr(slash + 1));
    return {};
}

Result<RecordedEpochs> recordedEpochs(const std::vector<std::string>& names) {
    RecordedEpochs epochs;
    std::set<std::string> seen;
    for (const std::string& name : names)
        if (name.starts_with(kEpoch))
            if (const Status added = addArray(epochs, seen, name); !added) return added.error();
    if (epochs.empty()) return noActivations(names);
    return epochs;
}

// Whether a comes before b, where digits that follow each other are one number.
bool naturallyBefore(std::string_view a, std::string_view b) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto takeDigits = [&](std::string_view& text) {
        const auto end = std::ranges::find_if_not(text, isDigit);
        std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
        text.remove_prefix(digits.size());
        digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
        return digits;
    };
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const std::string_view x = takeDigits(a), y = takeDigits(b);
            if (x.size() != y.size()) return x.size() < y.size();
            if (x != y) return x < y;
            continue;
        }
        if (a.front() != b.front()) return a.front() < b.front();
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return a.size() < b.size();
}

std::vector<std::string> inOrder(std::vector<std::string> layers) {
    if (std::ranges::is_sorted(layers)) std::ranges::stable_sort(layers, naturallyBefore);
    return layers;
}

bool has(const Recorded& epoch, const std::string& layer) {
    return std::ranges::find(epoch.layers, layer) != epoch.layers.end();
}

// Whether every epoch has these layers and, where all were chosen, no other.
Status checkLayers(const RecordedEpochs& epochs, const std::vector<std::string>& layers, bool all) {
    const std::uint64_t first = epochs.begin()->first;
    const std::string remedy = "; record the same layers in every epoch, or choose with --layers";
    for (const auto& [number, epoch] : epochs) {
        for (const std::string& layer : layers)
            if (!has(epoch, layer))
                return invalidLayout(epochText(number) + " has no layer " + layer + ", which " +
                                     epochText(first) + " has" + remedy);
        if (!all || epoch.layers.size() == layers.size()) continue;
        for (const std::string& layer : epoch.layers)
            if (std::ranges::find(layers, layer) == layers.end())
                return invalidLayout(epochText(number) + " has a layer " + layer + ", which " +
                                     epochText(first) + " does not have" + remedy);
    }
    return {};
}

Status checkLayerNames(const std::vector<std::string>& layers) {
    if (layers.size() > kMaxLayers)
        return invalidLayout("has " + std::to_string(layers.size()) + " layers, and a run has at most " +
                             std::to_string(kMaxLayers) + "; choose some with --layers");
    for (const std::string& layer : layers)
        if (layer.size() > kMaxNameBytes)
            return invalidLayout("the name of the layer " + layer + " is longer than " +
                                 std::to_string(kMaxNameBytes) + " bytes; rename it");
    return {};
}

Status checkChoice(const Recorded& first, const std::vector<std::string>& chosen) {
    std::set<std::string> seen;
    for (const std::string& layer : chosen) {
        if (!has(first, layer))
            return Error{ErrorCode::InvalidArgument,
                         "there is no layer " + layer + didYouMean(layer, first.layers), ""};
        if (!seen.insert(layer).second)
            return Error{ErrorCode::InvalidArgument, "the layer " + layer + " is chosen twice", ""};
    }
    return {};
}

Status keepChosen(RecordedEpochs& epochs, const ActivationChoice& choice) {
    const std::uint64_t first = epochs.begin()->first, last = epochs.rbegin()->first;
    std::erase_if(epochs, [&](const auto& epoch) {
        return epoch.first < choice.first_epoch || epoch.first > choice.last_epoch;
    });
    if (!epochs.empty()) return {};
    return Error{ErrorCode::InvalidArgument,
                 "no epoch is within the chosen ones; the file has " + epochText(first) + " to " +
                     std::to_string(last),
                 ""};
}

} // namespace

Result<ActivationLayout> activationLayout(const std::vector<std::string>& names,
                                          const ActivationChoice& choice) {
    auto epochs = recordedEpochs(names);
    if (!epochs) return epochs.error();
    if (const Status kept = keepChosen(*epochs, choice); !kept) return kept.error();
    const Recorded& first = epochs->begin()->second;
    if (const Status there = checkChoice(first, choice.layers); !there) return there.error();
    ActivationLayout layout;
    layout.layers = choice.layers.empty() ? inOrder(first.layers) : choice.layers;
    if (const Status same = checkLayers(*epochs, layout.layers, choice.layers.empty()); !same)
        return same.error();
    if (const Status usable = checkLayerNames(layout.layers); !usable) return usable.error();
    for (const auto& [number, epoch] : *epochs)
        layout.epochs.push_back({number, epoch.group});
    return layout;
}

} // namespace infoplane
