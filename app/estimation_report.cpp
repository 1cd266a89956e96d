// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/estimation_report.h"

#include "app/estimation_json.h"
#include "app/text_table.h"
#include "core/store/run_schema.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <ostream>

namespace infoplane::app {
namespace {

using TextRow = std::vector<std::string>;

constexpr double kNatsInBit = std::numbers::ln2;

std::string withError(double value, double error, double unit) {
    std::string text = fixed(value / unit, 4);
    if (std::isfinite(error)) text += " +- " + fixed(error / unit, 4);
    return text;
}

std::string orDash(double value, double unit) {
    return std::isfinite(value) ? fixed(value / unit, 4) : "-";
}

std::string capText(const Estimate& estimate) {
    return orDash(estimate.cap, kNatsInBit) + ((estimate.flags & kAtCap) != 0 ? " at cap" : "");
}

std::string shortDirection(Direction direction) {
    switch (direction) {
    case Direction::Exact:
        return "exact here";
    case Direction::Lower:
        return "lower bound";
    case Direction::Upper:
        return "upper bound";
    case Direction::None:
        break;
    }
    return "no bound";
}

std::string pointsText(const Estimation& e) {
    return std::to_string(e.samples) + (e.training > 0 ? " after " + std::to_string(e.training) : "");
}

TextRow rowOf(const Estimation& e, bool with_sampling) {
    const std::string unit = e.unit == "nats" ? "" : ", in " + e.unit;
    TextRow row{e.estimator, withError(e.estimate.value, e.estimate.standard_error, kNatsInBit),
                withError(e.estimate.value, e.estimate.standard_error, 1.0)};
    if (with_sampling) {
        row.push_back(orDash(e.sampling_error, kNatsInBit));
        row.push_back(orDash(e.sampling_error, 1.0));
    }
    row.insert(row.end(), {shortDirection(e.direction), capText(e.estimate), pointsText(e),
                           fixed(e.seconds, 2), e.estimand + unit});
    return row;
}

void writeLegend(std::ostream& out, const std::vector<Estimation>& estimations) {
    const auto any = [&](auto condition) { return std::ranges::any_of(estimations, condition); };
    if (any([](const Estimation& e) { return std::isfinite(e.estimate.standard_error); }))
        out << "+- is the Monte Carlo error of the computation for these points, one deviation.\n";
    if (any([](const Estimation& e) { return e.direction == Direction::Exact; }))
        out << "exact here: for the distribution of these points, not for that which they come from.\n";
    if (any([](const Estimation& e) { return e.training > 0; }))
        out << "n after m: measured on n points with a critic that m others trained.\n";
}

void writeRemarks(std::ostream& out, const Estimation& e) {
    for (const std::string& warning : e.warnings)
        out << e.estimator << ": " << warning << '\n';
    for (const std::string& flag : namesOfFlags(e.estimate.flags & ~std::uint32_t{kAtCap}))
        out << e.estimator << ": marked " << flag << '\n';
}

const char* typeOf(const Variable& variable) {
    return variable.discrete ? "discrete" : "continuous";
}

} // namespace

void writeEstimations(std::ostream& out, const std::vector<Estimation>& estimations) {
    const bool with_sampling =
        std::ranges::any_of(estimations, [](const Estimation& e) { return !std::isnan(e.sampling_error); });
    TextRow head{"estimator", "bits", "nats"};
    if (with_sampling) head.insert(head.end(), {"sampling (bits)", "sampling (nats)"});
    head.insert(head.end(), {"direction", "cap (bits)", "n", "seconds", "estimand"});
    std::vector<TextRow> rows{head};
    for (const Estimation& e : estimations)
        rows.push_back(rowOf(e, with_sampling));
    writeColumns(out, rows, 0);
    writeLegend(out, estimations);
    for (const Estimation& e : estimations)
        writeRemarks(out, e);
}

std::string_view estimationsJsonHelp() {
    return R"(--json writes a list of one object an estimate: estimator, estimand, value_nats, standard_error (Monte
Carlo), sampling_error (--bootstrap), direction, cap_nats, at_cap, n, n_training, unit, parameters, seconds, warnings,
flags, x_type, y_type. Information and errors are in nats; what is no number, or was not asked for, is null.)";
}

std::string writeEstimationsJson(const std::vector<Estimation>& estimations, const Variable& x,
                                 const Variable& y) {
    Json list = Json::array();
    for (const Estimation& e : estimations) {
        list.push_back(estimationJson(e));
        list.back()["x_type"] = typeOf(x);
        list.back()["y_type"] = typeOf(y);
    }
    return list.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace infoplane::app
