// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/estimators/estimate.h"
#include "core/estimators/mixture/mixture_plugin.h"

#include <memory>
#include <span>
#include <vector>

namespace at {
class Tensor;
}

// The estimators of measure.estimators, as the trainer measures layers with them.
namespace infoplane {

// One layer on one split: t [R, N, width] clean outputs, labels int64 [N].
struct LayerSample {
    const at::Tensor& t;
    const at::Tensor& labels;
    // The noise of each seed, the same in every row: a layer that does not change keeps its numbers, and
    // curves move by the layer alone.
    std::span<const NoiseDraw> noise;
    std::span<const std::uint64_t> noise_seeds; // the same for estimators that draw by a seed of their own
    // What estimators that train need to know: the layer on the training split (null: this sample is it), its
    // position, method and layer as they are in keys of random numbers, and the number of classes.
    const LayerSample* training = nullptr;
    std::size_t layer = 0;
    std::uint32_t place = 0;
    std::int64_t classes = 0;
};

// An estimator of layers; one that gives several bounds at once has an identity for each, and each of these
// is an estimator of the run file.
class LayerEstimator {
public:
    virtual ~LayerEstimator() = default;

    [[nodiscard]] virtual std::vector<EstimatorIdentity> identities() const = 0;
    // The largest values that identity i can take on N points of a layer: of xt, and of ty for labels of
    // entropy `label_entropy`, nats; NaN: none.
    struct Caps {
        double xt, ty;
    };
    [[nodiscard]] virtual Caps caps(std::size_t identity, std::uint64_t points, std::int64_t width,
                                    double label_entropy) const = 0;
    // Whether it measures T^ and so reads T in the unit of sigma (layer_noise.h); otherwise T as it is.
    [[nodiscard]] virtual bool addsNoise() const { return true; }
    // Whether it trains a critic on the training split, which then has no values.
    [[nodiscard]] virtual bool trains() const { return false; }
    // [identity][seed]. What an identity does not measure has kNotMeasured. Cancelled where `proceed` said
    // no. One that trains keeps what it learnt of a layer for the next time, until release().
    [[nodiscard]] virtual Result<std::vector<std::vector<InformationEstimate>>>
    measure(const LayerSample& sample, const Proceed& proceed) = 0;
    // The layer at this position is frozen and is not measured again.
    virtual void release(std::size_t /*layer*/) {}
};

// Those of the experiment, in the order of layerEstimatorNames().
[[nodiscard]] std::vector<std::unique_ptr<LayerEstimator>> layerEstimators(const Experiment& experiment,
                                                                           std::int64_t classes);

} // namespace infoplane
