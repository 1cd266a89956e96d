// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/gradient_statistics.h"

namespace infoplane {

void GradientStatistics::add(const std::vector<at::Tensor>& parameters) {
    const at::NoGradGuard no_grad;
    if (steps_++ == 0) {
        sums_.clear();
        squares_.clear();
        for (const at::Tensor& parameter : parameters) {
            sums_.push_back(parameter.grad().clone());
            squares_.push_back(parameter.grad().square());
        }
        return;
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        sums_[i].add_(parameters[i].grad());
        squares_[i].addcmul_(parameters[i].grad(), parameters[i].grad());
    }
}

std::pair<at::Tensor, at::Tensor> GradientStatistics::take() {
    if (steps_ == 0) return {};
    const double n = static_cast<double>(steps_);
    at::Tensor mean_square, square;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        const at::Tensor m = (sums_[i] / n).square().flatten(1).sum(1, false, at::kDouble);
        const at::Tensor s = (squares_[i] / n).flatten(1).sum(1, false, at::kDouble);
        mean_square = mean_square.defined() ? mean_square + m : m;
        square = square.defined() ? square + s : s;
    }
    steps_ = 0;
    return {mean_square.sqrt(), (square - mean_square).clamp_min(0).sqrt()};
}

void GradientStatistics::visit(StateArchive& archive, const std::vector<at::Tensor>& parameters) {
    archive.count("steps", steps_);
    if (steps_ == 0) return;
    if (archive.restores()) {
        sums_.clear();
        for (const at::Tensor& parameter : parameters)
            sums_.push_back(at::zeros(parameter.sizes(), parameter.options().requires_grad(false)));
        squares_.clear();
        for (const at::Tensor& sum : sums_)
            squares_.push_back(sum.clone());
    }
    archive.tensors("sums", sums_);
    archive.tensors("squares", squares_);
}

} // namespace infoplane
