// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/estimators/probe/linear_probe.h"
#include "core/store/imported.h"
#include "core/support/assert.h"
#include "core/training/layer_noise.h"
#include "core/training/row_writer.h"

#include <algorithm>

// What a row says of information and of the linear probe: the estimators' results into the row's columns.
namespace infoplane {

bool RowWriter::measureInformation(std::size_t layer, const LayerOutputs& outputs) {
    const std::array clean{outputs.train, outputs.test_sample};
    const SigmaKind kind = context_.experiment.network.sigma_kind;
    const std::array in_unit_of_sigma{inUnitOfSigma(kind, clean[0], clean[0]),
                                      inUnitOfSigma(kind, clean[1], clean[0])};
    return std::ranges::all_of(estimatorsOf(layer), [&](const auto& estimator) {
        return measureSamples(*estimator, estimator->addsNoise() ? in_unit_of_sigma : clean, layer);
    });
}

bool RowWriter::measureSamples(LayerEstimator& estimator, const std::array<at::Tensor, kSplits>& t,
                               std::size_t layer) {
    const std::uint32_t place = context_.place(layer).packed();
    std::array<std::vector<NoiseDraw>, kSplits> noise;
    for (std::size_t split = 0; split < kSplits; ++split)
        for (const std::uint64_t seed : context_.seeds)
            noise[split].push_back(measurement_.noise(seed, split, layer));
    const TrainingData& data = context_.data;
    const bool trains = t[0].size(1) > 0;
    const LayerSample train{
        t[0], data.train().evaluation_labels, noise[0], context_.seeds, nullptr, layer, place, data.classes};
    const LayerSample test{t[1],
                           data.test().evaluation_labels,
                           noise[1],
                           context_.seeds,
                           trains ? &train : nullptr,
                           layer,
                           place,
                           data.classes};
    return measureSample(estimator, 0, train) && measureSample(estimator, 1, test);
}

bool RowWriter::measureSample(LayerEstimator& estimator, std::size_t split, const LayerSample& sample) {
    if (sample.t.size(1) == 0) return true;
    const auto results = estimator.measure(sample, [this] { return context_.proceed(); });
    if (!results) {
        if (results.error().code != ErrorCode::Cancelled) context_.failure = results.error();
        return false;
    }
    for (const std::vector<InformationEstimate>& of_seeds : *results)
        for (std::size_t r = 0; r < seeds_; ++r) {
            if (estimator.trains()) noteNan(split, sample.layer, r, of_seeds[r]);
            setEstimate(split, sample.layer, r, of_seeds[r]);
        }
    return true;
}

// Before the estimate takes the place of the one in the row before.
void RowWriter::noteNan(std::size_t split, std::size_t layer, std::size_t seed,
                        const InformationEstimate& estimate) {
    const std::string path = "information/" + estimate.identity.name + "/";
    const std::uint32_t before = at<std::uint32_t>(path + "I_XT_flags", split, layer, seed) |
                                 at<std::uint32_t>(path + "I_TY_flags", split, layer, seed);
    const std::uint32_t now = estimate.xt.flags | estimate.ty.flags;
    if ((now & ~before & kNanMet) != 0) met_nan_ = Met{estimate.identity.name, layer + 1};
}

void RowWriter::tellOfNan() {
    const std::string advice = isImported(method_) ? "" : "; a smaller rate of the layer may help";
    context_.addEvent(Severity::Warning, "nan", met_nan_->layer,
                      met_nan_->estimator + " met a NaN in layer " + std::to_string(met_nan_->layer) +
                          " and recorded it" + advice);
    met_nan_.reset();
}

void RowWriter::freezeLayer(std::size_t layer) {
    for (const auto& estimator : estimatorsOf(layer))
        estimator->release(layer);
}

bool RowWriter::measureProbe(std::size_t layer, const LayerOutputs& outputs) {
    const auto& splits = context_.data.splits;
    if (outputs.train.size(1) == 0) {
        skipProbe(layer);
        return true;
    }
    const bool tests = outputs.test.size(1) > 0;
    const auto results =
        probeAccuracy(outputs.train, splits[0].evaluation_labels, tests ? outputs.test : outputs.train,
                      tests ? splits[1].labels : splits[0].evaluation_labels, context_.data.classes, {},
                      [this] { return context_.proceed(); });
    if (!results && results.error().code == ErrorCode::Cancelled) return false;
    INFOPLANE_ASSERT(results.ok());
    for (std::size_t r = 0; r < seeds_; ++r) {
        const ProbeResult& result = (*results)[r];
        setProbe(0, layer, r, result.train, result.flags);
        if (tests) setProbe(1, layer, r, result.test, result.flags);
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
