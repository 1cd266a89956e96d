// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/bottleneck_curve.h"

#include "core/curve/cluster_ascent.h"
#include "core/curve/cluster_map.h"
#include "core/curve/new_clusters.h"

#include <algorithm>
#include <optional>

namespace infoplane {
namespace {

using bottleneck::ClusterAscent;
using bottleneck::ClusterMap;

constexpr double kLargestBeta = 1e6;
constexpr std::size_t kMostSearches = 50; // for new clusters, at one beta

std::optional<Error> wrongOptions(const BottleneckOptions& o) {
    const auto wrong = [](const char* message) {
        return Error{ErrorCode::InvalidArgument, message, "the information-bottleneck curve"};
    };
    if (o.betas.empty()) return wrong("no beta is given; give at least one");
    if (!std::ranges::all_of(o.betas, [](double b) { return b >= kLeastBeta && b <= kLargestBeta; }))
        return wrong("every beta must be from 1e-6 to 1e6");
    if (!(o.tolerance >= 1e-13 && o.tolerance <= 1.0)) return wrong("the tolerance must be from 1e-13 to 1");
    if (o.most_iterations == 0) return wrong("give it at least one iteration");
    return std::nullopt;
}

std::optional<Error> tooLarge(const JointTable& distinct) {
    if (distinct.x_count <= kMostDistinctRows && distinct.p.size() <= kMostDistinctCells) return std::nullopt;
    return Error{ErrorCode::InvalidArgument,
                 "the table has " + std::to_string(distinct.x_count) + " different p(y|x) of " +
                     std::to_string(distinct.y_count) + " values of y, above " +
                     std::to_string(kMostDistinctRows) + " of them or " + std::to_string(kMostDistinctCells) +
                     " cells; join similar values of x or y",
                 "the information-bottleneck curve"};
}

// Alternates between climbing with the clusters there are and looking for further ones.
BottleneckPoint pointAt(ClusterAscent& ascent, ClusterMap& map, const BottleneckOptions& o,
                        const std::function<bool()>& proceed) {
    BottleneckPoint point;
    point.beta = map.beta();
    for (std::size_t search = 0; search < kMostSearches; ++search) {
        ascent.climb(o.tolerance, o.most_iterations);
        if (!proceed()) break;
        const auto found =
            bottleneck::findNewClusters(map, ascent.clusters(), ascent.image().log_z, o.tolerance, proceed);
        point.gap = found.gap;
        point.converged = found.gap <= o.tolerance;
        if (point.converged || ascent.rounds() >= o.most_iterations) break;
        if (found.clusters.count == 0 || !ascent.add(found.clusters)) break;
    }
    while (ascent.tidy()) {
    }
    const CurvePoint place = map.information(ascent.clusters());
    point.I_XT = place.I_XT;
    point.I_TY = place.I_TY;
    point.lagrangian = place.I_TY - point.beta * place.I_XT;
    point.clusters = ascent.clusters().count;
    point.iterations = ascent.rounds();
    return point;
}

} // namespace

Result<BottleneckCurve> bottleneckCurve(const JointTable& table, const BottleneckOptions& options) {
    if (auto error = wrongOptions(options)) return *std::move(error);
    const JointTable distinct = joinEqualRows(table);
    if (auto error = tooLarge(distinct)) return *std::move(error);
    BottleneckCurve curve;
    curve.table = informationOf(table);
    curve.statistic_entropy = informationOf(distinct).x_entropy;
    curve.warnings = table.warnings;
    std::vector<double> betas = options.betas;
    std::ranges::sort(betas);
    ClusterMap map(distinct);
    bool stopped = false;
    const std::function<bool()> proceed = [&] {
        stopped = stopped || (options.proceed && !options.proceed());
        return !stopped;
    };
    ClusterAscent ascent(map, proceed);
    auto clusters = bottleneck::identityClusters(distinct);
    for (const double beta : betas) {
        map.setBeta(beta);
        ascent.begin(std::move(clusters));
        curve.points.push_back(pointAt(ascent, map, options, proceed));
        if (stopped) return Error{ErrorCode::Cancelled, "stopped", "the information-bottleneck curve"};
        clusters = ascent.clusters();
    }
    return curve;
}

std::vector<double> evenBetas(std::size_t count) {
    std::vector<double> betas(count);
    for (std::size_t i = 0; i < count; ++i)
        betas[i] = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
    return betas;
}

std::vector<CurvePoint> bottleneckCurveLine(const BottleneckCurve& curve, double rate_end) {
    std::vector<CurvePoint> line{{0.0, 0.0}};
    for (auto point = curve.points.rbegin(); point != curve.points.rend(); ++point)
        line.push_back({point->I_XT, point->I_TY});
    line.push_back({curve.statistic_entropy, curve.table.information});
    if (rate_end > curve.statistic_entropy) line.push_back({rate_end, curve.table.information});
    return line;
}

} // namespace infoplane
