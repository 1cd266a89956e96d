// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/plots/synthetic_run.h"

#include "core/support/philox.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace infoplane::testing {
namespace {

constexpr double kLabelEntropy = 2.3023; // nats, ten classes
constexpr std::uint64_t kSamples = 1437;

EstimatorDescription estimator(const std::string& name, const std::string& title, std::size_t layers) {
    EstimatorDescription result;
    result.name = name;
    result.title = title;
    result.estimand_xt = name == "binning" ? "I(X;T_b)" : "I(X;T^)";
    result.estimand_ty = name == "binning" ? "I(T_b;Y)" : "I(T^;Y)";
    result.samples = {kSamples, 360};
    result.has_error = name == "mixture";
    for (const std::uint64_t n : result.samples) {
        result.cap_xt.insert(result.cap_xt.end(), layers, std::log(static_cast<double>(n)));
        result.cap_ty.insert(result.cap_ty.end(), layers, kLabelEntropy);
    }
    return result;
}

MethodDescription method(const SyntheticOptions& options, bool layer_by_layer) {
    MethodDescription result;
    result.name = layer_by_layer ? "layerwise_ib" : "cross_entropy";
    result.objective = result.name;
    result.form = layer_by_layer ? "noisy" : "";
    result.layer_by_layer = layer_by_layer;
    result.planned_passes =
        options.planned_epochs * (layer_by_layer ? static_cast<double>(options.layers) : 1.0);
    std::uint32_t width = 64;
    for (std::size_t i = 1; i <= options.layers; ++i) {
        result.layers.push_back({"layer" + std::to_string(i), "tanh", width, width / 2 + 8, 0.03, 0.5});
        width = width / 2 + 8;
    }
    result.estimators = {estimator("mixture", "Gaussian-mixture plug-in", options.layers),
                         estimator("binning", "binning, 30 bins", options.layers)};
    result.read_outs =
        layer_by_layer ? std::vector<ReadOutDescription>{{"critic_clean", "critic on t", true, {1437, 360}},
                                                         {"critic_noisy", "critic on t^", true, {1437, 360}},
                                                         {"linear_probe", "probe", true, {1437, 360}}}
                       : std::vector<ReadOutDescription>{{"network_output", "output", false, {1437, 360}}};
    return result;
}

// A standard normal that depends on nothing but its place.
double noise(std::size_t method, std::size_t layer, std::size_t seed, std::uint64_t row,
             std::uint64_t purpose) {
    float value = 0.0F;
    fillNormal(
        {seed * 1000 + purpose, Purpose::MeasurementNoise, static_cast<std::uint32_t>(method * 100 + layer)},
        row, &value, 1);
    return value;
}

struct Point {
    double xt = 0.0, ty = 0.0, accuracy = 0.1;
};

// What a layer knows after a fraction of its training.
Point pointAt(bool layer_by_layer, std::size_t layer, std::size_t layers, double fraction) {
    const double depth =
        static_cast<double>(layer - 1) / static_cast<double>(std::max<std::size_t>(layers - 1, 1));
    const double fit = 1.0 - std::exp(-9.0 * fraction);
    const double compress = 1.0 - std::exp(-2.5 * std::max(0.0, fraction - 0.06));
    const double begin_xt = 5.9 - 2.2 * depth;
    const double peak_xt = 6.8 - 2.9 * depth;
    const double end_xt = layer_by_layer ? 4.4 - 1.9 * depth : 6.5 - 3.1 * depth;
    const double begin_ty = 1.75 - 0.7 * depth;
    const double end_ty = kLabelEntropy - (layer_by_layer ? 0.03 : 0.01 + 0.05 * depth);
    Point point;
    point.xt = begin_xt + (peak_xt - begin_xt) * fit + (end_xt - peak_xt) * compress;
    point.ty = begin_ty + (end_ty - begin_ty) * fit;
    point.accuracy = 0.35 + (0.972 - 0.35 - 0.004 * depth) * fit;
    return point;
}

struct Moment {
    std::size_t layer = 0; // in training
    double fraction = 0.0; // of its training
    double pass = 0.0;
};

Moment momentOf(const SyntheticOptions& options, std::size_t method, std::uint64_t row) {
    const std::uint64_t rows = method == 0 ? options.rows_a_layer : options.rows_end_to_end;
    // Denser at the beginning of training, as the cadences are.
    const double linear =
        static_cast<double>(row % rows) / static_cast<double>(std::max<std::uint64_t>(rows - 1, 1));
    const double fraction = std::pow(linear, 1.6);
    const std::size_t layer = method == 0 ? static_cast<std::size_t>(row / rows) + 1 : 0;
    const double before = method == 0 ? static_cast<double>(layer - 1) * options.planned_epochs : 0.0;
    return {layer, fraction, before + fraction * options.planned_epochs};
}

// Layers below the one in training are frozen; layers above wait.
double fractionOf(const Moment& now, std::size_t layer) {
    if (now.layer == 0 || now.layer == layer) return now.fraction;
    return layer < now.layer ? 1.0 : -1.0;
}

void fillInformation(Row& row, const Table& table, const SyntheticOptions& options, std::size_t method,
                     const Moment& now) {
    const TableLayout& layout = table.layout();
    const std::uint64_t number = table.rows();
    for (const std::string_view name : {"mixture", "binning"}) {
        const std::string path = std::string("information/").append(name).append("/");
        const auto xt = row.values<double>(layout.index(path + "I_XT"));
        const auto ty = row.values<double>(layout.index(path + "I_TY"));
        const auto xt_flags = row.values<std::uint32_t>(layout.index(path + "I_XT_flags"));
        const auto ty_flags = row.values<std::uint32_t>(layout.index(path + "I_TY_flags"));
        for (std::size_t split = 0; split < kSplits; ++split)
            for (std::size_t layer = 1; layer <= options.layers; ++layer)
                for (std::size_t seed = 0; seed < options.seeds; ++seed) {
                    const std::size_t at = (split * options.layers + layer - 1) * options.seeds + seed;
                    const double fraction = fractionOf(now, layer);
                    const bool waits = fraction < 0.0;
                    const bool frozen = method == 0 && layer < now.layer;
                    xt_flags[at] = ty_flags[at] = waits || frozen ? kNotMeasured : 0u;
                    if (xt_flags[at]) continue;
                    const Point point = pointAt(method == 0, layer, options.layers, fraction);
                    const double wobble = options.random_walk ? 0.25 : 0.012;
                    const double own = 0.10 * noise(method, layer, seed, 0, 7);
                    const double cap = std::log(split == 0 ? 1437.0 : 360.0);
                    xt[at] =
                        std::min(cap, point.xt + own + wobble * noise(method, layer, seed, number, split) +
                                          (name == "binning" ? 1.1 : 0.0));
                    ty[at] = std::min(kLabelEntropy,
                                      point.ty + 0.2 * own +
                                          0.2 * wobble * noise(method, layer, seed, number, 2 + split));
                    if (xt[at] > 0.99 * cap) xt_flags[at] |= kAtCap;
                    if (name != "mixture") continue;
                    row.values<float>(layout.index(path + "I_XT_error"))[at] = 0.008F;
                    row.values<float>(layout.index(path + "I_TY_error"))[at] = 0.003F;
                }
    }
}

void fillAccuracy(Row& row, const Table& table, const SyntheticOptions& options, std::size_t method,
                  const Moment& now) {
    const TableLayout& layout = table.layout();
    for (std::size_t split = 0; split < kSplits; ++split)
        for (std::size_t layer = 1; layer <= options.layers; ++layer)
            for (std::size_t seed = 0; seed < options.seeds; ++seed) {
                const double fraction = fractionOf(now, layer);
                const Point point = pointAt(method == 0, layer, options.layers, std::max(fraction, 0.0));
                double value = point.accuracy + (split == 0 ? 0.018 : 0.0) +
                               0.004 * noise(method, layer, seed, table.rows(), 9 + split);
                const auto put = [&](const std::string& name, std::size_t at, double offset, bool measured) {
                    row.values<float>(layout.index("accuracy/" + name + "/value"))[at] =
                        static_cast<float>(std::min(1.0, value + offset));
                    row.values<std::uint32_t>(layout.index("accuracy/" + name + "/flags"))[at] =
                        measured ? 0u : kNotMeasured;
                };
                const std::size_t at = (split * options.layers + layer - 1) * options.seeds + seed;
                if (method == 1) {
                    put("network_output", split * options.seeds + seed, 0.0, true);
                    continue;
                }
                const bool now_trained = now.layer == layer;
                put("critic_clean", at, 0.0, now_trained);
                put("critic_noisy", at, -0.012, now_trained);
                put("linear_probe", at, -0.005,
                    now_trained && (table.rows() % 10 == 0 || now.fraction == 1.0));
            }
}

void fillObjective(Row& row, const Table& table, const SyntheticOptions& options, std::size_t method,
                   const Moment& now) {
    const TableLayout& layout = table.layout();
    for (std::size_t seed = 0; seed < options.seeds; ++seed) {
        const Point point =
            pointAt(method == 0, std::max<std::size_t>(now.layer, 1), options.layers, now.fraction);
        const double jitter = 0.02 * noise(method, now.layer, seed, table.rows(), 20);
        const bool first = now.fraction == 0.0;
        const auto put = [&](const std::string& name, double value) {
            row.values<double>(layout.index(name))[seed] =
                first ? std::numeric_limits<double>::quiet_NaN() : value;
        };
        row.values<std::uint32_t>(layout.index("objective/flags"))[seed] =
            method == 1 || first ? kNotMeasured : 0u;
        if (method == 1) {
            put("loss", kLabelEntropy - point.ty + 0.05 + jitter);
            continue;
        }
        const double relevance = point.ty + 0.02 + jitter;
        const double compression = point.xt + 0.4 + jitter;
        put("objective/relevance", relevance);
        put("objective/relevance_held_out", relevance - 0.12);
        put("objective/compression", compression);
        put("objective/lagrangian", relevance - 0.03 * compression);
        put("loss", -(relevance - 0.03 * compression));
    }
}

void appendFrozen(RunStore& store, std::size_t layer) {
    const Table& events = store.table(0, kEventsTable);
    Row row(events.layout());
    row.values<std::uint64_t>(events.layout().index("row"))[0] = store.rows(0).rows();
    row.values<std::int32_t>(events.layout().index("layer"))[0] = static_cast<std::int32_t>(layer);
    row.setText(events.layout().index("kind"), "frozen");
    store.append(0, kEventsTable, row);
}

} // namespace

std::shared_ptr<RunStore> emptyRun(const SyntheticOptions& options) {
    RunDescription run;
    run.run_id = "synthetic";
    run.title = "synthetic";
    run.data.name = "digits";
    run.data.classes = 10;
    run.data.input_size = 64;
    run.data.label_entropy = kLabelEntropy;
    for (std::size_t seed = 0; seed < options.seeds; ++seed)
        run.seeds.push_back(seed);
    run.methods = {method(options, true), method(options, false)};
    return std::make_shared<RunStore>(std::move(run));
}

bool appendRow(RunStore& store, const SyntheticOptions& options, std::size_t method) {
    const Table& table = store.rows(method);
    const std::uint64_t number = table.rows();
    const std::uint64_t all = method == 0 ? options.rows_a_layer * options.layers : options.rows_end_to_end;
    if (number >= all) return false;
    const Moment now = momentOf(options, method, number);
    Row row(table.layout());
    row.values<std::uint64_t>(table.layout().index("step"))[0] = static_cast<std::uint64_t>(now.pass * 22.0);
    row.values<double>(table.layout().index("pass"))[0] = now.pass;
    row.values<std::int32_t>(table.layout().index("layer_in_training"))[0] =
        static_cast<std::int32_t>(now.layer);
    fillInformation(row, table, options, method, now);
    fillAccuracy(row, table, options, method, now);
    fillObjective(row, table, options, method, now);
    store.append(method, kRowsTable, row);
    if (method == 0 && (number + 1) % options.rows_a_layer == 0) appendFrozen(store, now.layer);
    return true;
}

std::shared_ptr<RunStore> wholeRun(const SyntheticOptions& options) {
    std::shared_ptr<RunStore> store = emptyRun(options);
    for (std::size_t method = 0; method < 2; ++method)
        while (appendRow(*store, options, method)) {
        }
    return store;
}

} // namespace infoplane::testing
