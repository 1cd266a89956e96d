// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/builders.h"
#include "core/series/labels.h"
#include "core/series/seed_column.h"

#include <limits>

namespace infoplane {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// One of the two informations of an estimator.
struct Quantity {
    Quantity(const Table& table, const std::string& estimator, const std::string& name)
        : value(table, "information/" + estimator + "/" + name),
          error(table, "information/" + estimator + "/" + name + "_error"),
          flags(table, "information/" + estimator + "/" + name + "_flags") {}
    FloatColumn value, error;
    FlagColumn flags;
};

struct Columns {
    Columns(const Table& table, const std::string& estimator)
        : xt(table, estimator, "I_XT"), ty(table, estimator, "I_TY") {}
    Quantity xt, ty;
};

// The flags that decide whether a point is there: of both coordinates in the plane, of one value over time.
using Flags = std::vector<const FlagColumn*>;

// The measured ones of `elements`, and all their flags.
struct Measured {
    std::vector<std::size_t> elements;
    std::uint32_t flags = 0;
};

void measured(const Flags& flags, std::uint64_t row, const std::vector<std::size_t>& elements,
              Measured& out) {
    out.elements.clear();
    out.flags = 0;
    for (const std::size_t element : elements) {
        std::uint32_t bits = 0;
        for (const FlagColumn* column : flags)
            bits |= column->at(row, element);
        if (bits & kNotMeasured) continue;
        out.elements.push_back(element);
        out.flags |= bits;
    }
}

struct Axis {
    std::vector<double>& value;
    std::vector<double>& error;
    std::vector<double>& spread;
};

void append(const Quantity& quantity, std::uint64_t row, const Measured& at, double scale, bool mean,
            const Axis& axis) {
    axis.value.push_back(scale * meanOver(quantity.value, row, at.elements));
    if (quantity.error.exists()) axis.error.push_back(scale * errorOfMean(quantity.error, row, at.elements));
    if (mean) axis.spread.push_back(scale * deviationOver(quantity.value, row, at.elements));
}

void appendHead(Series& series, const MethodView& view, std::uint64_t row, const Measured& at) {
    series.row.push_back(row);
    series.pass.push_back(view.passOf(row));
    series.flags.push_back(at.flags);
}

double cap(const std::vector<double>& caps, const MethodView& view, std::size_t layer) {
    const std::size_t position = view.options.split * view.description().layers.size() + (layer - 1);
    return position < caps.size() ? caps[position] * perNat(view.options.unit) : kNone;
}

Series beginInformation(const MethodView& view, std::size_t layer, const std::string& quantity) {
    Series series = view.begin(layer, quantity);
    series.split = kSplitNames[view.options.split];
    series.estimator = view.options.estimator;
    series.unit = unitName(view.options.unit);
    return series;
}

// Calls visit(row, measured) for every row in which the layer was measured.
template <class Visit>
void forMeasuredRows(const MethodView& view, const Flags& flags, std::size_t layer, const Visit& visit) {
    const RunDescription& run = view.store.description();
    const std::size_t base =
        (view.options.split * view.description().layers.size() + (layer - 1)) * run.seeds.size();
    const std::vector<std::size_t> elements = view.elements(base);
    Measured at;
    for (std::uint64_t row = view.options.first_row; row < view.rows; ++row) {
        measured(flags, row, elements, at);
        if (!at.elements.empty()) visit(row, at);
    }
}

} // namespace

void addPlane(const MethodView& view, std::vector<Series>& out) {
    const EstimatorDescription* estimator = findEstimator(view.description(), view.options.estimator);
    if (!estimator) return;
    const Columns columns(view.table(), estimator->name);
    const double scale = perNat(view.options.unit);
    for (std::size_t layer = 1; layer <= view.description().layers.size(); ++layer) {
        Series series = beginInformation(view, layer, "plane");
        series.x_cap = cap(estimator->cap_xt, view, layer);
        series.y_cap = cap(estimator->cap_ty, view, layer);
        forMeasuredRows(view, {&columns.xt.flags, &columns.ty.flags}, layer,
                        [&](std::uint64_t row, const Measured& at) {
                            appendHead(series, view, row, at);
                            append(columns.xt, row, at, scale, view.isMean(),
                                   {series.x, series.x_error, series.x_spread});
                            append(columns.ty, row, at, scale, view.isMean(),
                                   {series.y, series.y_error, series.y_spread});
                        });
        out.push_back(std::move(series));
    }
}

void addInformation(const MethodView& view, std::vector<Series>& out) {
    const EstimatorDescription* estimator = findEstimator(view.description(), view.options.estimator);
    if (!estimator) return;
    const Columns columns(view.table(), estimator->name);
    const auto add = [&](const std::string& name, const Quantity& quantity, const std::vector<double>& caps) {
        for (std::size_t layer = 1; layer <= view.description().layers.size(); ++layer) {
            Series series = beginInformation(view, layer, name);
            series.y_cap = cap(caps, view, layer);
            forMeasuredRows(view, {&quantity.flags}, layer, [&](std::uint64_t row, const Measured& at) {
                appendHead(series, view, row, at);
                series.x.push_back(series.pass.back());
                append(quantity, row, at, perNat(view.options.unit), view.isMean(),
                       {series.y, series.y_error, series.y_spread});
            });
            out.push_back(std::move(series));
        }
    };
    add("I_XT", columns.xt, estimator->cap_xt);
    add("I_TY", columns.ty, estimator->cap_ty);
}

} // namespace infoplane
