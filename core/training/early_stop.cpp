// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/early_stop.h"

#include "core/support/assert.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <limits>

namespace infoplane {

EarlyStop::EarlyStop(std::int64_t patience, std::vector<at::Tensor> trained)
    : patience_(patience), trained_(std::move(trained)) {
    INFOPLANE_ASSERT(patience_ > 0 && !trained_.empty());
    for (const at::Tensor& tensor : trained_)
        kept_.push_back(tensor.detach().clone());
    seeds_.assign(static_cast<std::size_t>(trained_.front().size(0)),
                  {-std::numeric_limits<double>::infinity()});
}

void EarlyStop::see(const at::Tensor& values) {
    const at::Tensor host = values.detach().to(at::kCPU, at::kDouble).contiguous();
    ++epochs_;
    for (std::size_t r = 0; r < seeds_.size(); ++r) {
        Seed& seed = seeds_[r];
        if (seed.worse >= patience_) continue;
        const double value = host.const_data_ptr<double>()[r];
        if (!(value > seed.best)) {
            ++seed.worse;
            continue;
        }
        seed = {value, epochs_, 0};
        keep(static_cast<std::int64_t>(r));
    }
}

void EarlyStop::keep(std::int64_t seed) {
    const at::NoGradGuard no_grad;
    for (std::size_t i = 0; i < trained_.size(); ++i)
        kept_[i][seed].copy_(trained_[i][seed]);
}

bool EarlyStop::stopped() const {
    return std::ranges::all_of(seeds_, [&](const Seed& seed) { return seed.worse >= patience_; });
}

void EarlyStop::restoreBest() {
    const at::NoGradGuard no_grad;
    for (std::size_t r = 0; r < seeds_.size(); ++r)
        for (std::size_t i = 0; i < trained_.size() && seeds_[r].best_epoch > 0; ++i)
            trained_[i][static_cast<std::int64_t>(r)].copy_(kept_[i][static_cast<std::int64_t>(r)]);
}

void EarlyStop::visit(StateArchive& archive) {
    archive.count("epochs", epochs_);
    archive.tensors("kept", kept_);
    for (std::size_t r = 0; r < seeds_.size(); ++r)
        archive.within("seed" + std::to_string(r), [&] {
            archive.real("best", seeds_[r].best);
            archive.count("best_epoch", seeds_[r].best_epoch);
            archive.count("worse", seeds_[r].worse);
        });
}

std::vector<std::int64_t> EarlyStop::bestEpochs() const {
    std::vector<std::int64_t> epochs;
    for (const Seed& seed : seeds_)
        epochs.push_back(seed.best_epoch);
    return epochs;
}

std::string earlyStopText(const std::string& what, const EarlyStop& stop, std::int64_t planned) {
    const std::vector<std::int64_t> best = stop.bestEpochs();
    const auto [first, last] = std::ranges::minmax(best);
    const std::string epochs = first == last
                                   ? "epoch " + std::to_string(first)
                                   : "epochs " + std::to_string(first) + " to " + std::to_string(last);
    return what + " stopped after " + std::to_string(stop.epochs()) + " of " + std::to_string(planned) +
           " epochs; the best on the validation part, which " +
           (best.size() == 1 ? "is kept" : "each seed keeps") + ": " + epochs;
}

} // namespace infoplane
