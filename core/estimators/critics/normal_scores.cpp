// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/normal_scores.h"

#include "core/support/assert.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace infoplane {
namespace {

constexpr std::int64_t kReference = 4096;
constexpr std::int64_t kBlock = std::int64_t{1} << 15; // numbers: a few milliseconds

// knots [d, m] ascending, x [d, n].
at::Tensor ranks(const at::Tensor& x, const at::Tensor& knots) {
    const std::int64_t m = knots.size(1);
    const at::Tensor below = at::searchsorted(knots, x);
    const at::Tensor to = at::searchsorted(knots, x, /*out_int32=*/false, /*right=*/true);
    const at::Tensor from = knots.gather(1, (below - 1).clamp_min(0));
    const at::Tensor gap = knots.gather(1, below.clamp_max(m - 1)) - from;
    const at::Tensor share = ((x - from) / gap).nan_to_num(0.0, 0.0, 0.0).clamp(0.0, 1.0);
    const at::Tensor between = below.to(at::kDouble) - 0.5 + share;
    return at::where(to > below, (below + to).to(at::kDouble) * 0.5, between);
}

} // namespace

std::optional<at::Tensor> normalScores(const at::Tensor& x, const at::Tensor& reference,
                                       const Proceed& proceed) {
    INFOPLANE_ASSERT(x.dim() == 2 && reference.dim() == 2 && x.size(1) == reference.size(1));
    INFOPLANE_ASSERT(reference.size(0) > 0);
    const std::int64_t m = std::min(kReference, reference.size(0)), width = x.size(1);
    at::Tensor scores = at::empty(x.sizes(), x.options().dtype(at::kFloat));
    const std::int64_t columns = std::max<std::int64_t>(1, kBlock / x.size(0));
    for (std::int64_t first = 0; first < width; first += columns) {
        if (proceed && !proceed()) return std::nullopt;
        const std::int64_t count = std::min(columns, width - first);
        const auto block = [&](const at::Tensor& of) {
            return of.narrow(1, first, count).t().to(at::kDouble).contiguous();
        };
        const at::Tensor knots = std::get<0>(block(reference.narrow(0, 0, m)).sort(1));
        const double ends = 0.25, points = static_cast<double>(m);
        const at::Tensor rank = ranks(block(x), knots).clamp(ends, points - ends);
        scores.narrow(1, first, count).copy_(at::special_ndtri(rank / points).t());
    }
    return scores;
}

} // namespace infoplane
