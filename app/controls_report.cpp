// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controls_report.h"

#include "app/estimation_json.h"
#include "app/text_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>
#include <tuple>
#include <utility>

namespace infoplane::app {
namespace {

constexpr std::array kControlVerdicts{ControlVerdict::AsGiven, ControlVerdict::NotAsGiven,
                                      ControlVerdict::Beside, ControlVerdict::NotMeasured};

// The rows that differ in the seed alone.
using Seeds = std::vector<const ControlRow*>;

// Without what explains T^ or T_b: the table has a column for sigma, and bins follow each seed's range.
std::string shownQuantity(const ControlRow& row) {
    return row.quantity.substr(0, row.quantity.find(", "));
}

bool sameButForTheSeed(const ControlRow& a, const ControlRow& b) {
    const auto key = [](const ControlRow& r) {
        return std::tuple(r.control, r.layer, r.estimator, shownQuantity(r), r.split);
    };
    return key(a) == key(b);
}

std::vector<Seeds> overSeeds(const std::vector<ControlRow>& rows) {
    std::vector<Seeds> groups;
    for (const ControlRow& row : rows) {
        const auto group = std::ranges::find_if(
            groups, [&row](const Seeds& g) { return sameButForTheSeed(*g.front(), row); });
        if (group == groups.end())
            groups.push_back({&row});
        else
            group->push_back(&row);
    }
    return groups;
}

double mean(const Seeds& seeds, double ControlRow::*member) {
    double sum = 0.0;
    for (const ControlRow* row : seeds)
        sum += row->*member;
    return sum / static_cast<double>(seeds.size());
}

std::string natsOrDash(double value) {
    if (std::isnan(value)) return "-";
    if (std::abs(value) <= 2 * kRounding) return "0";
    return std::abs(value) < 5e-5 ? shortNumber(value, 1) : fixed(value, 4);
}

// With the deviation over the seeds where there are several.
std::string valueOverSeeds(const Seeds& seeds) {
    const double m = mean(seeds, &ControlRow::value);
    if (seeds.size() < 2 || std::isnan(m)) return natsOrDash(m);
    double squares = 0.0;
    for (const ControlRow* row : seeds)
        squares += (row->value - m) * (row->value - m);
    return natsOrDash(m) + " (" + natsOrDash(std::sqrt(squares / static_cast<double>(seeds.size() - 1))) +
           ")";
}

std::string interval(const Seeds& seeds) {
    double low = 0.0, high = 0.0;
    for (const ControlRow* row : seeds) {
        low += row->must.low / static_cast<double>(seeds.size());
        high += row->must.high / static_cast<double>(seeds.size());
    }
    if (std::isinf(low) && std::isinf(high)) return "-";
    const std::string from = natsOrDash(low), to = natsOrDash(high);
    return from == to ? from : from + " .. " + to;
}

// The first of these that any seed has.
std::string verdictOf(const Seeds& seeds) {
    for (const ControlVerdict v : {ControlVerdict::NotAsGiven, ControlVerdict::NotMeasured,
                                   ControlVerdict::AsGiven, ControlVerdict::Beside})
        if (std::ranges::any_of(seeds, [v](const ControlRow* row) { return row->verdict == v; }))
            return nameOf(v);
    return "";
}

std::vector<std::string> tableRow(const Seeds& seeds) {
    const ControlRow& first = *seeds.front();
    return {first.layer == 0 ? "-" : std::to_string(first.layer),
            first.estimator,
            shownQuantity(first),
            std::isnan(first.sigma) ? "-" : shortNumber(first.sigma),
            first.split,
            first.n == 0 ? "-" : std::to_string(first.n),
            interval(seeds),
            valueOverSeeds(seeds),
            natsOrDash(mean(seeds, &ControlRow::error)),
            natsOrDash(mean(seeds, &ControlRow::beside)),
            verdictOf(seeds)};
}

std::string besideHeading(const std::vector<Seeds>& groups) {
    for (const Seeds& seeds : groups)
        if (!seeds.front()->beside_what.empty()) return seeds.front()->beside_what;
    return "beside";
}

// "a, I(T;Y)" for one quantity, "a, b, c" for those of several estimators.
std::string namesOf(const std::vector<const ControlRow*>& rows) {
    std::vector<std::string> names;
    for (const ControlRow* row : rows)
        if (std::ranges::find(names, row->estimator) == names.end()) names.push_back(row->estimator);
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    const bool one = std::ranges::all_of(
        rows, [&rows](const ControlRow* row) { return shownQuantity(*row) == shownQuantity(*rows.front()); });
    return one ? text + ", " + shownQuantity(*rows.front()) : text;
}

// Each reason once, with whose it is.
void writeReasons(std::ostream& out, const std::vector<Seeds>& groups) {
    std::vector<std::pair<std::string, std::vector<const ControlRow*>>> reasons;
    for (const Seeds& seeds : groups) {
        const ControlRow* row = seeds.front();
        const auto found = std::ranges::find(reasons, row->must.why, [](const auto& r) { return r.first; });
        if (found == reasons.end())
            reasons.push_back({row->must.why, {row}});
        else
            found->second.push_back(row);
    }
    for (const auto& [why, rows] : reasons)
        out << "  " << namesOf(rows) << ": " << why << '\n';
}

void writeSection(std::ostream& out, const std::vector<Seeds>& groups) {
    out << groups.front().front()->control << ", method " << groups.front().front()->method
        << "; what it must give, and why\n";
    writeReasons(out, groups);
    std::vector<std::vector<std::string>> table{{"layer", "estimator", "quantity", "sigma", "points", "n",
                                                 "must give", "measured", "+-", besideHeading(groups),
                                                 "verdict"}};
    for (const Seeds& seeds : groups)
        table.push_back(tableRow(seeds));
    writeColumns(out, table, 2);
    out << '\n';
}

Json rowJson(const ControlRow& row) {
    return {{"control", row.control},
            {"method", row.method},
            {"layer", row.layer == 0 ? Json(nullptr) : Json(row.layer)},
            {"seed", row.seed},
            {"split", row.split},
            {"estimator", row.estimator},
            {"quantity", row.quantity},
            {"unit", row.unit},
            {"must_be_at_least", jsonNumberOrNull(row.must.low)},
            {"must_be_at_most", jsonNumberOrNull(row.must.high)},
            {"must", row.must.why},
            {"value", jsonNumberOrNull(row.value)},
            {"standard_error", jsonNumberOrNull(row.error)},
            {"sigma", jsonNumberOrNull(row.sigma)},
            {"n", row.n},
            {"beside", jsonNumberOrNull(row.beside)},
            {"beside_what", row.beside_what},
            {"verdict", nameOf(row.verdict)},
            {"parameters", Json::parse(row.parameters)},
            {"seconds", jsonNumberOrNull(row.seconds)},
            {"warnings", row.warnings}};
}

} // namespace

void writeControlsTable(std::ostream& out, const std::vector<ControlRow>& rows) {
    out << "Information in nats, accuracy as a fraction; +- is one deviation of what is random in the value; "
           "over several seeds\nthe mean, with the deviation over them in brackets. beside: nothing must "
           "hold.\n\n";
    std::vector<Seeds> section;
    for (const Seeds& seeds : overSeeds(rows)) {
        if (!section.empty() && section.front().front()->control != seeds.front()->control) {
            writeSection(out, section);
            section.clear();
        }
        section.push_back(seeds);
    }
    if (!section.empty()) writeSection(out, section);
    for (const ControlVerdict verdict : kControlVerdicts) {
        const auto count = std::ranges::count(rows, verdict, &ControlRow::verdict);
        out << count << ' ' << nameOf(verdict) << (verdict == kControlVerdicts.back() ? "\n" : ", ");
    }
}

std::string controlsJson(const std::vector<ControlRow>& rows) {
    Json list = Json::array();
    for (const ControlRow& row : rows)
        list.push_back(rowJson(row));
    return list.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string_view controlsJsonHelp() {
    return R"(--json writes a list of one object a value and seed: control, method, layer (null: none of the run), seed, split,
estimator, quantity, unit (nats or fraction), must_be_at_least and must_be_at_most (null: no limit), must (why), value,
standard_error, sigma, n, beside and beside_what (the same of what it is held against), verdict (as given, not as given,
beside, not measured), parameters, seconds, warnings.)";
}

} // namespace infoplane::app
