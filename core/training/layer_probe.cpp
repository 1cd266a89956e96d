// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/layer_probe.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace infoplane {
namespace {

at::Tensor tensorOf(const Variable& t) {
    at::Tensor result = at::empty({static_cast<std::int64_t>(t.points), static_cast<std::int64_t>(t.width)});
    std::ranges::transform(t.values, result.mutable_data_ptr<float>(),
                           [](double v) { return static_cast<float>(v); });
    return result;
}

at::Tensor tensorOf(std::span<const std::int64_t> labels) {
    at::Tensor result = at::empty({static_cast<std::int64_t>(labels.size())}, at::kLong);
    std::ranges::copy(labels, result.mutable_data_ptr<std::int64_t>());
    return result;
}

} // namespace

Result<ProbeResult> probeLayer(const Variable& train_t, std::span<const std::int64_t> train_y,
                               const Variable& test_t, std::span<const std::int64_t> test_y,
                               std::int64_t classes, const Proceed& proceed) {
    const auto results = probeAccuracy(tensorOf(train_t), tensorOf(train_y), tensorOf(test_t),
                                       tensorOf(test_y), classes, {}, proceed);
    if (!results) return results.error();
    return results->front();
}

} // namespace infoplane
