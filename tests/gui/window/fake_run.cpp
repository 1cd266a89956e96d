// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/fake_run.h"

#include <algorithm>
#include <cmath>

namespace infoplane::testing {
namespace {

constexpr std::size_t kLayers = 3;
constexpr double kClassesNats = 2.3025;
constexpr double kSamplesNats = 7.27; // ln 1437

std::vector<LayerDescription> layers(double beta) {
    return {{"layer1", "tanh", 64, 64, beta, 0.5},
            {"layer2", "tanh", 64, 32, beta, 0.5},
            {"layer3", "tanh", 32, 16, beta, 0.5}};
}

EstimatorDescription estimator(const char* name, const char* title, bool has_error) {
    EstimatorDescription result;
    result.name = name;
    result.title = title;
    result.estimand_xt = has_error ? "I(X;T^)" : "I(X;T_b)";
    result.estimand_ty = has_error ? "I(T^;Y)" : "I(T_b;Y)";
    result.direction = "exact for the empirical distribution";
    result.parameters = has_error ? R"({"draws":1})" : R"({"bins":30})";
    result.samples = {1437, 360};
    result.has_error = has_error;
    result.cap_xt = std::vector<double>(kSplits * kLayers, kSamplesNats);
    result.cap_ty = std::vector<double>(kSplits * kLayers, kClassesNats);
    return result;
}

MethodDescription method(bool by_layer) {
    MethodDescription result;
    result.name = by_layer ? "layerwise_ib" : "cross_entropy";
    result.objective = result.name;
    result.form = by_layer ? "noisy" : "";
    result.compression = by_layer ? "leave_one_out" : "";
    result.network = "64-64-32-16 tanh";
    result.layer_by_layer = by_layer;
    result.planned_passes = 180.0;
    result.expected_rows = by_layer ? 108 : 41;
    result.layers = layers(by_layer ? 0.03 : 0.0);
    result.estimators = {estimator("mixture", "Gaussian-mixture plug-in", true),
                         estimator("binning", "Binning, 30 bins", false)};
    result.read_outs = {{"linear_probe", "linear probe on T", true, {1437, 360}}};
    if (by_layer) result.read_outs.push_back({"critic_clean", "critic on T", true, {1437, 360}});
    if (!by_layer) result.read_outs.push_back({"network_output", "the network's output", false, {1437, 360}});
    result.histogram_edges = {-1.0F, -0.5F, 0.0F, 0.5F, 1.0F};
    return result;
}

// Epochs of the n-th measurement: every epoch below 20, then every fifth below 100, then every 20th.
double saxeEpoch(std::uint64_t row) {
    if (row < 20) return double(row);
    if (row < 36) return 20.0 + 5.0 * double(row - 20);
    return 100.0 + 20.0 * double(row - 36);
}

struct Moment {
    int layer = 0; // in training
    double epoch = 0.0, pass = 0.0;
};

Moment momentOf(std::size_t method, std::uint64_t row) {
    if (method == 1) return {0, saxeEpoch(row), saxeEpoch(row)};
    const int layer = int(row / kRowsALayer);
    // 36 measurements over 60 epochs of each layer.
    const double epoch = std::min(60.0, saxeEpoch(row % kRowsALayer) * 60.0 / 95.0);
    return {layer + 1, epoch, 60.0 * layer + epoch};
}

// How far a layer has come, 0..1.
double learned(std::size_t method, const Moment& now, std::size_t layer) {
    if (method == 1) return 1.0 - std::exp(-now.epoch / (12.0 + 6.0 * double(layer)));
    if (int(layer) + 1 < now.layer) return 1.0;
    if (int(layer) + 1 > now.layer) return 0.0;
    return 1.0 - std::exp(-now.epoch / 9.0);
}

void fillInformation(Row& row, const std::string& name, std::size_t method, const Moment& now, double scale) {
    const TableLayout& layout = row.layout();
    const std::size_t seeds = layout.columns[layout.index("loss")].extents[0];
    const auto xt = row.values<double>(layout.index("information/" + name + "/I_XT"));
    const auto ty = row.values<double>(layout.index("information/" + name + "/I_TY"));
    for (std::size_t split = 0; split < kSplits; ++split)
        for (std::size_t layer = 0; layer < kLayers; ++layer)
            for (std::size_t seed = 0; seed < seeds; ++seed) {
                const double done = learned(method, now, layer);
                const double squeeze = method == 0 ? 1.6 * done * done : 0.3 * done;
                const double wobble = 0.04 * std::sin(now.pass * 0.7 + double(seed) * 2.0 + double(layer));
                const std::size_t at = (split * kLayers + layer) * seeds + seed;
                xt[at] = scale * (2.9 - 0.3 * double(layer) + 3.4 * std::sqrt(done) - squeeze + wobble);
                ty[at] =
                    scale * std::min(kClassesNats, 0.7 + 1.55 * done - 0.03 * double(split) + 0.3 * wobble);
            }
    const auto error = layout.find("information/" + name + "/I_XT_error");
    if (!error) return;
    for (const char* quantity : {"/I_XT_error", "/I_TY_error"})
        for (float& value : row.values<float>(layout.index("information/" + name + quantity)))
            value = 0.01F;
}

void fillAccuracy(Row& row, std::size_t method, const Moment& now) {
    const TableLayout& layout = row.layout();
    for (const ColumnSpec& column : layout.columns) {
        if (!column.path.starts_with("accuracy/") || !column.path.ends_with("/value")) continue;
        const auto values = row.values<float>(layout.index(column.path));
        const std::size_t a_split = values.size() / kSplits;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::size_t layer =
                column.axes.size() == 3 ? (i % a_split) * kLayers / a_split : kLayers - 1;
            const double test = i >= a_split ? 0.025 : 0.0;
            values[i] = float(0.55 + 0.43 * learned(method, now, layer) - test);
        }
    }
}

void fillTraining(Row& row, std::size_t method, const Moment& now) {
    const TableLayout& layout = row.layout();
    const double done = learned(method, now, method == 0 ? std::size_t(now.layer - 1) : kLayers - 1);
    const auto fill = [&](const char* path, double value) {
        for (double& each : row.values<double>(layout.index(path)))
            each = value;
    };
    fill("loss", method == 0 ? -2.1 * done : 2.3 * (1.0 - 0.97 * done));
    if (method == 1) return;
    fill("objective/lagrangian", 2.1 * done);
    fill("objective/relevance", 2.2 * done);
    fill("objective/compression", 5.0 - 1.6 * done);
    fill("objective/relevance_held_out", 2.1 * done);
}

void appendEvent(RunStore& store, std::size_t method, std::uint64_t row, int layer, const char* kind,
                 Severity severity, const std::string& text) {
    Row event(store.table(method, kEventsTable).layout());
    const TableLayout& layout = event.layout();
    event.values<std::uint64_t>(layout.index("row"))[0] = row;
    event.values<std::uint32_t>(layout.index("severity"))[0] = std::uint32_t(severity);
    event.values<std::int32_t>(layout.index("layer"))[0] = layer;
    event.setText(layout.index("kind"), kind);
    event.setText(layout.index("text"), text);
    store.append(method, kEventsTable, event);
}

} // namespace

RunDescription digitsDescription(std::size_t seeds) {
    RunDescription run;
    run.run_id = "00112233445566778899aabbccddeeff";
    run.title = "Digits";
    run.start_time = "2025-01-31T14:05:09+01:00";
    run.config = "{}";
    run.environment = {"Infoplane", "", "2.11.0", "1.10.8", "cpu", "Debian", 1, true};
    run.data = {"digits", "e3b0c442", 10, 64, kClassesNats, {}, {}, {}};
    for (std::uint32_t i = 0; i < 1797; ++i)
        (i % 5 == 0 ? run.data.test_index : run.data.train_index).push_back(i);
    for (std::size_t seed = 0; seed < seeds; ++seed)
        run.seeds.push_back(seed);
    run.methods = {method(true), method(false)};
    return run;
}

std::uint64_t rowsOf(std::size_t method) {
    return method == 0 ? 3 * kRowsALayer : 41;
}

void appendDigitsRow(RunStore& store, std::size_t method) {
    const std::uint64_t number = store.rows(method).rows();
    const Moment now = momentOf(method, number);
    Row row(store.rows(method).layout());
    const TableLayout& layout = row.layout();
    row.values<std::uint64_t>(layout.index("step"))[0] = std::uint64_t(now.pass * 22.0);
    row.values<double>(layout.index("pass"))[0] = now.pass;
    row.values<double>(layout.index("elapsed"))[0] = now.pass * 0.1;
    row.values<std::int32_t>(layout.index("layer_in_training"))[0] = now.layer;
    fillInformation(row, "mixture", method, now, 1.0);
    fillInformation(row, "binning", method, now, 0.9);
    fillAccuracy(row, method, now);
    fillTraining(row, method, now);
    store.append(method, kRowsTable, row);
    if (method == 0 && number % kRowsALayer == kRowsALayer - 1)
        appendEvent(store, method, number + 1, now.layer, "frozen", Severity::Note,
                    "Layer " + std::to_string(now.layer) + " was frozen.");
    if (method == 0 && number == 50)
        appendEvent(store, method, number, now.layer, "warning", Severity::Warning,
                    "The critic's held-out value is far below its training value.");
    RunProgress progress;
    progress.method = std::uint32_t(method);
    progress.layer = std::uint32_t(now.layer);
    progress.epoch = std::uint64_t(now.epoch);
    progress.epochs = method == 0 ? 60 : 180;
    progress.fraction = (180.0 * double(method) + now.pass) / 360.0;
    progress.seconds_left = 60.0 * (1.0 - progress.fraction);
    store.setProgress(progress);
}

void completeRun(RunStore& store) {
    for (std::size_t method = 0; method < store.methods(); ++method)
        while (store.rows(method).rows() < rowsOf(method))
            appendDigitsRow(store, method);
    RunStatus status;
    status.state = RunState::Finished;
    status.end_time = "2025-01-31T14:06:09+01:00";
    store.setStatus(status);
}

} // namespace infoplane::testing
