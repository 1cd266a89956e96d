// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/neighbourhoods.h"

#include "core/support/assert.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace infoplane {
namespace {

// A tree visits a share of the points that grows with the dimension and falls with their number. On Gaussian
// points both took the same time at 3 dimensions of 1,000 points and at 7 of 10,000.
bool treePays(std::size_t points, std::size_t width) {
    return width <= 2 || (width < 50 && points >> (width + 7) != 0);
}

// Points in groups of equal symbols; one group where there are none.
GroupedPoints grouped(const Variable& a, const Variable* b, const std::vector<std::int64_t>& symbols,
                      std::size_t symbol_count) {
    GroupedPoints p;
    p.a = a.values;
    p.a_width = a.width;
    if (b != nullptr) {
        p.b = b->values;
        p.b_width = b->width;
    }
    p.order.resize(a.points);
    std::iota(p.order.begin(), p.order.end(), 0u);
    p.group_begin.assign(symbol_count + 1, 0);
    if (symbols.empty()) {
        p.group_begin.back() = static_cast<std::uint32_t>(a.points);
        return p;
    }
    std::ranges::stable_sort(p.order, {}, [&](std::uint32_t i) { return symbols[i]; });
    for (const std::int64_t s : symbols)
        ++p.group_begin[static_cast<std::size_t>(s) + 1];
    std::partial_sum(p.group_begin.begin(), p.group_begin.end(), p.group_begin.begin());
    return p;
}

std::optional<PointCounts> count(const GroupedPoints& p, const SearchSettings& settings) {
    return treePays(p.points(), p.a_width + p.b_width) ? countByTree(p, settings)
                                                       : countOverPairs(p, settings);
}

std::optional<Neighbourhoods> bothContinuous(const Variable& x, const Variable& y,
                                             const SearchSettings& settings) {
    auto counts = count(grouped(x, &y, {}, 1), settings);
    if (!counts) return std::nullopt;
    const std::size_t fewer = settings.k < x.points ? 0 : x.points;
    return Neighbourhoods{std::move(counts->joint), std::move(counts->a), std::move(counts->b), fewer};
}

// x continuous, y discrete.
std::optional<Neighbourhoods> ofClasses(const Variable& x, const Variable& y,
                                        const SearchSettings& settings) {
    auto counts = count(grouped(x, nullptr, y.symbols, y.symbol_count), settings);
    if (!counts) return std::nullopt;
    std::size_t fewer = 0;
    for (const std::uint64_t size : symbolCounts(y))
        fewer += size <= settings.k ? size : 0;
    return Neighbourhoods{std::move(counts->joint), std::move(counts->a), std::move(counts->b), fewer};
}

// All neighbours at a finite distance are at the distance 0.
Neighbourhoods bothDiscrete(const Variable& x, const Variable& y, std::size_t k) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::uint32_t> pairs;
    for (std::size_t i = 0; i < x.points; ++i)
        ++pairs[{x.symbols[i], y.symbols[i]}];
    const auto of_x = symbolCounts(x), of_y = symbolCounts(y);
    Neighbourhoods n;
    for (std::size_t i = 0; i < x.points; ++i) {
        n.joint.push_back(pairs[{x.symbols[i], y.symbols[i]}]);
        n.x.push_back(static_cast<std::uint32_t>(of_x[static_cast<std::size_t>(x.symbols[i])]));
        n.y.push_back(static_cast<std::uint32_t>(of_y[static_cast<std::size_t>(y.symbols[i])]));
        n.fewer += n.joint.back() <= k ? 1 : 0;
    }
    return n;
}

} // namespace

std::optional<Neighbourhoods> findNeighbourhoods(const Variable& x, const Variable& y,
                                                 const SearchSettings& settings) {
    INFOPLANE_ASSERT(x.points == y.points && x.points > 0 && settings.k > 0);
    INFOPLANE_ASSERT(x.points < std::numeric_limits<std::uint32_t>::max());
    if (x.discrete && y.discrete) return bothDiscrete(x, y, settings.k);
    if (!x.discrete && !y.discrete) return bothContinuous(x, y, settings);
    if (y.discrete) return ofClasses(x, y, settings);
    auto swapped = ofClasses(y, x, settings);
    if (swapped) std::swap(swapped->x, swapped->y);
    return swapped;
}

} // namespace infoplane
