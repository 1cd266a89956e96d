// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/curve/curve_tables.h"

#include "core/support/philox.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {

JointTable tableOf(const std::vector<std::vector<double>>& rows) {
    std::vector<double> p;
    for (const auto& row : rows)
        p.insert(p.end(), row.begin(), row.end());
    return jointTable(p, rows.size(), rows.front().size()).value();
}

JointTable randomTable(std::uint64_t seed, std::size_t x_count, std::size_t y_count) {
    std::vector<float> uniform(x_count * y_count);
    fillUniform({seed, Purpose::Split, 0}, 0, uniform.data(), uniform.size());
    std::vector<double> p(uniform.size());
    for (std::size_t x = 0; x < x_count; ++x) {
        double sum = 0.0;
        for (std::size_t y = 0; y < y_count; ++y)
            sum += p[x * y_count + y] = -std::log1p(-static_cast<double>(uniform[x * y_count + y]));
        for (std::size_t y = 0; y < y_count; ++y)
            p[x * y_count + y] /= sum;
    }
    return jointTableOfCounts(p, x_count, y_count).value();
}

BottleneckCurve curveOf(const JointTable& table, std::vector<double> betas) {
    BottleneckOptions options;
    options.betas = std::move(betas);
    const auto curve = bottleneckCurve(table, options);
    for (const BottleneckPoint& point : curve.value().points) {
        EXPECT_TRUE(point.converged) << "beta " << point.beta << ", gap " << point.gap;
        EXPECT_LE(point.gap, options.tolerance);
    }
    return curve.value();
}

} // namespace infoplane
