// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/state_table.h"

#include "core/support/assert.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace infoplane {
namespace {

constexpr std::uint32_t kEmpty = std::numeric_limits<std::uint32_t>::max();

std::uint64_t hashOf(std::span<const std::uint64_t> row) {
    std::uint64_t h = 0x9E3779B97F4A7C15u;
    for (const std::uint64_t word : row) {
        h = (h ^ word) * 0xBF58476D1CE4E5B9u;
        h ^= h >> 32;
    }
    return h;
}

double weighted(std::uint64_t count) {
    const auto c = static_cast<double>(count);
    return count > 1 ? c * std::log(c) : 0.0;
}

// Points in order of their state, and where each state begins.
struct Grouped {
    std::vector<std::uint32_t> point;
    std::vector<std::uint64_t> begin;
};

Grouped groupByState(const StateNumbers& states) {
    Grouped g{std::vector<std::uint32_t>(states.state.size()),
              std::vector<std::uint64_t>(states.count.size() + 1)};
    std::partial_sum(states.count.begin(), states.count.end(), g.begin.begin() + 1);
    std::vector<std::uint64_t> next(g.begin.begin(), g.begin.end() - 1);
    for (std::uint32_t i = 0; i < states.state.size(); ++i)
        g.point[next[states.state[i]]++] = i;
    return g;
}

} // namespace

StateNumbers numberStates(const StateRows& rows) {
    INFOPLANE_ASSERT(rows.points() < kEmpty / 2);
    StateNumbers numbers;
    numbers.state.resize(rows.points());
    std::vector<std::size_t> first; // a point of each state
    std::vector<std::uint32_t> table(std::bit_ceil(2 * rows.points() + 1), kEmpty);
    const std::size_t mask = table.size() - 1;
    for (std::size_t i = 0; i < rows.points(); ++i) {
        const auto row = rows.row(i);
        std::size_t place = hashOf(row) & mask;
        while (table[place] != kEmpty && !std::ranges::equal(row, rows.row(first[table[place]])))
            place = (place + 1) & mask;
        if (table[place] == kEmpty) {
            table[place] = static_cast<std::uint32_t>(first.size());
            first.push_back(i);
            numbers.count.push_back(0);
        }
        numbers.state[i] = table[place];
        ++numbers.count[table[place]];
    }
    return numbers;
}

double labelEntropyGivenState(const StateNumbers& states, std::span<const std::int64_t> labels,
                              std::size_t classes) {
    INFOPLANE_ASSERT(labels.size() == states.state.size());
    const Grouped grouped = groupByState(states);
    std::vector<std::uint64_t> count(classes, 0);
    double sum = 0;
    for (std::size_t s = 0; s < states.count.size(); ++s) {
        const std::span<const std::uint32_t> members(grouped.point.data() + grouped.begin[s],
                                                     states.count[s]);
        for (const std::uint32_t i : members)
            ++count[static_cast<std::size_t>(labels[i])];
        double mixed = weighted(states.count[s]);
        for (const std::uint32_t i : members) {
            std::uint64_t& c = count[static_cast<std::size_t>(labels[i])];
            mixed -= weighted(c);
            c = 0; // each label of the state is counted once
        }
        sum += mixed;
    }
    return labels.empty() ? 0.0 : sum / static_cast<double>(labels.size());
}

} // namespace infoplane
