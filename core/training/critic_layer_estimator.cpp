// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/critic_layer_estimator.h"

#include "core/estimators/critics/critic_training.h"
#include "core/nn/random_tensors.h"
#include "core/nn/state_archive.h"
#include "core/support/assert.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace infoplane {
namespace {

constexpr double kNoCap = std::numeric_limits<double>::quiet_NaN();
// A layer moves little between two measurements: small critics and short ways to the end of their training.
constexpr std::int64_t kTrackerHidden = 64, kTrackerInterval = 20;
constexpr Place kNoiseOfTraining{1, 0}, kNoiseOfReport{1, 1};

CriticObjective objectiveNamed(const std::string& name) {
    if (name == "aa_mine") return CriticObjective::AaMine;
    if (name == "known_conditional") return CriticObjective::KnownConditional;
    INFOPLANE_ASSERT(name == "variational");
    return CriticObjective::Variational;
}

// Of a stream of its own: the critics that train the layer draw by the run's seed.
std::uint64_t seedOfCritic(std::uint64_t seed, std::uint32_t place) {
    const auto low = static_cast<std::uint32_t>(seed), high = static_cast<std::uint32_t>(seed >> 32);
    const auto words =
        philox4x32({low, high, place, 1}, philoxKey({seed, Purpose::CriticInitialisation, place}));
    return std::uint64_t{words[1]} << 32 | words[0];
}

bool allFinite(const at::Tensor& t) {
    return t.isfinite().all().item<bool>();
}

// One critic and how often it was used.
struct Tracked {
    CriticTracker tracker;
    std::uint64_t seed = 0, measurements = 0;
};

class CriticLayerEstimator final : public LayerEstimator {
public:
    CriticLayerEstimator(std::string name, const CriticTrackingOptions& options)
        : name_(std::move(name)), objective_(objectiveNamed(name_)), options_(options) {}

    std::vector<EstimatorIdentity> identities() const override;

    Caps caps(std::size_t, std::uint64_t, std::int64_t, double label_entropy) const override {
        return {kNoCap, ofLabels() ? label_entropy : kNoCap};
    }

    bool trains() const override { return true; }

    void release(std::size_t layer) override {
        std::erase_if(critics_, [layer](const auto& entry) { return entry.first.first == layer; });
    }

    Result<std::vector<std::vector<InformationEstimate>>> measure(const LayerSample& sample,
                                                                  const Proceed& proceed) override;

    void visit(StateArchive& archive, const KnownLayers& layers) override;

private:
    using Key = std::pair<std::size_t, std::size_t>; // layer, seed

    [[nodiscard]] bool ofLabels() const { return objective_ == CriticObjective::Variational; }
    [[nodiscard]] Tracked& criticOf(const LayerSample& sample, std::size_t seed);
    [[nodiscard]] Tracked newCritic(std::uint64_t seed, std::uint32_t place, std::int64_t classes) const;
    [[nodiscard]] at::Tensor noisy(const at::Tensor& t, const Tracked& critic, Place place,
                                   std::uint64_t step) const;
    [[nodiscard]] Result<Estimate> measureSeed(const LayerSample& sample, std::size_t seed,
                                               const Proceed& proceed);
    [[nodiscard]] Result<CriticMeasurement> train(Tracked& critic, const LayerSample& sample,
                                                  std::size_t seed, const Proceed& proceed) const;

    std::string name_;
    CriticObjective objective_;
    CriticTrackingOptions options_;
    std::map<Key, Tracked> critics_;
};

std::vector<EstimatorIdentity> CriticLayerEstimator::identities() const {
    const std::string title = objective_ == CriticObjective::AaMine             ? "AA-MINE"
                              : objective_ == CriticObjective::KnownConditional ? "Known-conditional critic"
                                                                                : "Variational";
    const std::string parameters = "{\"sigma\":" + jsonNumber(options_.sigma) +
                                   ",\"steps\":" + std::to_string(options_.steps) +
                                   ",\"hidden\":" + std::to_string(kTrackerHidden) + "}";
    return {{name_, title + ", a critic that tracks the layer", ofLabels() ? "" : "I(X;T^)",
             ofLabels() ? "I(T^;Y)" : "", Direction::Lower, true, parameters}};
}

Tracked& CriticLayerEstimator::criticOf(const LayerSample& sample, std::size_t seed) {
    const Key key{sample.layer, seed};
    if (const auto found = critics_.find(key); found != critics_.end()) return found->second;
    return critics_.emplace(key, newCritic(sample.noise_seeds[seed], sample.place, sample.classes))
        .first->second;
}

Tracked CriticLayerEstimator::newCritic(std::uint64_t seed, std::uint32_t place, std::int64_t classes) const {
    CriticOptions options;
    options.objective = objective_;
    options.steps = options_.steps;
    options.interval = kTrackerInterval;
    options.hidden = kTrackerHidden;
    options.sigma = options_.sigma;
    if (ofLabels()) options.y_symbols = classes;
    options.seed = seedOfCritic(seed, place);
    return {CriticTracker(options), options.seed};
}

void CriticLayerEstimator::visit(StateArchive& archive, const KnownLayers& layers) {
    for (std::size_t layer = 0; layer < layers.widths.size(); ++layer)
        for (std::size_t r = 0; r < layers.seeds.size(); ++r)
            archive.within(std::to_string(layer) + "-" + std::to_string(r), [&] {
                bool there = critics_.contains({layer, r});
                archive.flag("there", there);
                if (!there) return;
                if (!critics_.contains({layer, r}))
                    critics_.emplace(Key{layer, r},
                                     newCritic(layers.seeds[r], layers.places[layer], layers.classes));
                Tracked& critic = critics_.at({layer, r});
                archive.count("used", critic.measurements);
                critic.tracker.visit(archive, layers.widths[layer]);
            });
}

at::Tensor CriticLayerEstimator::noisy(const at::Tensor& t, const Tracked& critic, Place place,
                                       std::uint64_t step) const {
    const at::Tensor noise = normalTensor(std::array{critic.seed}, Purpose::CriticNoise, place, step,
                                          t.size(0), t.size(1), at::kCPU);
    return t.to(at::kCPU, at::kDouble) + noise.squeeze(0) * options_.sigma;
}

Result<CriticMeasurement> CriticLayerEstimator::train(Tracked& critic, const LayerSample& sample,
                                                      std::size_t seed, const Proceed& proceed) const {
    const auto r = static_cast<std::int64_t>(seed);
    const at::Tensor train = sample.training->t[r], report = sample.t[r];
    const at::Tensor &train_labels = sample.training->labels, &labels = sample.labels;
    if (!ofLabels()) return critic.tracker.measure({train, train_labels}, {report, labels}, proceed);
    const at::Tensor noisy_train = noisy(train, critic, kNoiseOfTraining, critic.measurements);
    const at::Tensor noisy_report = noisy(report, critic, kNoiseOfReport, 0);
    return critic.tracker.measure({noisy_train, train_labels}, {noisy_report, labels}, proceed);
}

Result<Estimate> CriticLayerEstimator::measureSeed(const LayerSample& sample, std::size_t seed,
                                                   const Proceed& proceed) {
    const auto r = static_cast<std::int64_t>(seed);
    Estimate met_nan;
    met_nan.flags = kNanMet;
    if (!allFinite(sample.training->t[r]) || !allFinite(sample.t[r])) return met_nan;
    Tracked& critic = criticOf(sample, seed);
    const auto measured = train(critic, sample, seed, proceed);
    if (!measured) return measured.error();
    ++critic.measurements;
    if ((measured->estimate.flags & kNanMet) == 0) return measured->estimate;
    met_nan.flags = measured->estimate.flags;
    critics_.erase({sample.layer, seed});
    return met_nan;
}

Result<std::vector<std::vector<InformationEstimate>>> CriticLayerEstimator::measure(const LayerSample& sample,
                                                                                    const Proceed& proceed) {
    std::vector<InformationEstimate> of_seeds;
    for (std::size_t r = 0; r < sample.noise_seeds.size(); ++r) {
        InformationEstimate result;
        result.identity = identities().front();
        result.xt.flags = result.ty.flags = kNotMeasured;
        if (sample.training != nullptr) {
            auto estimate = measureSeed(sample, r, proceed);
            if (!estimate) return Error{estimate.error().code, estimate.error().message, name_};
            (ofLabels() ? result.ty : result.xt) = *estimate;
            result.samples = static_cast<std::uint64_t>(sample.t.size(1));
        }
        of_seeds.push_back(result);
    }
    return std::vector<std::vector<InformationEstimate>>{std::move(of_seeds)};
}

} // namespace

std::unique_ptr<LayerEstimator> makeCriticLayerEstimator(const std::string& name,
                                                         const CriticTrackingOptions& options) {
    return std::make_unique<CriticLayerEstimator>(name, options);
}

} // namespace infoplane
