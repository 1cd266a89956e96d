// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/anderson.h"

#include "core/curve/cholesky.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace infoplane::bottleneck {
namespace {

constexpr double kRidge = 1e-11; // of unit columns; keeps nearly parallel steps from large coefficients

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    return std::transform_reduce(a.begin(), a.end(), b.begin(), 0.0);
}

} // namespace

void Anderson::reset() {
    begun_ = false;
    newest_ = 0;
    residual_steps_.clear();
    g_steps_.clear();
    products_.clear();
}

void Anderson::propose(const std::vector<double>& s, const std::vector<double>& g,
                       std::vector<double>& next) {
    residual_.resize(s.size());
    for (std::size_t i = 0; i < s.size(); ++i)
        residual_[i] = g[i] - s[i];
    if (begun_) remember(residual_, g);
    last_residual_ = residual_;
    last_g_ = g;
    begun_ = true;
    next = g;
    const std::vector<double> gamma = solve(residual_);
    for (std::size_t k = 0; k < gamma.size(); ++k)
        for (std::size_t i = 0; i < next.size(); ++i)
            next[i] -= gamma[k] * g_steps_[k][i];
}

void Anderson::remember(const std::vector<double>& residual, const std::vector<double>& g) {
    std::vector<double> of_residual(residual.size()), of_g(g.size());
    for (std::size_t i = 0; i < g.size(); ++i) {
        of_residual[i] = residual[i] - last_residual_[i];
        of_g[i] = g[i] - last_g_[i];
    }
    const double length = std::sqrt(dot(of_residual, of_residual));
    if (!(length > 0.0)) return;
    for (std::size_t i = 0; i < g.size(); ++i) {
        of_residual[i] /= length;
        of_g[i] /= length;
    }
    const std::size_t place = newest_;
    newest_ = (newest_ + 1) % depth_;
    if (place == residual_steps_.size()) {
        residual_steps_.emplace_back();
        g_steps_.emplace_back();
        for (auto& row : products_)
            row.push_back(0.0);
        products_.emplace_back(place + 1, 0.0);
    }
    residual_steps_[place] = std::move(of_residual);
    g_steps_[place] = std::move(of_g);
    for (std::size_t k = 0; k < residual_steps_.size(); ++k)
        products_[place][k] = products_[k][place] = dot(residual_steps_[place], residual_steps_[k]);
}

std::vector<double> Anderson::solve(const std::vector<double>& residual) const {
    std::vector<double> gamma(residual_steps_.size());
    const std::size_t n = gamma.size();
    std::vector<double> products(n * n);
    for (std::size_t k = 0; k < n; ++k) {
        gamma[k] = dot(residual_steps_[k], residual);
        std::ranges::copy(products_[k], products.begin() + static_cast<std::ptrdiff_t>(k * n));
        products[k * n + k] += kRidge;
    }
    solveDefinite(products, gamma, kRidge);
    return gamma;
}

} // namespace infoplane::bottleneck
