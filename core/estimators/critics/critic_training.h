// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimate.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

// The one trainer of all critics that measure mutual information (those that layers are trained with are in
// core/training). A critic is trained on one sample and its value reported on another, that it never saw: the
// reported value is the worth of a critic, and falls short of the information by what the critic has not
// learnt.
namespace infoplane {

class StateArchive; // core/nn/state_archive.h

enum class CriticObjective {
    Mine,             // Donsker-Varadhan, with the bias-corrected gradient
    Nwj,              // Nguyen-Wainwright-Jordan
    InfoNce,          // with all reported points in one batch
    Smile,            // clipped Donsker-Varadhan, Jensen-Shannon gradient
    Variational,      // Barber-Agakov; y must be discrete
    AaMine,           // Mine of (x, x^), x^ = x + sigma N(0, I); y is not read
    KnownConditional, // the same with ln p(x^|x) in the critic, only the density of x^ is learnt
};

struct CriticOptions {
    CriticObjective objective = CriticObjective::Mine;
    std::int64_t steps = 3000;                 // at most, in one measurement
    std::int64_t interval = 50;                // steps between two looks at the stopping value
    std::int64_t batch = 0;                    // pairs a step, all batch^2 contrasted; 0: defaultBatch()
    double rate = 1e-3;                        // of Adam
    std::int64_t hidden = 128;                 // width of the two hidden layers
    double sigma = 0.0;                        // of AaMine and KnownConditional, in the unit of x; above 0
    double tau = 5.0;                          // of Smile
    std::int64_t x_symbols = 0, y_symbols = 0; // of a discrete variable; 0: it is continuous
    std::uint64_t seed = 0;                    // of every random number
};

// The batch of a critic that `fitted` points train: 256, or all of them where they are fewer.
[[nodiscard]] std::int64_t defaultBatch(std::int64_t fitted);

// n observations of two variables together: a continuous one [n, width] of any floating type, a discrete one
// int64 [n] in 0..symbols-1. They must outlive the call only.
struct PairedSample {
    const at::Tensor& x;
    const at::Tensor& y;
};

struct CriticMeasurement {
    // The value on the reported sample, its cap and its flags. The standard error is that of the reported
    // sample with the critic held fixed (held_out_value.h).
    Estimate estimate;
    double training_value = 0.0;       // the same on as many of the points that the critic was trained on
    std::int64_t steps = 0;            // after which the critic was best
    std::int64_t batch = 0;            // that it was trained with
    std::vector<std::string> warnings; // whole sentences; critic_warnings.h says when
};

// A critic that is kept between measurements of a layer that changes slowly: each measurement trains it on
// from where it was.
class CriticTracker {
public:
    explicit CriticTracker(const CriticOptions& options);
    ~CriticTracker();
    CriticTracker(CriticTracker&&) noexcept;
    CriticTracker& operator=(CriticTracker&&) noexcept;

    // Trains on four fifths of `train` (all but 2048 points where that is more) for at most options.steps
    // steps, batches without replacement, and keeps the moving average of the weights that is best on the
    // others; stops early where that has not risen for a while. `report` takes no part in this: choosing the
    // best on the reported sample would bias it upwards. Samples may be of other sizes in the next call, but
    // not of other widths; in a sample of the same size the same rows are the four fifths, so that rows
    // should keep their places, and no row may move between `train` and `report`.
    //
    // Continuous columns are brought to a common scale that the training part decides (critic_inputs.h).
    //
    // An Error says which argument is wrong (too few points for the batch, another width), or Cancelled where
    // `proceed`, asked at every step and every tile, returned false. Works whatever the caller's gradient
    // mode is, and leaves that and the rounding mode of the thread as they were; no gradient reaches the
    // samples. On the processor, in at::get_num_threads() threads. One tracker serves one thread at a time.
    [[nodiscard]] Result<CriticMeasurement> measure(const PairedSample& train, const PairedSample& report,
                                                    const Proceed& proceed = {});

    // What it carries from one measurement to the next. A tracker that has not measured yet takes it up as
    // one of `width` columns, the continuous variables', would.
    void visit(StateArchive& archive, std::int64_t width);

private:
    struct State;
    std::unique_ptr<State> state_;
};

// One measurement by a new critic.
[[nodiscard]] Result<CriticMeasurement> measureByCritic(const CriticOptions& options,
                                                        const PairedSample& train, const PairedSample& report,
                                                        const Proceed& proceed = {});

} // namespace infoplane
