// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/cluster_weights.h"

#include "core/curve/cholesky.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace infoplane::bottleneck {
namespace {

constexpr std::size_t kMostSteps = 60;
constexpr double kComplementarity = 1e-15; // mean of q_t s_t at the end: the objective is within T of it
constexpr double kCentring = 0.15;         // by which each step lowers it
constexpr double kToBoundary = 0.95;       // of the way to where a variable would vanish
constexpr double kLeastPivot = 1e-14;

// At the optimum D_t - 1 + s_t = 0, q_t s_t = 0, q, s >= 0.
class WeightProblem {
public:
    WeightProblem(const std::vector<double>& kernel, const std::vector<double>& of_x, std::size_t stride,
                  std::vector<double> weight)
        : kernel_(kernel), of_x_(of_x), stride_(stride), q_(std::move(weight)), s_(q_.size(), 1.0) {
        // Away from the boundary, which Newton's steps would follow.
        for (double& q : q_)
            q = 0.5 * q + 0.5 / static_cast<double>(q_.size());
    }

    [[nodiscard]] std::vector<double> solve() {
        for (std::size_t i = 0; i < kMostSteps && complementarity() > kComplementarity; ++i)
            step(kCentring * complementarity());
        return q_;
    }

private:
    [[nodiscard]] double complementarity() const {
        return std::transform_reduce(q_.begin(), q_.end(), s_.begin(), 0.0) / static_cast<double>(q_.size());
    }

    // gain_t = D_t; curvature = sum_x p(x) f_xt f_xu / Z(x)^2, its lower triangle.
    void differentiate() {
        const std::size_t n = q_.size();
        gain_.assign(n, 0.0);
        curvature_.assign(n * n, 0.0);
        std::vector<double> scaled(n);
        for (std::size_t x = 0; x < of_x_.size(); ++x) {
            const double* const f = kernel_.data() + x * stride_;
            const double z = std::transform_reduce(q_.begin(), q_.end(), f, 0.0);
            for (std::size_t t = 0; t < n; ++t) {
                scaled[t] = f[t] / z;
                const double of_t = of_x_[x] * scaled[t];
                gain_[t] += of_t;
                for (std::size_t u = 0; u <= t; ++u)
                    curvature_[t * n + u] += of_t * scaled[u];
            }
        }
    }

    void step(double target) {
        differentiate();
        const std::size_t n = q_.size();
        std::vector<double> move(n);
        for (std::size_t t = 0; t < n; ++t) {
            curvature_[t * n + t] += s_[t] / q_[t];
            move[t] = gain_[t] - 1.0 + target / q_[t];
        }
        solveDefinite(curvature_, move, kLeastPivot);
        std::vector<double> of_s(n);
        double length = 1.0 / kToBoundary;
        for (std::size_t t = 0; t < n; ++t) {
            of_s[t] = (target - s_[t] * move[t]) / q_[t] - s_[t];
            if (move[t] < 0.0) length = std::min(length, -q_[t] / move[t]);
            if (of_s[t] < 0.0) length = std::min(length, -s_[t] / of_s[t]);
        }
        for (std::size_t t = 0; t < n; ++t) {
            q_[t] += kToBoundary * length * move[t];
            s_[t] += kToBoundary * length * of_s[t];
        }
    }

    const std::vector<double>& kernel_; // [X, stride]
    const std::vector<double>& of_x_;
    std::size_t stride_;
    std::vector<double> q_, s_, gain_, curvature_;
};

} // namespace

Clusters withBestWeights(ClusterMap& map, const Clusters& clusters) {
    const std::size_t n = clusters.count;
    if (n < 2 || map.table().x_count > kMostWeightCells / (n * n)) return clusters;
    const std::vector<double> before = clusterWeights(clusters);
    const std::vector<double> kernel = map.kernel(clusters);
    WeightProblem problem(kernel, map.rowProbability(), clusters.stride, before);
    const std::vector<double> after = problem.solve();
    const double sum = std::accumulate(after.begin(), after.end(), 0.0);
    Clusters result = clusters;
    for (std::size_t y = 0; y < clusters.y_count; ++y)
        for (std::size_t t = 0; t < n; ++t)
            result.at(y, t) = before[t] > 0.0 ? clusters.at(y, t) / before[t] * after[t] / sum : 0.0;
    return result;
}

} // namespace infoplane::bottleneck
