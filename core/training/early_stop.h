// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/state_archive.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <string>
#include <vector>

namespace infoplane {

// Ends the training of a layer or a network by the held-out values of its epochs. Each seed by itself keeps
// its best epoch; it has stopped once `patience` epochs in a row were no better, and what it does after that
// is not looked at, so that a seed in a batch keeps what it keeps alone. A value that is NaN is no better
// than any.
class EarlyStop {
public:
    // `trained`: all that an epoch changes, [R, ...] each; read and written in place.
    EarlyStop(std::int64_t patience, std::vector<at::Tensor> trained);

    // After an epoch, the held-out value [R] of each seed, more is better.
    void see(const at::Tensor& values);
    // Whether all seeds have stopped.
    [[nodiscard]] bool stopped() const;
    // Puts each seed back to its best epoch. A seed that has none (only NaN) stays as it is.
    void restoreBest();

    void visit(StateArchive& archive);

    [[nodiscard]] std::int64_t epochs() const { return epochs_; }
    // The best epoch of each seed, from 1; 0 where there is none.
    [[nodiscard]] std::vector<std::int64_t> bestEpochs() const;

private:
    struct Seed {
        double best;
        std::int64_t best_epoch = 0, worse = 0; // epochs in a row that were no better
    };
    void keep(std::int64_t seed);

    std::int64_t patience_, epochs_ = 0;
    std::vector<at::Tensor> trained_, kept_;
    std::vector<Seed> seeds_;
};

// What an event says of it: "layer 2 stopped after 23 of 60 epochs; the best on the validation part, which
// the seeds keep, were epochs 18 to 20".
[[nodiscard]] std::string earlyStopText(const std::string& what, const EarlyStop& stop, std::int64_t planned);

} // namespace infoplane
