// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/stratify.h"

#include "core/support/assert.h"

#include <algorithm>
#include <numeric>

namespace infoplane {
namespace {

using Members = std::vector<std::vector<std::uint32_t>>; // of each class, in the order of the index

Members membersOf(std::span<const std::uint32_t> labels, std::uint32_t classes,
                  std::span<const std::uint32_t> index) {
    Members members(classes);
    for (const std::uint32_t i : index) {
        INFOPLANE_ASSERT(i < labels.size() && labels[i] < classes);
        members[labels[i]].push_back(i);
    }
    return members;
}

} // namespace

std::vector<std::size_t> largestRemainder(const std::vector<std::size_t>& sizes, std::size_t count) {
    const std::size_t total = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
    INFOPLANE_ASSERT(count <= total && total < (std::size_t{1} << 32));
    std::vector<std::size_t> shares(sizes.size(), 0);
    if (count == 0) return shares;
    for (std::size_t c = 0; c < sizes.size(); ++c)
        shares[c] = count * sizes[c] / total;
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return count * sizes[a] % total > count * sizes[b] % total;
    });
    const std::size_t rest = count - std::accumulate(shares.begin(), shares.end(), std::size_t{0});
    for (std::size_t i = 0; i < rest; ++i)
        ++shares[order[i]];
    return shares;
}

std::vector<std::uint32_t> stratifiedSample(std::span<const std::uint32_t> labels, std::uint32_t classes,
                                            std::span<const std::uint32_t> index, std::size_t count,
                                            std::uint64_t seed, Purpose purpose) {
    const Members members = membersOf(labels, classes, index);
    std::vector<std::size_t> sizes;
    for (const auto& of_class : members)
        sizes.push_back(of_class.size());
    const std::vector<std::size_t> shares = largestRemainder(sizes, count);

    std::vector<std::uint32_t> sample;
    sample.reserve(count);
    for (std::uint32_t c = 0; c < classes; ++c) {
        std::vector<std::uint32_t> order(sizes[c]);
        fillPermutation({seed, purpose, c}, 0, order.data(), static_cast<std::uint32_t>(order.size()));
        for (std::size_t i = 0; i < shares[c]; ++i)
            sample.push_back(members[c][order[i]]);
    }
    std::sort(sample.begin(), sample.end());
    return sample;
}

} // namespace infoplane
