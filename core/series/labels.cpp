// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/labels.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>

namespace infoplane {

std::string unitName(InformationUnit unit) {
    return unit == InformationUnit::Bits ? "bits" : "nats";
}

double perNat(InformationUnit unit) {
    return unit == InformationUnit::Bits ? 1.0 / std::numbers::ln2 : 1.0;
}

std::string curveLabel(const std::string& method, std::size_t layer) {
    return layer == 0 ? method : method + " layer " + std::to_string(layer);
}

std::string sigmaText(const std::vector<const MethodDescription*>& methods) {
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    bool relative = false;
    for (const MethodDescription* method : methods)
        for (const LayerDescription& layer : method->layers) {
            lowest = std::min(lowest, layer.sigma);
            highest = std::max(highest, layer.sigma);
            relative = relative || layer.sigma_relative;
        }
    if (lowest > highest) return "";
    std::string text = "sigma = " + numberText(lowest);
    if (lowest != highest) text += " to " + numberText(highest);
    return relative ? text + " of the scale" : text;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
        text += names[i];
    }
    return text;
}

std::string numberText(double value) {
    if (std::isnan(value)) return "nan";
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return {digits.data(), end.ptr};
}

std::string methodTitle(const MethodDescription& method) {
    if (method.name == "layerwise_ib") return "layer-wise IB";
    if (method.name == "cross_entropy") return "cross-entropy";
    std::string title = method.name;
    std::replace(title.begin(), title.end(), '_', ' ');
    return title;
}

} // namespace infoplane
