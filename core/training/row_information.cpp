// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/estimators/probe/linear_probe.h"
#include "core/support/assert.h"
#include "core/training/row_writer.h"

// What a row says of information and of the linear probe: the estimators' results into the row's columns.
namespace infoplane {

bool RowWriter::measureInformation(std::size_t layer, std::size_t split, const at::Tensor& t) {
    std::vector<NoiseDraw> noise;
    for (const std::uint64_t seed : context_.seeds)
        noise.push_back(
            streamNoise({seed, Purpose::MeasurementNoise, context_.place(layer).packed()}, split));
    const LayerSample sample{t, context_.data.splits[split].evaluation_labels, noise, context_.seeds};
    for (const auto& estimator : estimators_) {
        const auto results = estimator->measure(sample, [this] { return context_.proceed(); });
        if (!results && results.error().code == ErrorCode::Cancelled) return false;
        INFOPLANE_ASSERT(results.ok());
        for (const std::vector<InformationEstimate>& of_seeds : *results)
            for (std::size_t r = 0; r < seeds_; ++r)
                setEstimate(split, layer, r, of_seeds[r]);
    }
    return true;
}

bool RowWriter::measureProbe(std::size_t layer, const LayerOutputs& outputs) {
    const auto& splits = context_.data.splits;
    const auto results =
        probeAccuracy(outputs.train, splits[0].evaluation_labels, outputs.test, splits[1].labels,
                      context_.data.classes, {}, [this] { return context_.proceed(); });
    if (!results && results.error().code == ErrorCode::Cancelled) return false;
    INFOPLANE_ASSERT(results.ok());
    for (std::size_t r = 0; r < seeds_; ++r) {
        const ProbeResult& result = (*results)[r];
        setProbe(0, layer, r, result.train, result.flags);
        setProbe(1, layer, r, result.test, result.flags);
    }
    return true;
}

void RowWriter::skipProbe(std::size_t layer) {
    for (std::size_t split = 0; split < kSplits; ++split)
        for (std::size_t r = 0; r < seeds_; ++r)
            setProbe(split, layer, r, std::numeric_limits<double>::quiet_NaN(), kNotMeasured);
}

void RowWriter::setProbe(std::size_t split, std::size_t layer, std::size_t seed, double accuracy,
                         std::uint32_t flags) {
    at<float>("accuracy/linear_probe/value", split, layer, seed) = static_cast<float>(accuracy);
    at<std::uint32_t>("accuracy/linear_probe/flags", split, layer, seed) = flags;
}

void RowWriter::setEstimate(std::size_t split, std::size_t layer, std::size_t seed,
                            const InformationEstimate& estimate) {
    const std::string path = "information/" + estimate.identity.name + "/";
    at<double>(path + "I_XT", split, layer, seed) = estimate.xt.value;
    at<double>(path + "I_TY", split, layer, seed) = estimate.ty.value;
    at<std::uint32_t>(path + "I_XT_flags", split, layer, seed) = estimate.xt.flags;
    at<std::uint32_t>(path + "I_TY_flags", split, layer, seed) = estimate.ty.flags;
    if (!estimate.identity.has_error) return;
    at<float>(path + "I_XT_error", split, layer, seed) = static_cast<float>(estimate.xt.standard_error);
    at<float>(path + "I_TY_error", split, layer, seed) = static_cast<float>(estimate.ty.standard_error);
}

} // namespace infoplane
