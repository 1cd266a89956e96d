// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/nearest.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace infoplane {
namespace {

constexpr std::size_t kLongestName = 200; // longer words have no near key, and the distance is quadratic

std::string_view lastPart(std::string_view dotted) {
    const auto dot = dotted.rfind('.');
    return dot == std::string_view::npos ? dotted : dotted.substr(dot + 1);
}

// The whole key, or its last part in another place.
std::size_t distance(std::string_view word, std::string_view candidate) {
    return std::min(editDistance(word, candidate), 1 + editDistance(lastPart(word), lastPart(candidate)));
}

} // namespace

std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({replaced, row[j] + 1, row[j - 1] + 1}));
        }
    }
    return row.back();
}

std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates) {
    if (word.size() > kLongestName) return "";
    const std::string* nearest = nullptr;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const std::string& candidate : candidates) {
        const std::size_t here = distance(word, candidate);
        if (here < least) {
            least = here;
            nearest = &candidate;
        }
    }
    const std::size_t near = 1 + lastPart(word).size() / 3;
    return nearest != nullptr && least <= near ? "; did you mean \"" + *nearest + "\"?" : "";
}

} // namespace infoplane
