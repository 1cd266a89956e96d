// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_sum.h"

#include "core/estimators/mixture/kernel_sum_block.h"
#include "core/estimators/mixture/shared_proceed.h"
#include "core/support/assert.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace infoplane {
namespace {

double sumOf(std::span<const double> lanes) {
    return std::accumulate(lanes.begin(), lanes.end(), 0.0);
}

// The centres in steps between which it is asked whether to go on.
class Sweep {
public:
    Sweep(const KernelCentres& centres, const KernelTiling& tiling, SharedProceed& proceed)
        : panels_(centres.panels()), proceed_(proceed) {
        const std::size_t panel_bytes = centres.width() * KernelCentres::kPanel * sizeof(double);
        step_ = std::max<std::size_t>(1, tiling.centre_bytes / panel_bytes);
    }

    // All rows against all centres; false: stopped.
    bool run(NoisyRows& rows, void (*way)(const kernel_sum::Blocks&)) const {
        for (std::size_t panel = 0; panel < panels_; panel += step_) {
            if (!proceed_()) return false;
            rows.run(way, panel, std::min(step_, panels_ - panel));
        }
        return true;
    }

private:
    std::size_t panels_, step_ = 1;
    SharedProceed& proceed_;
};

// Calls work(rows, sweep) for all noisy points, some at a time; false: stopped.
template <class Work>
bool forRows(const KernelCentres& centres, const PointNoise& noise, const Proceed& proceed,
             const KernelTiling& tiling, const Work& work) {
    constexpr std::size_t kRows = kernel_sum::kRows;
    SharedProceed shared(proceed);
    if (!shared()) return false; // the other threads might be done before this one asks
    const Sweep sweep(centres, tiling, shared);
    // Whole blocks of rows: which rows share a block must not depend on the tiling.
    const std::size_t step = std::max<std::size_t>(1, (tiling.rows + kRows - 1) / kRows) * kRows;
    const auto piece = [&](std::size_t i) {
        if (shared.stopped()) return;
        NoisyRows rows(centres, i * step, std::min(step, centres.size() - i * step), noise);
        work(rows, sweep);
    };
    return parallelFor((centres.size() + step - 1) / step, tiling.threads, piece) && !shared.stopped();
}

} // namespace

PointNoise drawnNoise(const StreamKey& key, std::uint64_t step) {
    return [key, step](std::size_t point, std::span<float> out) {
        fillNormalFrom(key, step, point * out.size(), out.data(), out.size());
    };
}

PointNoise givenNoise(std::span<const float> noise) {
    return [noise](std::size_t point, std::span<float> out) {
        std::ranges::copy(noise.subspan(point * out.size(), out.size()), out.begin());
    };
}

bool kernelSums(const KernelCentres& centres, const PointNoise& noise, const Proceed& proceed,
                KernelSums& sums, const KernelTiling& tiling) {
    const kernel_sum::Implementation way = kernel_sum::implementations().front();
    sums.all.resize(centres.size());
    sums.own.resize(centres.size());
    return forRows(centres, noise, proceed, tiling, [&](NoisyRows& rows, const Sweep& sweep) {
        if (!sweep.run(rows, way.add)) return;
        for (std::size_t row = 0; row < rows.count(); ++row) {
            const double own = sumOf(rows.own(row));
            sums.own[rows.point(row)] = own;
            sums.all[rows.point(row)] = own + sumOf(rows.other(row));
        }
    });
}

bool kernelSums(const KernelCentres& centres, std::span<const float> noise, const Proceed& proceed,
                KernelSums& sums, const KernelTiling& tiling) {
    INFOPLANE_ASSERT(noise.size() == centres.size() * centres.width());
    return kernelSums(centres, givenNoise(noise), proceed, sums, tiling);
}

bool otherSums(const KernelCentres& centres, const PointNoise& noise, const Proceed& proceed, OtherSums& sums,
               const KernelTiling& tiling) {
    INFOPLANE_ASSERT(centres.size() > 1);
    const kernel_sum::Implementation way = kernel_sum::implementations().front();
    sums.most.resize(centres.size());
    sums.rest.resize(centres.size());
    return forRows(centres, noise, proceed, tiling, [&](NoisyRows& rows, const Sweep& sweep) {
        rows.reset(-std::numeric_limits<double>::infinity());
        if (!sweep.run(rows, way.raise)) return;
        for (std::size_t row = 0; row < rows.count(); ++row) {
            const double most = *std::ranges::max_element(rows.other(row));
            sums.most[rows.point(row)] = most;
            rows.shift(row, most);
        }
        rows.reset(0.0);
        if (!sweep.run(rows, way.add)) return;
        // The own centre's exponent stays 0 under the shift, so that it has added 1.
        for (std::size_t row = 0; row < rows.count(); ++row)
            sums.rest[rows.point(row)] = sumOf(rows.other(row)) + (sumOf(rows.own(row)) - 1.0);
    });
}

} // namespace infoplane
