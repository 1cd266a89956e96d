// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curve_command.h"

#include "app/array_variable.h"
#include "app/estimation_json.h"
#include "app/interrupts.h"
#include "app/read_array.h"
#include "app/text_table.h"
#include "core/curve/bottleneck_curve.h"
#include "core/curve/deterministic_curve.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <ostream>

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostBetas = 10'000;

struct Curve {
    bool squared = false; // the Lagrangian whose optima the points are
    std::vector<BottleneckPoint> points;
    TableInformation table;
    std::vector<std::string> warnings;
};

Result<Variable> readSymbols(const std::string& file, const std::string& name, const std::string& as) {
    auto array = readInputArray(file, name);
    if (!array) return array.error();
    auto variable = variableOf(as, std::move(*array), VariableType::Discrete);
    if (!variable) return variable.error();
    return std::move(variable->variable);
}

Result<JointTable> tableOfPairs(const Variable& x, const Variable& y) {
    if (x.points != y.points)
        return wrong("x has " + std::to_string(x.points) + " points and y " + std::to_string(y.points) +
                     "; each point of x must belong to one of y");
    if (x.symbol_count > kMostTableCells / y.symbol_count)
        return wrong("x has " + std::to_string(x.symbol_count) + " symbols and y " +
                     std::to_string(y.symbol_count) + ", which is too large a table; join some of them");
    std::vector<double> counts(x.symbol_count * y.symbol_count);
    for (std::size_t i = 0; i < x.points; ++i)
        ++counts[static_cast<std::size_t>(x.symbols[i]) * y.symbol_count +
                 static_cast<std::size_t>(y.symbols[i])];
    return jointTableOfCounts(counts, x.symbol_count, y.symbol_count);
}

Result<JointTable> readTable(const CurveOptions& options) {
    if (!options.table.empty()) {
        const auto array = readInputArray(options.file, options.table);
        if (!array) return array.error();
        return jointTableOfCounts(array->values, array->rows, array->columns);
    }
    const auto x = readSymbols(options.file, options.x, "x");
    if (!x) return x.error();
    const auto y = readSymbols(options.file, options.y, "y");
    if (!y) return y.error();
    return tableOfPairs(*x, *y);
}

Status checkCurveOptions(const CurveOptions& options) {
    const bool pairs = !options.x.empty() && !options.y.empty();
    const bool half = options.x.empty() != options.y.empty();
    if (half || pairs == !options.table.empty())
        return wrong("name either --x and --y, a row a point, or --table, a row an x and a column a y");
    if (options.betas < 1 || options.betas > kMostBetas)
        return wrong("--betas must be from 1 to " + std::to_string(kMostBetas));
    if (!(options.tolerance >= 1e-13 && options.tolerance <= 1.0))
        return wrong("--tolerance must be from 1e-13 to 1 nat");
    return {};
}

bool isDeterministic(const JointTable& table) {
    for (std::size_t x = 0; x < table.x_count; ++x)
        if (std::ranges::count_if(table.row(x), [](double p) { return p > 0.0; }) > 1) return false;
    return true;
}

// At evenly spaced rates up to the corner, from right to left as the plain ones are.
Curve squaredCurve(const JointTable& table, std::size_t count) {
    Curve curve{true, {}, informationOf(table), table.warnings};
    const double entropy = curve.table.y_entropy;
    for (std::size_t i = count; i > 0 && entropy > 0.0; --i) {
        const double beta = static_cast<double>(count) / (2.0 * entropy * static_cast<double>(i));
        const CurvePoint at = deterministicSquaredOptimum(beta, entropy);
        BottleneckPoint point;
        point.beta = beta;
        point.I_XT = at.I_XT;
        point.I_TY = at.I_TY;
        point.lagrangian = at.I_TY - beta * at.I_XT * at.I_XT;
        point.converged = true;
        curve.points.push_back(point);
    }
    return curve;
}

Result<Curve> curveOf(const JointTable& table, const CurveOptions& options,
                      const std::function<bool()>& proceed) {
    if (isDeterministic(table)) return squaredCurve(table, options.betas);
    BottleneckOptions bottleneck{evenBetas(options.betas), options.tolerance};
    bottleneck.proceed = proceed;
    auto found = bottleneckCurve(table, bottleneck);
    if (!found) return found.error();
    return Curve{false, std::move(found->points), found->table, std::move(found->warnings)};
}

std::string curveJson(const Curve& curve) {
    Json points = Json::array();
    for (const BottleneckPoint& p : curve.points) {
        Json point{{"beta", p.beta},
                   {"I_XT_nats", p.I_XT},
                   {"I_TY_nats", p.I_TY},
                   {"lagrangian_nats", p.lagrangian},
                   {"converged", p.converged}};
        if (!curve.squared) {
            point["clusters"] = p.clusters;
            point["iterations"] = p.iterations;
            point["gap_nats"] = jsonNumberOrNull(p.gap);
        }
        points.push_back(std::move(point));
    }
    return Json{{"lagrangian", curve.squared ? "I(T;Y) - beta I(X;T)^2" : "I(T;Y) - beta I(X;T)"},
                {"H_X_nats", curve.table.x_entropy},
                {"H_Y_nats", curve.table.y_entropy},
                {"I_XY_nats", curve.table.information},
                {"exact", curve.squared},
                {"points", std::move(points)},
                {"warnings", curve.warnings}}
        .dump(2, ' ', false, Json::error_handler_t::replace);
}

void writePoints(std::ostream& out, const Curve& curve) {
    std::vector<std::vector<std::string>> rows{{"beta", "I(X;T)", "I(T;Y)", "Lagrangian"}};
    if (!curve.squared) rows[0].insert(rows[0].end(), {"clusters", "iterations", "gap", "converged"});
    for (const BottleneckPoint& p : curve.points) {
        rows.push_back({shortNumber(p.beta), fixed(p.I_XT, 6), fixed(p.I_TY, 6), fixed(p.lagrangian, 6)});
        if (!curve.squared)
            rows.back().insert(rows.back().end(), {std::to_string(p.clusters), std::to_string(p.iterations),
                                                   shortNumber(p.gap, 2), p.converged ? "yes" : "no"});
    }
    writeColumns(out, rows, 0);
}

void writeCurve(std::ostream& out, const Curve& curve) {
    writeColumns(out,
                 {{"H(X)", fixed(curve.table.x_entropy, 6) + " nats"},
                  {"H(Y)", fixed(curve.table.y_entropy, 6) + " nats"},
                  {"I(X;Y)", fixed(curve.table.information, 6) + " nats"}},
                 0);
    out << '\n'
        << (curve.squared
                ? "y is a function of x: the curve is min(I(X;T), H(Y)), exactly. The Lagrangian is "
                  "I(T;Y) - beta I(X;T)^2: without\nthe square every beta in (0,1) gives the corner "
                  "I(X;T) = I(T;Y) = H(Y).\n\n"
                : "The Lagrangian is I(T;Y) - beta I(X;T); gap is what its optimum can be above it. "
                  "All in nats.\n\n");
    writePoints(out, curve);
    for (const std::string& warning : curve.warnings)
        out << "warning: " << warning << '\n';
}

} // namespace

std::string_view curveJsonHelp() {
    return R"(--json writes an object: lagrangian, H_X_nats, H_Y_nats, I_XY_nats, exact (whether y is a function of x, and the
curve known in closed form), points (a list of beta, I_XT_nats, I_TY_nats, lagrangian_nats, converged, and where it was
computed clusters, iterations and gap_nats) and warnings.)";
}

int runCurve(const CurveOptions& options, Console& console) {
    if (const Status status = checkCurveOptions(options); !status) return complain(console, status.error());
    const auto table = readTable(options);
    if (!table) return complain(console, table.error());
    Interrupts interrupts;
    std::optional<int> signal;
    const auto curve = curveOf(*table, options, [&] {
        if (!signal) signal = interrupts.wait(0ms);
        return !signal;
    });
    if (signal) return 128 + *signal;
    if (!curve) return complain(console, curve.error());
    if (options.json)
        console.out << curveJson(*curve) << '\n';
    else
        writeCurve(console.out, *curve);
    return std::ranges::all_of(curve->points, &BottleneckPoint::converged) ? kDone : kFailed;
}

} // namespace infoplane::app
