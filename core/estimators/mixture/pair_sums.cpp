// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/pair_sums.h"

#include "core/estimators/mixture/kernel_sum_block.h"
#include "core/estimators/mixture/shared_proceed.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

namespace infoplane {
namespace {

using kernel_sum::kPanel;

constexpr std::size_t kPoints = 128;          // of a square on the diagonal
constexpr std::size_t kMostGroups = 32;       // of squares; each has sums of its own for all centres after it
constexpr std::size_t kPanelBytes = 1u << 20; // of centres between two questions whether to go on

// What is summed for each centre, in its place of the sorted order.
struct Column {
    AlignedDoubles own, other;

    explicit Column(std::size_t count) : own(count), other(count) {}
    [[nodiscard]] kernel_sum::Lanes from(std::size_t place) {
        return {own.data() + place, other.data() + place};
    }
};

struct Columns {
    std::size_t first; // place
    Column wide, narrow;

    Columns(std::size_t begin, std::size_t end) : first(begin), wide(end - begin), narrow(end - begin) {}
};

double laneSum(std::span<const double> lanes) {
    return std::accumulate(lanes.begin(), lanes.end(), 0.0);
}

// The sums of the pairs on and above the diagonal of the points by points, in groups of rows.
class UpperHalf {
public:
    UpperHalf(const KernelCentres& centres, SharedProceed& proceed)
        : centres_(centres),
          proceed_(proceed),
          way_(kernel_sum::implementations().front().pair),
          squares_((centres.size() + kPoints - 1) / kPoints),
          a_group_((squares_ + kMostGroups - 1) / kMostGroups),
          step_(std::max<std::size_t>(1, kPanelBytes / (centres.width() * kPanel * sizeof(double)))) {}

    [[nodiscard]] std::size_t groups() const { return (squares_ + a_group_ - 1) / a_group_; }

    // Sets the sums of the group's own points and adds to those of later ones.
    Columns run(std::size_t group) const {
        Columns columns(group * a_group_ * kPoints, centres_.panels() * kPanel);
        const std::size_t end = std::min(squares_, (group + 1) * a_group_);
        for (std::size_t square = group * a_group_; square < end && !proceed_.stopped(); ++square)
            runSquare(square * kPoints, columns);
        return columns;
    }

private:
    // The points of a square with each other in both orders, then with all after them.
    void runSquare(std::size_t first, Columns& columns) const {
        const std::size_t count = std::min(kPoints, centres_.size() - first);
        const std::size_t begin = first / kPanel, next = (first + count + kPanel - 1) / kPanel;
        NoisyRows rows(centres_, first, count, {});
        rows.run(way_, begin, next - begin);
        for (std::size_t panel = next; panel < centres_.panels(); panel += step_) {
            if (!proceed_()) return;
            const std::size_t place = panel * kPanel - columns.first;
            rows.run(way_, panel, std::min(step_, centres_.panels() - panel), columns.wide.from(place),
                     columns.narrow.from(place));
        }
        for (std::size_t row = 0; row < count; ++row) {
            const std::size_t place = first + row - columns.first;
            columns.wide.own.data()[place] += laneSum(rows.own(row));
            columns.wide.other.data()[place] += laneSum(rows.other(row));
            columns.narrow.own.data()[place] += laneSum(rows.narrowOwn(row));
            columns.narrow.other.data()[place] += laneSum(rows.narrowOther(row));
        }
    }

    const KernelCentres& centres_;
    SharedProceed& proceed_;
    void (*way_)(const kernel_sum::Blocks&);
    std::size_t squares_, a_group_, step_;
};

// Adds up one width over the groups, in their order.
KernelSums total(const KernelCentres& centres, const std::vector<std::optional<Columns>>& groups,
                 Column Columns::*width) {
    KernelSums sums;
    sums.own.resize(centres.size());
    sums.all.resize(centres.size());
    for (std::size_t s = 0; s < centres.size(); ++s) {
        double own = 0, other = 0;
        for (const auto& group : groups) {
            if (group->first > s) break;
            own += ((*group).*width).own.data()[s - group->first];
            other += ((*group).*width).other.data()[s - group->first];
        }
        sums.own[centres.point(s)] = own;
        sums.all[centres.point(s)] = own + other;
    }
    return sums;
}

} // namespace

bool pairSums(const KernelCentres& centres, const Proceed& proceed, PairSums& sums, std::size_t threads) {
    SharedProceed shared(proceed);
    if (!shared()) return false; // the other threads might be done before this one asks
    const UpperHalf half(centres, shared);
    std::vector<std::optional<Columns>> groups(half.groups());
    const auto work = [&](std::size_t group) { groups[group] = half.run(group); };
    if (!parallelFor(groups.size(), threads, work) || shared.stopped()) return false;
    sums.wide = total(centres, groups, &Columns::wide);
    sums.narrow = total(centres, groups, &Columns::narrow);
    return true;
}

} // namespace infoplane
