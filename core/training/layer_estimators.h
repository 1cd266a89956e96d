// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/estimators/counts/binning.h"
#include "core/estimators/estimator.h"
#include "core/estimators/mixture/mixture_plugin.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

// The estimators of measure.estimators, as the trainer measures layers with them.
namespace infoplane {

class StateArchive; // core/nn/state_archive.h

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

// What is known of the layers of a method before they are measured: seeds, classes, and for each layer the
// width and the place in keys of random numbers.
struct KnownLayers {
    std::span<const std::uint64_t> seeds;
    std::int64_t classes = 0;
    std::vector<std::int64_t> widths;
    std::vector<std::uint32_t> places;
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
    // Of so many points, how many its values are measured on.
    [[nodiscard]] virtual std::uint64_t reported(std::uint64_t points) const { return points; }
    // Whether it trains a critic on the training split, which then has no values.
    [[nodiscard]] virtual bool trains() const { return false; }
    // [identity][seed]. What an identity does not measure has kNotMeasured. Cancelled where `proceed` said
    // no. One that trains keeps what it learnt of a layer for the next time, until release().
    [[nodiscard]] virtual Result<std::vector<std::vector<InformationEstimate>>>
    measure(const LayerSample& sample, const Proceed& proceed) = 0;
    // The layer at this position is frozen and is not measured again.
    virtual void release(std::size_t /*layer*/) {}
    // What it keeps from one measurement to the next.
    virtual void visit(StateArchive& /*archive*/, const KnownLayers& /*layers*/) {}
};

using LayerEstimators = std::vector<std::unique_ptr<LayerEstimator>>;

// Which estimators measure a layer, and how.
struct LayerEstimatorOptions {
    std::vector<std::string> names;   // of layerEstimatorNames() or otherLayerEstimatorNames()
    double sigma = 0.0;               // of T^, in the unit of T; above 0 where an estimator has noise
    std::int64_t classes = 0;         // labels are 0..classes-1
    std::int64_t draws = 1;           // of noise a point
    std::int64_t bins = 30;           // of binning
    std::optional<BinRange> range;    // of binning; empty: the layer's own (BinningOptions)
    std::int64_t critic_steps = 1000; // of a critic's training at each measurement, at most
    ParameterValues values{};         // of the others, for each that has the parameter
};

[[nodiscard]] LayerEstimatorOptions layerEstimatorOptions(const Experiment& experiment, std::int64_t classes);

// In the order of layerEstimatorNames(), then of otherLayerEstimatorNames().
[[nodiscard]] LayerEstimators layerEstimators(const LayerEstimatorOptions& options);

} // namespace infoplane
