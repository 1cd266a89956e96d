// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controls_report.h"

#include "app/estimation_json.h"
#include "app/text_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>
#include <set>
#include <tuple>

namespace infoplane::app {
namespace {

constexpr std::array kVerdicts{ControlVerdict::AsGiven, ControlVerdict::NotAsGiven, ControlVerdict::Beside,
                               ControlVerdict::NotMeasured};

// The rows that differ in the seed alone.
using Seeds = std::vector<const ControlRow*>;

bool sameButForTheSeed(const ControlRow& a, const ControlRow& b) {
    const auto key = [](const ControlRow& r) {
        return std::tie(r.control, r.layer, r.estimator, r.quantity, r.split);
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

std::string number(double value) {
    if (std::isnan(value)) return "-";
    if (value != 0.0 && std::abs(value) < 5e-5) return shortNumber(value, 1);
    return fixed(value == 0.0 ? 0.0 : value, 4);
}

// With the deviation over the seeds where there are several.
std::string valueOverSeeds(const Seeds& seeds) {
    const double m = mean(seeds, &ControlRow::value);
    if (seeds.size() < 2 || std::isnan(m)) return number(m);
    double squares = 0.0;
    for (const ControlRow* row : seeds)
        squares += (row->value - m) * (row->value - m);
    return number(m) + " (" + number(std::sqrt(squares / static_cast<double>(seeds.size() - 1))) + ")";
}

std::string interval(const Seeds& seeds) {
    double low = 0.0, high = 0.0;
    for (const ControlRow* row : seeds) {
        low += row->must.low / static_cast<double>(seeds.size());
        high += row->must.high / static_cast<double>(seeds.size());
    }
    if (std::isinf(low) && std::isinf(high)) return "-";
    if (std::abs(low) <= 2 * kRounding && std::abs(high) <= 2 * kRounding) return "0";
    return number(low) + " .. " + number(high);
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
            first.quantity.substr(0, first.quantity.find(", ")),
            std::isnan(first.sigma) ? "-" : shortNumber(first.sigma),
            first.split,
            first.n == 0 ? "-" : std::to_string(first.n),
            interval(seeds),
            valueOverSeeds(seeds),
            number(mean(seeds, &ControlRow::error)),
            number(mean(seeds, &ControlRow::beside)),
            verdictOf(seeds)};
}

std::string besideHeading(const std::vector<Seeds>& groups) {
    for (const Seeds& seeds : groups)
        if (!seeds.front()->beside_what.empty()) return seeds.front()->beside_what;
    return "beside";
}

void writeReasons(std::ostream& out, const std::vector<Seeds>& groups) {
    std::set<std::string> said;
    for (const Seeds& seeds : groups) {
        const ControlRow& row = *seeds.front();
        const std::string quantity = row.quantity.substr(0, row.quantity.find(", "));
        const std::string line = "  " + row.estimator + ", " + quantity + ": " + row.must.why + ".\n";
        if (row.must.why == groups.front().front()->must.why && said.size() == 1 && groups.size() > 8 &&
            row.control == "constant layer")
            continue; // the same of every estimator
        if (said.insert(line).second) out << line;
    }
}

void writeSection(std::ostream& out, const std::vector<Seeds>& groups) {
    out << groups.front().front()->control << '\n';
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
    std::vector<Seeds> section;
    for (const Seeds& seeds : overSeeds(rows)) {
        if (!section.empty() && section.front().front()->control != seeds.front()->control) {
            writeSection(out, section);
            section.clear();
        }
        section.push_back(seeds);
    }
    if (!section.empty()) writeSection(out, section);
    for (const ControlVerdict verdict : kVerdicts) {
        const auto count = std::ranges::count(rows, verdict, &ControlRow::verdict);
        out << count << ' ' << nameOf(verdict) << (verdict == kVerdicts.back() ? "\n" : ", ");
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
