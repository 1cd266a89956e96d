// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace infoplane {

// Levenshtein's distance: how many letters must be inserted, deleted or replaced.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

// `; did you mean "..."?` with the candidate that is nearest to `word`, or "" where none is near. Candidates
// may be dotted: one whose last part is near counts too, so that "sigma" finds "network.sigma".
[[nodiscard]] std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates);

} // namespace infoplane
