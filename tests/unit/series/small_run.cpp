// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/series/small_run.h"

#include <limits>

namespace infoplane::testing {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

MethodDescription layerwise() {
    MethodDescription method;
    method.name = "layerwise_ib";
    method.form = "noisy";
    method.layer_by_layer = true;
    method.layers = {{"layer1", "tanh", 4, 3, 0.03, 0.5}, {"layer2", "tanh", 3, 2, 0.03, 0.5}};
    EstimatorDescription mixture;
    mixture.name = "mixture";
    mixture.title = "Gaussian-mixture plug-in";
    mixture.estimand_xt = "I(X;T^)";
    mixture.estimand_ty = "I(T^;Y)";
    mixture.samples = {8, 4};
    mixture.has_error = true;
    mixture.cap_xt = {2.0, 2.0, 1.0, 1.0};
    mixture.cap_ty = {0.5, 0.5, kNone, kNone};
    method.estimators = {mixture};
    method.read_outs = {{"linear_probe", "probe", true, {8, 4}}};
    return method;
}

MethodDescription endToEnd() {
    MethodDescription method = layerwise();
    method.name = "cross_entropy";
    method.form = "";
    method.layer_by_layer = false;
    method.estimators.front().name = "binning";
    method.read_outs = {{"network_output", "output", false, {8, 4}}};
    return method;
}

RunDescription description() {
    RunDescription run;
    run.seeds = {7, 8, 9};
    run.data.classes = 2;
    run.methods = {layerwise(), endToEnd()};
    return run;
}

} // namespace

SmallRun::SmallRun(const std::string& objective) {
    RunDescription run = description();
    run.methods[0].objective = objective;
    store_ = std::make_shared<RunStore>(std::move(run));
}

Row SmallRun::fullRow(std::int32_t layer_in_training, double pass) const {
    const Table& table = store_->rows(0);
    const TableLayout& layout = table.layout();
    Row row(layout);
    row.values<double>(layout.index("pass"))[0] = pass;
    row.values<std::int32_t>(layout.index("layer_in_training"))[0] = layer_in_training;
    for (std::size_t split = 0; split < kSplits; ++split)
        for (std::size_t layer = 1; layer <= kLayers; ++layer)
            for (std::size_t seed = 0; seed < kSeedCount; ++seed) {
                const std::size_t place = at(split, layer, seed);
                const double value = 1.0 + static_cast<double>(layer) + 0.1 * static_cast<double>(seed) +
                                     static_cast<double>(table.rows());
                row.values<double>(layout.index("information/mixture/I_XT"))[place] = value;
                row.values<double>(layout.index("information/mixture/I_TY"))[place] = value / 10.0;
                row.values<float>(layout.index("information/mixture/I_XT_error"))[place] = 0.3F;
                row.values<float>(layout.index("information/mixture/I_TY_error"))[place] = 0.03F;
                row.values<float>(layout.index("accuracy/linear_probe/value"))[place] =
                    static_cast<float>(layer) / 4.0F + (split == 1 ? 0.125F : 0.0F);
            }
    for (std::size_t seed = 0; seed < kSeedCount; ++seed)
        for (const char* term : {"loss", "objective/lagrangian", "objective/relevance",
                                 "objective/compression", "objective/relevance_held_out"})
            row.values<double>(layout.index(term))[seed] = pass;
    return row;
}

void SmallRun::appendEndToEnd(double pass) {
    const TableLayout& layout = store_->rows(1).layout();
    Row row(layout);
    row.values<double>(layout.index("pass"))[0] = pass;
    for (const char* column : {"information/binning/I_XT_flags", "information/binning/I_TY_flags"})
        for (std::uint32_t& flags : row.values<std::uint32_t>(layout.index(column)))
            flags = kNotMeasured;
    for (std::uint32_t& flags : row.values<std::uint32_t>(layout.index("accuracy/network_output/flags")))
        flags = kNotMeasured;
    for (std::size_t seed = 0; seed < kSeedCount; ++seed) {
        row.values<double>(layout.index("loss"))[seed] = 0.5 + 0.1 * static_cast<double>(seed);
        row.values<std::uint32_t>(layout.index("objective/flags"))[seed] = kNotMeasured;
    }
    store_->append(1, kRowsTable, row);
}

void SmallRun::freeze(std::int32_t layer) {
    const TableLayout& layout = store_->table(0, kEventsTable).layout();
    Row row(layout);
    row.values<std::uint64_t>(layout.index("row"))[0] = store_->rows(0).rows();
    row.values<std::int32_t>(layout.index("layer"))[0] = layer;
    row.setText(layout.index("kind"), "frozen");
    store_->append(0, kEventsTable, row);
}

} // namespace infoplane::testing
