// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/estimation_json.h"
#include "app/sweep_table.h"
#include "core/series/labels.h"

#include <cmath>

namespace infoplane::app {
namespace {

// One line of the CSV, field by field.
class CsvLine {
public:
    CsvLine& add(const std::string& text) {
        if (!line_.empty() || begun_) line_ += ',';
        begun_ = true;
        if (text.find_first_of(",\"\r\n") == std::string::npos) {
            line_ += text;
            return *this;
        }
        line_ += '"';
        for (const char c : text)
            line_ += c == '"' ? std::string("\"\"") : std::string(1, c);
        line_ += '"';
        return *this;
    }
    CsvLine& add(double value) { return add(std::isnan(value) ? std::string() : numberText(value)); }
    [[nodiscard]] std::string end() const { return line_ + "\r\n"; }

private:
    std::string line_;
    bool begun_ = false;
};

// What a line says of its value beside the mean.
struct Quantity {
    const char* name;
    std::string reader, estimand;
    std::size_t split = 0;
    std::uint64_t samples = 0;
    std::string unit;
    double scale = 1.0;
};

CsvLine beginLine(const ResultRow& row) {
    CsvLine line;
    line.add(std::to_string(row.point->point + 1));
    for (const std::string& value : row.point->values)
        line.add(value);
    line.add(row.method->name);
    if (row.layer == 0) return line.add(std::string()).add(std::string()).add(std::string());
    const LayerDescription& layer = row.method->layers[row.layer - 1];
    return line.add(std::to_string(row.layer)).add(layer.sigma).add(layer.beta);
}

std::string valueLine(const ResultRow& row, const Quantity& quantity, const MeanOverSeeds& mean) {
    CsvLine line = beginLine(row);
    line.add(quantity.name).add(quantity.reader).add(quantity.estimand).add(kSplitNames[quantity.split]);
    line.add(std::to_string(quantity.samples)).add(std::to_string(row.point->seeds)).add(quantity.unit);
    line.add(quantity.scale * mean.value);
    line.add(quantity.scale * mean.spread).add(quantity.scale * mean.error);
    std::string flags;
    for (const std::string& flag : namesOfFlags(mean.flags))
        flags += (flags.empty() ? "" : " ") + flag;
    return line.add(flags).end();
}

std::string accuracyLines(const ResultRow& row) {
    std::string text;
    for (std::size_t r = 0; r < row.method->read_outs.size(); ++r) {
        const ReadOutDescription& read_out = row.method->read_outs[r];
        const AccuracySummary* const accuracy = accuracyIn(row, r);
        if (accuracy == nullptr || !accuracy->value[1]) continue;
        text += valueLine(row, {"accuracy", read_out.name, "", 1, read_out.samples[1], "1", 1.0},
                          *accuracy->value[1]);
    }
    return text;
}

std::string informationLines(const ResultRow& row, InformationUnit unit) {
    std::string text;
    for (std::size_t e = 0; row.layer > 0 && e < row.method->estimators.size(); ++e) {
        const EstimatorDescription& estimator = row.method->estimators[e];
        for (std::size_t split = 0; split < kSplits; ++split) {
            const LayerInformation& layer = row.summary->estimators[e].layers[split][row.layer - 1];
            Quantity quantity{"I_XT",      estimator.name,           estimator.estimand_xt,
                              split,       estimator.samples[split], unitName(unit),
                              perNat(unit)};
            if (layer.xt) text += valueLine(row, quantity, *layer.xt);
            quantity.name = "I_TY";
            quantity.estimand = estimator.estimand_ty;
            if (layer.ty) text += valueLine(row, quantity, *layer.ty);
        }
    }
    return text;
}

Json meanJson(const std::optional<MeanOverSeeds>& mean, const std::string& end) {
    Json object = Json::object();
    object["mean" + end] = mean ? jsonNumberOrNull(mean->value) : Json(nullptr);
    object["deviation" + end] = mean ? jsonNumberOrNull(mean->spread) : Json(nullptr);
    object["error" + end] = mean ? jsonNumberOrNull(mean->error) : Json(nullptr);
    object["flags"] = mean ? Json(namesOfFlags(mean->flags)) : Json::array();
    return object;
}

Json accuraciesJson(const ResultRow& row) {
    Json list = Json::array();
    for (std::size_t r = 0; r < row.method->read_outs.size(); ++r) {
        const AccuracySummary* const accuracy = accuracyIn(row, r);
        if (accuracy == nullptr) continue;
        Json object{{"read_out", row.method->read_outs[r].name},
                    {"split", kSplitNames[1]},
                    {"n", row.method->read_outs[r].samples[1]}};
        object.update(meanJson(accuracy->value[1], ""));
        list.push_back(std::move(object));
    }
    return list;
}

Json informationJson(const ResultRow& row) {
    Json list = Json::array();
    for (std::size_t e = 0; row.layer > 0 && e < row.method->estimators.size(); ++e) {
        const EstimatorDescription& estimator = row.method->estimators[e];
        for (std::size_t split = 0; split < kSplits; ++split) {
            const LayerInformation& layer = row.summary->estimators[e].layers[split][row.layer - 1];
            if (!layer.xt && !layer.ty) continue;
            list.push_back({{"estimator", estimator.name},
                            {"direction", estimator.direction},
                            {"split", kSplitNames[split]},
                            {"n", estimator.samples[split]},
                            {"estimand_XT", estimator.estimand_xt},
                            {"I_XT", meanJson(layer.xt, "_nats")},
                            {"estimand_TY", estimator.estimand_ty},
                            {"I_TY", meanJson(layer.ty, "_nats")}});
        }
    }
    return list;
}

Json sweepRowJson(const SweepGrid& grid, const ResultRow& row) {
    Json values = Json::object();
    for (std::size_t k = 0; k < grid.keys.size(); ++k) {
        const double number = numberOfValue(row.point->values[k]);
        values[grid.keys[k].key] = std::isfinite(number) ? Json(number) : Json(row.point->values[k]);
    }
    Json object{{"point", row.point->point + 1},
                {"values", std::move(values)},
                {"seeds", row.point->seeds},
                {"label_entropy_nats", row.point->label_entropy},
                {"method", row.method->name},
                {"form", row.method->form},
                {"layer", nullptr},
                {"sigma", nullptr},
                {"beta", nullptr}};
    if (row.layer > 0) {
        object["layer"] = row.layer;
        object["sigma"] = row.method->layers[row.layer - 1].sigma;
        object["beta"] = row.method->layers[row.layer - 1].beta;
    }
    object["accuracy"] = accuraciesJson(row);
    object["information"] = informationJson(row);
    return object;
}

} // namespace

std::string sweepCsv(const SweepResults& results, InformationUnit unit) {
    CsvLine head;
    head.add("point");
    for (const SweptKey& key : results.grid.keys)
        head.add(key.key);
    for (const char* name : {"method", "layer", "sigma", "beta", "quantity", "reader", "estimand", "split",
                             "n", "seeds", "unit", "mean", "deviation", "error", "flags"})
        head.add(std::string(name));
    std::string csv = head.end();
    for (const ResultRow& row : rowsOf(results))
        csv += accuracyLines(row) + informationLines(row, unit);
    return csv;
}

std::string sweepJson(const SweepResults& results) {
    Json list = Json::array();
    for (const ResultRow& row : rowsOf(results))
        list.push_back(sweepRowJson(results.grid, row));
    return list.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string_view sweepJsonHelp() {
    return R"(--json writes a list of objects, one for each finished point, method and layer: point, values (of the varied keys),
seeds, label_entropy_nats, method, form, layer (null: the network's output), sigma, beta, accuracy (a list: read_out,
split, n, mean, deviation over seeds, flags) and information (a list: estimator, direction, split, n, estimand_XT, I_XT,
estimand_TY, I_TY with mean_nats, deviation_nats over seeds, error_nats by Monte Carlo, flags).)";
}

} // namespace infoplane::app
