// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/labels.h"
#include "core/series/series.h"

#include <cmath>

namespace infoplane {
namespace {

// Builds the table field by field; fields are quoted where RFC 4180 asks for it.
class CsvWriter {
public:
    void field(const std::string& text) {
        if (line_begun_) csv_ += ',';
        line_begun_ = true;
        if (text.find_first_of(",\"\r\n") == std::string::npos)
            csv_ += text;
        else
            quote(text);
    }
    void valueAt(const std::vector<double>& values, std::size_t i) {
        field(i < values.size() ? numberText(values[i]) : std::string());
    }
    void endLine() {
        csv_ += "\r\n";
        line_begun_ = false;
    }
    [[nodiscard]] std::string take() { return std::move(csv_); }

private:
    void quote(const std::string& text) {
        csv_ += '"';
        for (const char c : text) {
            if (c == '"') csv_ += '"';
            csv_ += c;
        }
        csv_ += '"';
    }

    std::string csv_;
    bool line_begun_ = false;
};

void writeHeader(CsvWriter& csv, PlotKind kind) {
    for (const char* name : {"method", "layer", "quantity", "split", "estimator", "unit", "row", "pass"})
        csv.field(name);
    const auto quantity = [&](const std::string& name) {
        for (const char* suffix : {"", "_error", "_spread", "_cap"})
            csv.field(name + suffix);
    };
    if (kind == PlotKind::Plane) quantity("I_XT");
    quantity(kind == PlotKind::Plane ? "I_TY" : "value");
    csv.field("flags");
    csv.endLine();
}

void writePoint(CsvWriter& csv, const Series& series, std::size_t i, PlotKind kind) {
    csv.field(series.method);
    csv.field(std::to_string(series.layer));
    csv.field(series.quantity);
    csv.field(series.split);
    csv.field(series.estimator);
    csv.field(series.unit);
    csv.field(std::to_string(series.row[i]));
    csv.valueAt(series.pass, i);
    const auto quantity = [&](const auto& value, const auto& error, const auto& spread, double cap) {
        csv.valueAt(value, i);
        csv.valueAt(error, i);
        csv.valueAt(spread, i);
        csv.field(std::isnan(cap) ? std::string() : numberText(cap));
    };
    if (kind == PlotKind::Plane) quantity(series.x, series.x_error, series.x_spread, series.x_cap);
    quantity(series.y, series.y_error, series.y_spread, series.y_cap);
    csv.field(std::to_string(series.flags[i]));
    csv.endLine();
}

} // namespace

std::string writeCsv(const PlotData& data, PlotKind kind) {
    CsvWriter csv;
    writeHeader(csv, kind);
    for (const Series& series : data.series)
        for (std::size_t i = 0; i < series.row.size(); ++i)
            writePoint(csv, series, i, kind);
    return csv.take();
}

} // namespace infoplane
