// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/probe/lbfgs.h"

#include <cmath>
#include <deque>
#include <numeric>
#include <utility>

namespace infoplane {
namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// a + scale b
Vector plus(const Vector& a, double scale, const Vector& b) {
    Vector sum(a);
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] += scale * b[i];
    return sum;
}

struct Point {
    Vector x, gradient;
    double value = 0.0;
};

// The last steps and the changes of the gradient over them.
class History {
public:
    explicit History(int memory) : memory_(static_cast<std::size_t>(memory)) {}

    void add(Vector step, Vector change) {
        const double product = dot(step, change);
        if (!(product > 1e-12 * dot(change, change))) return; // no curvature to learn from
        pairs_.push_back({std::move(step), std::move(change), product});
        if (pairs_.size() > memory_) pairs_.pop_front();
    }

    // Minus the approximate inverse Hessian times the gradient.
    [[nodiscard]] Vector direction(const Vector& gradient) const {
        Vector q = gradient;
        std::vector<double> alpha(pairs_.size());
        for (std::size_t i = pairs_.size(); i-- > 0;) {
            alpha[i] = dot(pairs_[i].step, q) / pairs_[i].product;
            q = plus(q, -alpha[i], pairs_[i].change);
        }
        if (!pairs_.empty()) {
            const double scale = pairs_.back().product / dot(pairs_.back().change, pairs_.back().change);
            for (double& v : q)
                v *= scale;
        }
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            q = plus(q, alpha[i] - dot(pairs_[i].change, q) / pairs_[i].product, pairs_[i].step);
        for (double& v : q)
            v = -v;
        return q;
    }

private:
    struct Pair {
        Vector step, change;
        double product;
    };
    std::size_t memory_;
    std::deque<Pair> pairs_;
};

// A point along the direction that satisfies the weak Wolfe conditions, or the last one tried.
Point searched(const SmoothFunction& function, const Point& from, const Vector& direction, double noise) {
    const double slope = dot(from.gradient, direction);
    double length = 1.0, low = 0.0, high = 0.0;
    Point to;
    for (int i = 0; i < 40; ++i) {
        to.x = plus(from.x, length, direction);
        to.gradient.resize(to.x.size());
        to.value = function(to.x, to.gradient);
        const double allowed = from.value + 1e-4 * length * slope + noise * std::abs(from.value);
        if (!(to.value <= allowed))
            high = length;
        else if (dot(to.gradient, direction) < 0.9 * slope)
            low = length;
        else
            break;
        length = high > 0 ? (low + high) / 2 : 2 * length;
    }
    return to;
}

} // namespace

LbfgsResult minimise(const SmoothFunction& function, std::vector<double> start, const LbfgsOptions& options,
                     const Proceed& proceed) {
    Point at{std::move(start), {}, 0.0};
    at.gradient.resize(at.x.size());
    at.value = function(at.x, at.gradient);
    History history(options.memory);
    LbfgsResult result;
    for (;; ++result.iterations) {
        result.gradient = std::sqrt(dot(at.gradient, at.gradient));
        result.converged = result.gradient <= options.tolerance;
        result.stopped = !result.converged && proceed && !proceed();
        if (result.converged || result.stopped || result.iterations >= options.iterations) break;
        Point next = searched(function, at, history.direction(at.gradient), options.noise);
        if (!(next.value <= at.value + options.noise * std::abs(at.value))) break;
        history.add(plus(next.x, -1.0, at.x), plus(next.gradient, -1.0, at.gradient));
        at = std::move(next);
    }
    result.value = at.value;
    result.x = std::move(at.x);
    return result;
}

} // namespace infoplane
