// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/batches.h"

namespace infoplane {

BatchSource::BatchSource(at::Tensor features, at::Tensor labels, std::span<const std::uint64_t> seeds,
                         Place place, std::int64_t batch)
    : features_(features.reshape({-1, features.size(2)})),
      labels_(std::move(labels)),
      seeds_(seeds),
      place_(place),
      batch_(batch),
      samples_(features.size(1)),
      steps_per_epoch_(samples_ / batch),
      width_(features.size(2)),
      shared_(features.size(0) == 1) {
    const auto count = static_cast<std::int64_t>(seeds.size());
    offsets_ = at::arange(count, labels_.options()).mul_(shared_ ? 0 : samples_).unsqueeze(1);
}

Batch BatchSource::at(std::int64_t step) {
    const std::int64_t epoch = step / steps_per_epoch_;
    if (epoch != epoch_) {
        epoch_ = epoch;
        order_ =
            permutationTensor(seeds_, place_, static_cast<std::uint64_t>(epoch), samples_, labels_.device());
    }
    const at::Tensor index = order_.narrow(1, (step % steps_per_epoch_) * batch_, batch_);
    const auto count = static_cast<std::int64_t>(seeds_.size());
    Batch result;
    result.inputs = features_.index_select(0, (index + offsets_).flatten()).view({count, batch_, width_});
    result.labels = labels_.index_select(0, index.flatten()).view({count, batch_});
    return result;
}

} // namespace infoplane
