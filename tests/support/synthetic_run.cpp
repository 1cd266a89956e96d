// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/synthetic_run.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace infoplane::testing {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// A hash (splitmix64): the numbers need no statistical quality, only to differ and to be the same everywhere.
std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

double number(std::uint64_t key) {
    switch (key % 64) {
    case 0:
        return kNan;
    case 1:
        return std::numeric_limits<double>::infinity();
    case 2:
        return -0.0;
    default:
        return static_cast<double>(mix(key) >> 11) * 0x1p-50 - 4.0;
    }
}

std::string words(std::uint64_t key, std::size_t most) {
    std::string text;
    while (text.size() < key % (most + 9))
        text +=
            text.size() % 7 == 3 ? "σ" : std::string(1, static_cast<char>('a' + (key + text.size()) % 26));
    return text;
}

void fill(Row& row, std::size_t column, std::uint64_t key) {
    const ColumnSpec& spec = row.layout().columns[column];
    const auto each = [&](auto values, auto make) {
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = make(mix(key + i));
    };
    switch (spec.type) {
    case ElementType::Float32:
        each(row.values<float>(column), [](std::uint64_t k) { return static_cast<float>(number(k)); });
        break;
    case ElementType::Float64:
        each(row.values<double>(column), number);
        break;
    case ElementType::Int32:
        each(row.values<std::int32_t>(column),
             [](std::uint64_t k) { return static_cast<std::int32_t>(k % 4); });
        break;
    case ElementType::UInt32:
        each(row.values<std::uint32_t>(column),
             [](std::uint64_t k) { return static_cast<std::uint32_t>(k % 3); });
        break;
    case ElementType::UInt64:
        each(row.values<std::uint64_t>(column), [](std::uint64_t k) { return k; });
        break;
    case ElementType::Text:
        row.setText(column, words(mix(key), spec.extents.back()));
        break;
    }
}

std::vector<LayerDescription> layers() {
    return {{"layer1", "tanh", 6, 5, 0.03, 0.5},
            {"layer2", "tanh", 5, 4, 0.03, 0.5},
            {"layer3",
             "tanh",
             4,
             3,
             1e-3,
             0.5,
             "dense 3 tanh",
             {1, 2, 2},
             {3, 0, 0},
             {{"weight", {3, 4}}, {"bias", {3}}}}};
}

std::vector<EstimatorDescription> estimators() {
    EstimatorDescription mixture{"mixture", "Gaussian-mixture plug-in",
                                 "I(X;T^)", "I(T^;Y)",
                                 "exact",   R"({"draws": 1, "note": "σ = ½"})",
                                 {40, 10},  true,
                                 {},        {}};
    mixture.cap_xt = {3.6888794541139363, 3.6888794541139363, 3.6888794541139363,
                      2.302585092994046,  2.302585092994046,  kNan};
    mixture.cap_ty = std::vector<double>(6, 1.0986122886681098);
    EstimatorDescription binning{"binning",         "Binning", "I(X;T_b)", "I(T_b;Y)", "none",
                                 R"({"bins": 30})", {40, 10},  false,      {},         {}};
    binning.cap_xt = std::vector<double>(6, kNan);
    binning.cap_ty = std::vector<double>(6, kNan);
    return {mixture, binning};
}

MethodDescription layerwise() {
    MethodDescription method;
    method.name = "layerwise_ib";
    method.objective = "layerwise_ib";
    method.form = "noisy";
    method.compression = "leave_one_out";
    method.network = "6-5-4-3 tanh";
    method.layer_by_layer = true;
    method.planned_passes = 180.0;
    method.expected_rows = 120;
    method.layers = layers();
    method.estimators = estimators();
    method.read_outs = {{"critic_clean", "critic on T", true, {40, 10}},
                        {"linear_probe", "linear probe on T", true, {40, 10}}};
    method.histogram_edges = {-1.0f, -0.1f, 0.3f, 1.0f};
    return method;
}

MethodDescription crossEntropy() {
    MethodDescription method = layerwise();
    method.name = "cross entropy β=0";
    method.objective = "cross_entropy";
    method.form = method.compression = "";
    method.layer_by_layer = false;
    method.planned_passes = 60.5;
    method.expected_rows = 0;
    method.estimators.pop_back();
    method.read_outs = {{"network_output", "the network's own output", false, {40, 10}}};
    method.histogram_edges.clear();
    return method;
}

std::string differenceOfTables(const Table& left, const Table& right, Compare compare,
                               const std::string& name) {
    if (left.rows() > right.rows() || (compare == Compare::Whole && left.rows() != right.rows()))
        return name + " has " + std::to_string(left.rows()) + " and " + std::to_string(right.rows()) +
               " rows";
    for (std::uint64_t row = 0; row < left.rows(); ++row)
        for (std::size_t column = 0; column < left.layout().columns.size(); ++column)
            if (!std::ranges::equal(left.bytes(column, row), right.bytes(column, row)))
                return name + "/" + left.layout().columns[column].path + " differs in row " +
                       std::to_string(row);
    return "";
}

} // namespace

RunDescription syntheticDescription() {
    RunDescription run;
    run.run_id = "00112233445566778899aabbccddeeff";
    run.title = "synthetic, σ = ½";
    run.start_time = "2026-01-31T14:05:09+01:00";
    run.config = "{\n\t\"title\": \"synthetic\"\n}";
    run.environment = {"Infoplane 0.1.0", "abc", "2.11.0", "1.10.8", "cpu", "Debian", 1, true};
    run.data = {"digits", "e3b0c442", 3, 6, 1.0986122886681098, {}, {}, {}};
    for (std::uint32_t i = 0; i < 50; ++i)
        (i % 5 == 0 ? run.data.test_index : run.data.train_index).push_back(i);
    run.data.evaluation_index = {std::vector<std::uint32_t>{1, 2, 3}, std::vector<std::uint32_t>{}};
    run.seeds = {0, std::numeric_limits<std::uint64_t>::max()};
    run.methods = {layerwise(), crossEntropy()};
    return run;
}

Row syntheticRow(const RunStore& store, std::size_t method, MethodTable which, std::uint64_t number) {
    const TableLayout& layout = store.table(method, which).layout();
    Row row(layout);
    const std::uint64_t key = mix(number * 7 + method * 3 + which);
    for (std::size_t column = 0; column < layout.columns.size(); ++column)
        fill(row, column, key + 1000 * column);
    const auto layers = static_cast<std::int32_t>(store.description().methods[method].layers.size());
    for (const char* path : {"layer", "layer_in_training"})
        if (const auto layer = layout.find(path)) row.values<std::int32_t>(*layer)[0] %= layers + 1;
    if (const auto pass = layout.find("pass"))
        row.values<double>(*pass)[0] = 0.5 * static_cast<double>(number);
    if (const auto step = layout.find("step")) row.values<std::uint64_t>(*step)[0] = 7 * number;
    return row;
}

void appendRows(RunStore& store, std::size_t method, MethodTable which, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i)
        store.append(method, which, syntheticRow(store, method, which, store.table(method, which).rows()));
}

void appendRows(RunStore& store, std::uint64_t count) {
    for (std::size_t method = 0; method < store.methods(); ++method) {
        appendRows(store, method, kRowsTable, count);
        appendRows(store, method, kEventsTable, count / 2);
        appendRows(store, method, kCheckpointsTable, count / 10);
    }
}

std::string difference(const RunStore& left, const RunStore& right, Compare compare) {
    if (left.description() != right.description()) return "the descriptions differ";
    RunStatus a = left.status(), b = right.status();
    a.heartbeat = b.heartbeat = 0;
    if (compare == Compare::Whole && a != b) return "the statuses differ";
    for (std::size_t method = 0; method < left.methods(); ++method)
        for (std::size_t which = 0; which < kMethodTables; ++which) {
            const auto table = static_cast<MethodTable>(which);
            const std::string name =
                left.description().methods[method].name + "/" + left.table(method, table).layout().path;
            const std::string found =
                differenceOfTables(left.table(method, table), right.table(method, table), compare, name);
            if (!found.empty()) return found;
        }
    return "";
}

StateBytes syntheticState(std::uint64_t rows) {
    std::vector<std::byte> filling(1 + mix(rows) % 70'000);
    for (std::size_t i = 0; i < filling.size(); ++i)
        filling[i] = static_cast<std::byte>(mix(rows * 1000003 + i));
    StateBuilder builder;
    builder.add("rows", StateType::Int64, {}, std::as_bytes(std::span(&rows, 1)));
    builder.add("filling", StateType::UInt8, {filling.size()}, filling);
    return builder.finish();
}

std::uint64_t rowsOfState(const RunStore& store) {
    if (!store.trainingState()) return 0;
    const auto state = TrainingState::parse(store.trainingState());
    if (!state) throw std::runtime_error(state.error().message);
    const StateArray* of = state->find("rows");
    std::uint64_t rows = 0;
    if (of == nullptr || of->bytes.size() != sizeof rows) throw std::runtime_error("a state without rows");
    std::memcpy(&rows, of->bytes.data(), sizeof rows);
    if (*store.trainingState() != *syntheticState(rows)) throw std::runtime_error("the state is another one");
    if (rows > store.rows(0).rows()) throw std::runtime_error("the state speaks of rows that are not there");
    return rows;
}

} // namespace infoplane::testing
