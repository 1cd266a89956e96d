// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/curve/curve_point.h"
#include "core/curve/joint_table.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace infoplane {

// The information-bottleneck curve of a finite p(x,y): for each beta the encoder q(t|x) that maximises
//   L = I(T;Y) - beta I(X;T),
// all in nats; beta multiplies the rate, so that it is the slope of the curve there, and Tishby's beta is
// 1/beta. Blahut-Arimoto (Tishby, Pereira, Bialek, "The information bottleneck method", 1999) with reverse
// annealing: from T = X at the lowest beta towards compression, each beta from the clusters of the last.
// Anderson's acceleration where it raises L; clusters are joined or left out where that does not lower it,
// and come in where the gradient says that they raise it (new_clusters.h), so that it does not stay in the
// local optima of the plain iteration. For labels that are a function of x see deterministic_curve.h.
struct BottleneckOptions {
    std::vector<double> betas;            // each from kLeastBeta to 1e6; see evenBetas
    double tolerance = 1e-10;             // of L, nats, from 1e-13 to 1
    std::size_t most_iterations = 20'000; // for each beta, at least 1
    std::function<bool()> proceed = {};   // asked at every iteration; false: stop. May be empty
};
inline constexpr double kLeastBeta = 1e-6;

struct BottleneckPoint {
    double beta = 0.0;
    double I_XT = 0.0, I_TY = 0.0; // nats; of the encoder found, hence on or below the curve
    double lagrangian = 0.0;       // I_TY - beta I_XT, nats
    std::size_t clusters = 0;      // values of T that occur
    std::size_t iterations = 0;    // rounds of the map q(t,y) -> q'(t,y), those that were not taken included
    // What the optimum's L can be above this one at most, nats: Lindsay's gradient bound, whose maximum over
    // all possible clusters is sought by ascent from many starts and not proven.
    double gap = 0.0;
    bool converged = false; // gap <= tolerance
};

struct BottleneckCurve {
    std::vector<BottleneckPoint> points; // in ascending order of beta: from right to left in the plane
    TableInformation table;              // H(X), H(Y), I(X;Y)
    double statistic_entropy = 0.0;      // H(S), S the minimal sufficient statistic of x for y
    std::vector<std::string> warnings;   // of the table; whole sentences
};

// An Error for betas, tolerance or iterations out of range, for more than kMostDistinctRows different p(y|x)
// or kMostDistinctCells cells of them, or Cancelled. A point that does not converge says so. One thread.
// Memory 20 x the distinct cells; an iteration takes distinct rows x clusters x Y steps.
[[nodiscard]] Result<BottleneckCurve> bottleneckCurve(const JointTable& table,
                                                      const BottleneckOptions& options);

// (i - 1/2) / count for i = 1..count: evenly spaced slopes in (0,1). From beta = 1 on the optimum is (0, 0).
[[nodiscard]] std::vector<double> evenBetas(std::size_t count);

// The curve for drawing from left to right: (0, 0), the points, (H(S), I(X;Y)), and the plateau to `rate_end`
// where that is beyond. What lies between two points on a straight line is reached by using one or the other
// at random, so it is never above the curve.
[[nodiscard]] std::vector<CurvePoint> bottleneckCurveLine(const BottleneckCurve& curve, double rate_end);

} // namespace infoplane
