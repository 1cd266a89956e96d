// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/row_writer.h"

#include "core/support/assert.h"

#include <algorithm>

namespace infoplane {
namespace {

void markAllFlagsNotMeasured(Row& row) {
    const auto& columns = row.layout().columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].path.ends_with("flags"))
            std::ranges::fill(row.values<std::uint32_t>(i), std::uint32_t{kNotMeasured});
}

at::Tensor toHost(const at::Tensor& values, at::ScalarType type) {
    return values.detach().to(at::kCPU, type).contiguous();
}

// Each layer draws from a stream of its own.
LayerMeasurement measurementOf(const MethodContext& context) {
    LayerMeasurement measurement;
    measurement.estimators.push_back(
        layerEstimators(layerEstimatorOptions(context.experiment, context.data.classes)));
    measurement.noise = [&context](std::uint64_t seed, std::size_t split, std::size_t layer) {
        return streamNoise({seed, Purpose::MeasurementNoise, context.place(layer).packed()}, split);
    };
    return measurement;
}

} // namespace

RowWriter::RowWriter(MethodContext& context) : RowWriter(context, measurementOf(context)) {}

RowWriter::RowWriter(MethodContext& context, LayerMeasurement measurement)
    : context_(context),
      method_(context.store.description().methods[context.index]),
      measurement_(std::move(measurement)),
      row_(context.store.rows(context.index).layout()),
      layers_(method_.layers.size()),
      seeds_(context.seeds.size()) {
    INFOPLANE_ASSERT(measurement_.estimators.size() == 1 || measurement_.estimators.size() == layers_);
    markAllFlagsNotMeasured(row_);
}

const LayerEstimators& RowWriter::estimatorsOf(std::size_t layer) const {
    return measurement_.estimators[measurement_.estimators.size() == 1 ? 0 : layer];
}

bool RowWriter::measureLayer(std::size_t layer, const LayerOutputs& outputs) {
    if (!measureInformation(layer, outputs)) return false;
    const at::Tensor& shown = outputs.train.size(1) > 0 ? outputs.train : outputs.test_sample;
    measureScale(layer, shown);
    measureHistogram(layer, shown);
    return true;
}

void RowWriter::measureScale(std::size_t layer, const at::Tensor& outputs) {
    const at::Tensor scale = toHost(outputs.to(at::kDouble).var(1, false).mean(1).sqrt(), at::kFloat);
    const std::span<float> column = row_.values<float>(row_.layout().index("layers/scale"));
    for (std::size_t r = 0; r < seeds_; ++r)
        column[layer * seeds_ + r] = scale.const_data_ptr<float>()[r];
}

void RowWriter::measureHistogram(std::size_t layer, const at::Tensor& outputs) {
    const auto column = row_.layout().find("activations/counts");
    if (!column) return;
    const auto& edges = method_.histogram_edges;
    const auto bins = static_cast<std::int64_t>(edges.size()) - 1;
    const at::Tensor inside = outputs.to(at::kCPU).clamp(edges.front(), edges.back());
    std::uint32_t* counts =
        row_.values<std::uint32_t>(*column).data() + layer * seeds_ * static_cast<std::size_t>(bins);
    for (std::size_t r = 0; r < seeds_; ++r) {
        const at::Tensor histogram =
            at::histc(inside[static_cast<std::int64_t>(r)], bins, edges.front(), edges.back());
        const at::Tensor whole = toHost(histogram, at::kLong);
        for (std::int64_t b = 0; b < bins; ++b)
            *counts++ = static_cast<std::uint32_t>(whole.const_data_ptr<std::int64_t>()[b]);
    }
}

void RowWriter::setAccuracy(const std::string& read_out, std::size_t split, std::optional<std::size_t> layer,
                            const at::Tensor& accuracy) {
    const at::Tensor host = toHost(accuracy, at::kFloat);
    const std::size_t first = layer ? (split * layers_ + *layer) * seeds_ : split * seeds_;
    const auto value = row_.values<float>(row_.layout().index("accuracy/" + read_out + "/value"));
    const auto flags = row_.values<std::uint32_t>(row_.layout().index("accuracy/" + read_out + "/flags"));
    for (std::size_t r = 0; r < seeds_; ++r) {
        value[first + r] = host.const_data_ptr<float>()[r];
        flags[first + r] = 0;
    }
}

void RowWriter::setGradients(std::size_t layer, const at::Tensor& mean, const at::Tensor& deviation) {
    const auto put = [&](const char* column, const at::Tensor& values) {
        const auto target = row_.values<float>(row_.layout().index(column)).subspan(layer * seeds_, seeds_);
        std::ranges::fill(target, std::numeric_limits<float>::quiet_NaN());
        if (!values.defined()) return;
        const at::Tensor host = toHost(values, at::kFloat);
        std::copy_n(host.const_data_ptr<float>(), seeds_, target.begin());
    };
    put("gradients/mean", mean);
    put("gradients/deviation", deviation);
}

void RowWriter::setObjective(const std::string& column, const at::Tensor& values) {
    const auto target = row_.values<double>(row_.layout().index(column));
    std::ranges::fill(target, std::numeric_limits<double>::quiet_NaN());
    if (!values.defined()) return;
    const at::Tensor host = toHost(values, at::kDouble);
    std::copy_n(host.const_data_ptr<double>(), seeds_, target.begin());
}

void RowWriter::setObjectiveFlags(std::uint32_t flags) {
    std::ranges::fill(row_.values<std::uint32_t>(row_.layout().index("objective/flags")), flags);
}

void RowWriter::append(std::int64_t step, std::size_t layer_in_training) {
    const TableLayout& layout = row_.layout();
    row_.values<std::uint64_t>(layout.index("step"))[0] = static_cast<std::uint64_t>(step);
    row_.values<double>(layout.index("pass"))[0] = context_.plan.passes(step);
    row_.values<double>(layout.index("elapsed"))[0] = context_.clock.seconds();
    row_.values<std::int32_t>(layout.index("layer_in_training"))[0] =
        static_cast<std::int32_t>(layer_in_training);
    const bool met_nan = met_nan_.has_value();
    if (met_nan) tellOfNan();
    context_.store.append(context_.index, kRowsTable, row_);
    if (met_nan) context_.sink.pause();
}

void RowWriter::visit(StateArchive& archive) {
    archive.within("row", [&] {
        for (std::size_t i = 0; i < row_.layout().columns.size(); ++i)
            archive.bytes(row_.layout().columns[i].path, row_.bytes(i));
    });
    KnownLayers known{context_.seeds, context_.data.classes, {}, {}};
    for (std::size_t i = 0; i < layers_; ++i) {
        known.widths.push_back(method_.layers[i].width);
        known.places.push_back(context_.place(i).packed());
    }
    INFOPLANE_ASSERT(measurement_.estimators.size() == 1); // what trains has one set for all layers
    const LayerEstimators& estimators = measurement_.estimators.front();
    for (std::size_t i = 0; i < estimators.size(); ++i)
        archive.within("estimator" + std::to_string(i), [&] { estimators[i]->visit(archive, known); });
}

at::Tensor accuracyOf(const at::Tensor& scores, const at::Tensor& labels) {
    return scores.argmax(2).eq(labels.unsqueeze(0)).to(at::kFloat).mean(1);
}

} // namespace infoplane
