// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/measurement_input.h"

#include <ATen/ATen.h>

namespace infoplane {

std::vector<std::uint64_t> MeasurementInput::labelCounts() const {
    std::vector<std::uint64_t> counts(classes, 0);
    for (const std::int64_t y : labels)
        ++counts[static_cast<std::size_t>(y)];
    return counts;
}

Result<MeasurementInput> checkedInput(const at::Tensor& t, const at::Tensor& labels, std::int64_t classes,
                                      const std::string& who) {
    const auto wrong = [&](std::string message) {
        return Error{ErrorCode::InvalidArgument, std::move(message), who};
    };
    if (classes < 1) return wrong("there must be at least one class.");
    if (t.dim() != 2 && t.dim() != 3) return wrong("activations must have the shape seeds x points x units.");
    if (!at::isFloatingType(t.scalar_type())) return wrong("activations must be floating-point numbers.");
    if (t.numel() == 0) return wrong("there are no activations to measure.");
    if (labels.dim() != 1 || labels.scalar_type() != at::kLong || labels.size(0) != t.size(-2))
        return wrong("there must be one integer label for each point.");
    const at::Tensor y = labels.to(at::kCPU).contiguous();
    if (y.min().item<std::int64_t>() < 0 || y.max().item<std::int64_t>() >= classes)
        return wrong("a label is outside 0.." + std::to_string(classes - 1) + ".");
    MeasurementInput input;
    input.seeds = t.dim() == 3 ? static_cast<std::size_t>(t.size(0)) : 1;
    input.points = static_cast<std::size_t>(t.size(-2));
    input.width = static_cast<std::size_t>(t.size(-1));
    input.classes = static_cast<std::size_t>(classes);
    const std::int64_t* const first = y.const_data_ptr<std::int64_t>();
    input.labels.assign(first, first + y.numel());
    return input;
}

at::Tensor activationsOfSeed(const at::Tensor& t, std::size_t seed) {
    return t.dim() == 3 ? t.detach().select(0, static_cast<std::int64_t>(seed)) : t.detach();
}

} // namespace infoplane
