// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/builders.h"
#include "core/series/labels.h"
#include "core/series/seed_column.h"

#include <cmath>
#include <limits>
#include <map>

namespace infoplane {
namespace {

// A quantity over passes: a value column, its flags, and how a flagged value is told from a measured one.
struct Source {
    FloatColumn value;
    FlagColumn flags;
    double scale = 1.0;
    bool flagged_only_when_nan = false;
};

void appendRow(Series& series, const MethodView& view, const Source& source, std::uint64_t row,
               const std::vector<std::size_t>& elements) {
    std::vector<std::size_t> measured;
    std::uint32_t flags = 0;
    for (const std::size_t element : elements) {
        const std::uint32_t bits = source.flags.at(row, element);
        const bool counts = source.flagged_only_when_nan && !std::isnan(source.value.at(row, element));
        if ((bits & kNotMeasured) && !counts) continue;
        measured.push_back(element);
        flags |= bits & ~std::uint32_t{kNotMeasured};
    }
    if (measured.empty()) return;
    series.row.push_back(row);
    series.pass.push_back(view.passOf(row));
    series.x.push_back(series.pass.back());
    series.flags.push_back(flags);
    series.y.push_back(source.scale * meanOver(source.value, row, measured));
    if (view.isMean()) series.y_spread.push_back(source.scale * deviationOver(source.value, row, measured));
}

Series readOutSeries(const MethodView& view, const ReadOutDescription& read_out, std::size_t split,
                     std::size_t layer) {
    Series series = view.begin(layer, read_out.name);
    series.split = kSplitNames[split];
    series.unit = "1";
    series.label += ", " + read_out.name + ", " + series.split;
    const std::string path = "accuracy/" + read_out.name + "/";
    const Source source{{view.table(), path + "value"}, {view.table(), path + "flags"}};
    const std::size_t position = layer == 0 ? split : split * view.description().layers.size() + (layer - 1);
    const std::vector<std::size_t> elements = view.elements(position * view.store.description().seeds.size());
    for (std::uint64_t row = view.options.first_row; row < view.rows; ++row)
        appendRow(series, view, source, row, elements);
    return series;
}

// 1..L, 0 for the whole network and for what a damaged file may hold.
std::size_t layerInTraining(const MethodView& view, std::size_t column, std::uint64_t row) {
    const std::int32_t layer = view.table().values<std::int32_t>(column, row)[0];
    const bool known = layer > 0 && static_cast<std::size_t>(layer) <= view.description().layers.size();
    return known ? static_cast<std::size_t>(layer) : 0;
}

// One curve for every layer that was in training.
void addTerm(const MethodView& view, const std::string& path, const std::string& quantity,
             std::vector<Series>& out) {
    const Table& table = view.table();
    // The objective's flags speak of the loss only where there is no value: cross-entropy has no Lagrangian,
    // yet its loss is measured.
    const bool information = table.layout().columns[table.layout().index(path)].unit == "nats";
    const double scale = information ? perNat(view.options.unit) : 1.0;
    const Source source{{table, path}, {table, "objective/flags"}, scale, path == "loss"};
    const std::size_t in_training = table.layout().index("layer_in_training");
    const std::vector<std::size_t> elements = view.elements(0);
    std::map<std::size_t, Series> by_layer;
    for (std::uint64_t row = view.options.first_row; row < view.rows; ++row) {
        const std::size_t layer = layerInTraining(view, in_training, row);
        auto [entry, is_new] = by_layer.try_emplace(layer);
        if (is_new) entry->second = view.begin(layer, quantity);
        appendRow(entry->second, view, source, row, elements);
    }
    for (auto& [layer, series] : by_layer) {
        if (series.row.empty()) continue;
        series.unit = information ? unitName(view.options.unit) : "";
        series.label += ", " + quantity + (information ? "" : " (no unit)");
        out.push_back(std::move(series));
    }
}

// First row in which a later layer, or this one, is in training; layers are trained in order.
std::uint64_t firstRowOfLayer(const MethodView& view, std::size_t layer) {
    const Table& table = view.table();
    const std::size_t column = table.layout().index("layer_in_training");
    std::uint64_t low = 0, high = view.rows;
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        const bool before = table.values<std::int32_t>(column, middle)[0] < static_cast<std::int32_t>(layer);
        (before ? low : high) = before ? middle + 1 : middle;
    }
    return low;
}

} // namespace

Series MethodView::begin(std::size_t layer, const std::string& quantity) const {
    Series series;
    series.method = description().name;
    series.method_index = method;
    series.layer = layer;
    series.quantity = quantity;
    series.label = curveLabel(series.method, layer);
    series.x_cap = series.y_cap = std::numeric_limits<double>::quiet_NaN();
    if (description().layer_by_layer && layer > 1) {
        const std::uint64_t first = firstRowOfLayer(*this, layer);
        series.begin_pass = first > 0 ? passOf(first - 1) : 0.0;
    }
    return series;
}

std::vector<std::size_t> MethodView::elements(std::size_t base) const {
    if (options.seed) return {base + *options.seed};
    std::vector<std::size_t> all(store.description().seeds.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = base + i;
    return all;
}

double MethodView::passOf(std::uint64_t row) const {
    return table().values<double>(table().layout().index("pass"), row)[0];
}

void addAccuracy(const MethodView& view, std::vector<Series>& out) {
    for (const ReadOutDescription& read_out : view.description().read_outs)
        for (std::size_t split = 0; split < kSplits; ++split) {
            if (!read_out.per_layer) out.push_back(readOutSeries(view, read_out, split, 0));
            for (std::size_t layer = 1; read_out.per_layer && layer <= view.description().layers.size();
                 ++layer)
                out.push_back(readOutSeries(view, read_out, split, layer));
        }
}

void addLoss(const MethodView& view, std::vector<Series>& out) {
    addTerm(view, "loss", "loss", out);
    for (const char* term : {"lagrangian", "relevance", "relevance_held_out", "compression"})
        addTerm(view, std::string("objective/") + term, term, out);
}

std::vector<FrozenLayer> frozenLayers(const RunStore& store) {
    std::vector<FrozenLayer> frozen;
    for (std::size_t method = 0; method < store.methods(); ++method) {
        const Table& events = store.table(method, kEventsTable);
        const Table& rows = store.rows(method);
        const TableLayout& layout = events.layout();
        const std::uint64_t count = rows.rows();
        for (std::uint64_t event = 0, all = events.rows(); event < all; ++event) {
            if (events.text(layout.index("kind"), event) != "frozen") continue;
            const std::uint64_t row = events.values<std::uint64_t>(layout.index("row"), event)[0];
            const std::int32_t layer = events.values<std::int32_t>(layout.index("layer"), event)[0];
            const auto layers = static_cast<std::int32_t>(store.description().methods[method].layers.size());
            if (row == 0 || row > count || layer < 1 || layer > layers) continue;
            frozen.push_back({method, static_cast<std::size_t>(layer),
                              rows.values<double>(rows.layout().index("pass"), row - 1)[0]});
        }
    }
    return frozen;
}

} // namespace infoplane
