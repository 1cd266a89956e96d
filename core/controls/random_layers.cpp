// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/random_layers.h"

#include "core/config/layer_language.h"
#include "core/config/objective_kind.h"
#include "core/controls/fano.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

constexpr const char* kRandom = "random layers";
constexpr double kErrorsOfDifference = 3.0;

// The last row of a method, by column, split, layer and seed.
class LastRow {
public:
    LastRow(const RunStore& run, std::size_t method)
        : table_(run.rows(method)),
          layers_(run.description().methods.at(method).layers.size()),
          seeds_(run.description().seeds.size()) {}

    // NaN where the column is not there or the value was not measured. PATH with its flags in FLAGS.
    template <class T>
    [[nodiscard]] double value(const std::string& path, const std::string& flags, std::size_t split,
                               std::size_t layer, std::size_t seed) const {
        const std::size_t at = (split * layers_ + layer) * seeds_ + seed;
        const auto column = table_.layout().find(path), flag = table_.layout().find(flags);
        if (!column || !flag || table_.rows() == 0) return kNotKnown;
        const std::uint64_t last = table_.rows() - 1;
        if ((table_.values<std::uint32_t>(*flag, last)[at] & kNotMeasured) != 0) return kNotKnown;
        return static_cast<double>(table_.values<T>(*column, last)[at]);
    }

private:
    const Table& table_;
    std::size_t layers_, seeds_;
};

// One place: the same layer, seed and quantity of both runs.
class Comparison {
public:
    Comparison(const RunStore& run, std::size_t method, const RunStore& random)
        : description_(run.description()),
          method_(description_.methods.at(method)),
          random_(random.description().methods.at(0)),
          of_run_(run, method),
          of_random_(random, 0) {}

    void addLayer(std::size_t layer, std::size_t seed);
    [[nodiscard]] std::vector<ControlRow> rows() && { return std::move(rows_); }

private:
    struct Pair {
        double random, run;
    };
    [[nodiscard]] ControlRow row(std::size_t layer, std::size_t seed, std::size_t split) const;
    [[nodiscard]] Pair information(const std::string& which, std::size_t layer, std::size_t seed) const;
    [[nodiscard]] double error(const std::string& which, std::size_t layer, std::size_t seed) const;
    [[nodiscard]] Pair accuracy(const std::string& reader, std::size_t split, std::size_t layer,
                                std::size_t seed) const;
    // Of the training sample that is measured: the cap of mixture, which is the first estimator.
    [[nodiscard]] double labelEntropy(std::size_t layer) const {
        return random_.estimators.front().cap_ty[layer];
    }
    void addInformation(std::size_t layer, std::size_t seed);
    void addFano(std::size_t layer, std::size_t seed);
    void addHeldOut(const std::string& reader, const std::string& variable, bool decides, std::size_t layer,
                    std::size_t seed);
    void add(ControlRow row, Pair values, MustGive must);

    const RunDescription& description_;
    const MethodDescription& method_;
    const MethodDescription& random_;
    LastRow of_run_, of_random_;
    std::vector<ControlRow> rows_;
};

ControlRow Comparison::row(std::size_t layer, std::size_t seed, std::size_t split) const {
    ControlRow r;
    r.control = kRandom;
    r.method = method_.name;
    r.layer = layer + 1;
    r.seed = description_.seeds[seed];
    r.split = kSplitNames[split];
    r.beside_what = "the trained layer";
    return r;
}

Comparison::Pair Comparison::information(const std::string& which, std::size_t layer,
                                         std::size_t seed) const {
    const std::string path = "information/mixture/" + which;
    return {of_random_.value<double>(path, path + "_flags", 0, layer, seed),
            of_run_.value<double>(path, path + "_flags", 0, layer, seed)};
}

double Comparison::error(const std::string& which, std::size_t layer, std::size_t seed) const {
    const std::string path = "information/mixture/" + which;
    const double e = of_random_.value<float>(path + "_error", path + "_flags", 0, layer, seed);
    return std::isfinite(e) ? e : 0.0;
}

Comparison::Pair Comparison::accuracy(const std::string& reader, std::size_t split, std::size_t layer,
                                      std::size_t seed) const {
    const std::string path = "accuracy/" + reader + "/";
    return {of_random_.value<float>(path + "value", path + "flags", split, layer, seed),
            of_run_.value<float>(path + "value", path + "flags", split, layer, seed)};
}

void Comparison::add(ControlRow row, Pair values, MustGive must) {
    row.value = values.random;
    row.beside = values.run;
    row.must = std::move(must);
    row.verdict = judge(row.must, row.value);
    rows_.push_back(std::move(row));
}

void Comparison::addInformation(std::size_t layer, std::size_t seed) {
    const Pair xt = information("I_XT", layer, seed), ty = information("I_TY", layer, seed);
    const double of_xt = error("I_XT", layer, seed), of_ty = error("I_TY", layer, seed);
    ControlRow r = row(layer, seed, 0);
    r.estimator = "mixture";
    r.sigma = method_.layers[layer].sigma;
    r.n = description_.data.evaluation_index[0].size();
    r.quantity = "I(X;T^)";
    r.error = of_xt;
    add(r, xt,
        {-kAllowedErrors * of_xt - kRounding, std::log(static_cast<double>(r.n)) + kRounding,
         "0 to ln N; 5 Monte Carlo errors below"});
    r.quantity = "I(T^;Y)";
    r.error = of_ty;
    const double most = xt.random + kAllowedErrors * std::hypot(of_xt, of_ty);
    add(r, ty,
        {-kAllowedErrors * of_ty - kRounding, std::min(most, labelEntropy(layer)) + kRounding,
         "0 to min(I(X;T^), H(Y)), by data processing; 5 Monte Carlo errors"});
}

void Comparison::addFano(std::size_t layer, std::size_t seed) {
    const Pair values = accuracy("critic_noisy", 0, layer, seed);
    ControlRow r = row(layer, seed, 0);
    r.estimator = "critic_noisy";
    r.quantity = "accuracy on t^";
    r.unit = "fraction";
    r.sigma = method_.layers[layer].sigma;
    r.n = description_.data.evaluation_index[0].size();
    r.error = std::sqrt(values.random * (1.0 - values.random) / static_cast<double>(r.n));
    const double information_most =
        information("I_TY", layer, seed).random + kAllowedErrors * error("I_TY", layer, seed);
    const double fano = fanoAccuracy(labelEntropy(layer) - information_most, description_.data.classes);
    add(r, values,
        {0.0, std::min(1.0, fano + kAllowedErrors * r.error),
         "at most Fano's bound for I(T^;Y), which holds for every reader of T^; 5 errors"});
}

void Comparison::addHeldOut(const std::string& reader, const std::string& variable, bool decides,
                            std::size_t layer, std::size_t seed) {
    const Pair values = accuracy(reader, 1, layer, seed);
    ControlRow r = row(layer, seed, 1);
    r.estimator = reader;
    r.quantity = "accuracy on " + variable;
    r.unit = "fraction";
    if (variable == "t^") r.sigma = method_.layers[layer].sigma;
    r.n = description_.data.test_index.size();
    const auto variance = [&r](double a) { return a * (1.0 - a) / static_cast<double>(r.n); };
    r.error = std::sqrt(variance(values.random));
    MustGive must{-kNoLimit, kNoLimit, "nothing must hold: a random layer that loses nothing reads as well"};
    if (decides && std::isfinite(values.run))
        must = {0.0,
                std::min(1.0, values.run + kErrorsOfDifference *
                                               std::sqrt(variance(values.random) + variance(values.run))),
                "at most the trained layer's, within 3 errors of the difference: else the accuracy is the "
                "read-out's, not the training's"};
    add(r, values, must);
}

void Comparison::addLayer(std::size_t layer, std::size_t seed) {
    const bool critic = std::isfinite(accuracy("critic_noisy", 1, layer, seed).run);
    addInformation(layer, seed);
    addFano(layer, seed);
    addHeldOut("critic_noisy", "t^", critic, layer, seed);
    addHeldOut("critic_clean", "t", false, layer, seed);
    addHeldOut("linear_probe", "t", !critic, layer, seed);
}

} // namespace

Experiment randomLayersOf(const Experiment& experiment, const MethodConfig& method) {
    Experiment result = experiment;
    MethodConfig config = method;
    if (!trainsLayerByLayer(method.objective))
        config.epochs = std::max<std::int64_t>(
            1, method.epochs / static_cast<std::int64_t>(layerCount(experiment.network)));
    config.name = "random_layers";
    config.objective = Objective::RandomLayers;
    config.compression = Compression::None;
    config.beta = {0.0};
    config.bottleneck = 0;
    result.methods = {config};
    return result;
}

std::vector<ControlRow> compareWithRandomLayers(const RunStore& run, std::size_t method,
                                                const RunStore& random) {
    Comparison comparison(run, method, random);
    const RunDescription& d = run.description();
    for (std::size_t l = 0; l < d.methods.at(method).layers.size(); ++l)
        for (std::size_t r = 0; r < d.seeds.size(); ++r)
            comparison.addLayer(l, r);
    return std::move(comparison).rows();
}

} // namespace infoplane
