// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimate.h"
#include "core/nn/state_archive.h"
#include "core/store/table.h"
#include "core/training/layer_estimators.h"
#include "core/training/method_context.h"

#include <ATen/ATen.h>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace infoplane {

// The outputs of one layer, [R, n, d]: of the training evaluation sample, the test evaluation sample, the
// whole test split.
//
// A split that the run does not have has no points, in all of these; what is measured on it stays not
// measured, and scale and histogram are those of the other.
struct LayerOutputs {
    at::Tensor train, test_sample, test;
};

// What measures layers, and with which noise.
struct LayerMeasurement {
    std::vector<LayerEstimators> estimators; // one set for all layers, or one for each
    // The noise of a seed in a layer on a split, the same in every row.
    std::function<NoiseDraw(std::uint64_t seed, std::size_t split, std::size_t layer)> noise;
};

// Builds the rows of one method. Values that are not set again stay as they were in the row before: a frozen
// layer's numbers are carried on unchanged, because nothing they depend on changes.
class RowWriter {
public:
    // Measures as the context's experiment says.
    explicit RowWriter(MethodContext& context);
    RowWriter(MethodContext& context, LayerMeasurement measurement);

    // Information by every estimator, scale and histogram of layer (counted from 0). False: stopped before it
    // was done, with context.failure where it failed.
    [[nodiscard]] bool measureLayer(std::size_t layer, const LayerOutputs& outputs);
    // Fits and reads the linear probe of a layer, if there is a training sample to fit it on; where it is not
    // due, say so with skipProbe. False: stopped.
    [[nodiscard]] bool measureProbe(std::size_t layer, const LayerOutputs& outputs);
    void skipProbe(std::size_t layer);
    // accuracy [R] of a read-out; layer empty for a read-out of the whole network.
    void setAccuracy(const std::string& read_out, std::size_t split, std::optional<std::size_t> layer,
                     const at::Tensor& accuracy);
    void setGradients(std::size_t layer, const at::Tensor& mean, const at::Tensor& deviation);
    // Column path below objective/ or "loss"; values [R].
    void setObjective(const std::string& column, const at::Tensor& values);
    void setObjectiveFlags(std::uint32_t flags);
    // Lets go of what was kept for measuring this layer again.
    void freezeLayer(std::size_t layer);
    // The row as it stands, and what the estimators keep.
    void visit(StateArchive& archive);
    // Stamps the row with the method's step and appends it. Where a critic met a NaN in it that it had not
    // met before, says so in an event and asks for a pause.
    void append(std::int64_t step, std::size_t layer_in_training);

private:
    [[nodiscard]] bool measureInformation(std::size_t layer, const LayerOutputs& outputs);
    [[nodiscard]] bool measureSamples(LayerEstimator& estimator, const std::array<at::Tensor, kSplits>& t,
                                      std::size_t layer);
    [[nodiscard]] bool measureSample(LayerEstimator& estimator, std::size_t split, const LayerSample& sample);
    [[nodiscard]] const LayerEstimators& estimatorsOf(std::size_t layer) const;
    void noteNan(std::size_t split, std::size_t layer, std::size_t seed, const InformationEstimate& estimate);
    void tellOfNan();
    void setEstimate(std::size_t split, std::size_t layer, std::size_t seed,
                     const InformationEstimate& estimate);
    void setProbe(std::size_t split, std::size_t layer, std::size_t seed, double accuracy,
                  std::uint32_t flags);
    void measureScale(std::size_t layer, const at::Tensor& outputs);
    void measureHistogram(std::size_t layer, const at::Tensor& outputs);
    template <class T>
    T& at(const std::string& column, std::size_t split, std::size_t layer, std::size_t seed) {
        return row_.values<T>(row_.layout().index(column))[(split * layers_ + layer) * seeds_ + seed];
    }

    MethodContext& context_;
    const MethodDescription& method_;
    LayerMeasurement measurement_;
    Row row_;
    std::size_t layers_, seeds_;
    struct Met {
        std::string estimator;
        std::size_t layer;
    };
    std::optional<Met> met_nan_; // in the row under way
};

// Fraction of outputs whose greatest score is the label's: scores [R, n, K], labels [n] -> [R].
[[nodiscard]] at::Tensor accuracyOf(const at::Tensor& scores, const at::Tensor& labels);

} // namespace infoplane
