// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/unknown_key.h"

#include "core/config/key_value.h"
#include "core/config/nearest.h"

namespace infoplane {
namespace {

// Every key, and every group of keys.
std::vector<std::string> candidatesOf(const std::vector<Section>& sections) {
    std::vector<std::string> candidates;
    for (const Section& section : sections) {
        if (!section.name.empty()) candidates.push_back(section.name);
        for (const Key& key : section.keys)
            candidates.push_back(section.dotted(key));
    }
    candidates.emplace_back("methods");
    return candidates;
}

} // namespace

Error unknownKey(const std::string& key, const std::vector<Section>& sections) {
    return {ErrorCode::InvalidArgument,
            "unknown key " + shownText(key) + didYouMean(key, candidatesOf(sections)), ""};
}

} // namespace infoplane
