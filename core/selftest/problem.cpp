// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/selftest/problem.h"

#include "core/selftest/known_channel.h"
#include "core/support/assert.h"
#include "core/support/philox.h"

#include <array>
#include <cmath>

namespace infoplane {
namespace {

constexpr std::size_t kPairs = 2, kLayerWidth = 4, kLineSymbols = 8, kChannelSymbols = 16;

std::vector<double> normals(std::uint64_t seed, std::uint32_t place, std::size_t count) {
    std::vector<float> drawn(count);
    fillNormal({seed, Purpose::SelfTest, place}, 0, drawn.data(), count);
    return {drawn.begin(), drawn.end()};
}

Variable continuous(const std::string& name, std::vector<double> values, std::size_t width) {
    return continuousVariable(name, std::move(values), width).value();
}

Variable labels(const std::string& name, const std::vector<std::int64_t>& values) {
    return discreteVariable(name, values).value();
}

// Point i has symbol i mod K.
std::vector<std::int64_t> inTurns(std::size_t points, std::size_t symbols) {
    std::vector<std::int64_t> values(points);
    for (std::size_t i = 0; i < points; ++i)
        values[i] = static_cast<std::int64_t>(i % symbols);
    return values;
}

Variable layerOutput(std::vector<double> values, std::size_t width) {
    Variable t = continuous("T", std::move(values), width);
    t.input = "X";
    return t;
}

Problem gaussian(double nats, std::size_t points, std::uint64_t seed, std::uint32_t place) {
    const double rho = correlationFor(nats, kPairs), rest = std::sqrt(1 - rho * rho);
    std::vector<double> x = normals(seed, place, points * kPairs);
    std::vector<double> y = normals(seed, place + 1, points * kPairs);
    for (std::size_t i = 0; i < y.size(); ++i)
        y[i] = rho * x[i] + rest * y[i];
    Problem p{
        "gaussian", continuous("x", std::move(x), kPairs), continuous("y", std::move(y), kPairs), {}, {}};
    p.answers = {{estimandOf(p.x, p.y), nats}};
    return p;
}

Problem layer(double nats, std::size_t points, std::uint64_t seed, std::uint32_t place) {
    std::vector<double> t(points * kLayerWidth, 0.5);
    if (nats > 0) t = normals(seed, place, t.size());
    const double sigma = nats > 0 ? noiseFor(nats, kLayerWidth) : 1.0;
    Problem p{"layer",
              layerOutput(std::move(t), kLayerWidth),
              labels("Y", std::vector<std::int64_t>(points, 0)),
              {{"sigma", sigma}},
              {}};
    p.answers = {{noisyInputEstimand(p.x, sigma), nats}, {noisyLabelEstimand(p.x, p.y, sigma), 0.0}};
    return p;
}

Problem line(double nats, std::size_t points) {
    const std::vector<std::int64_t> y = inTurns(points, kLineSymbols);
    std::vector<double> t(points, 0.0);
    if (nats > 0) t.assign(y.begin(), y.end());
    const double sigma = nats > 0 ? lineNoiseFor(nats, kLineSymbols) : 1.0;
    Problem p{"line", layerOutput(std::move(t), 1), labels("Y", y), {{"sigma", sigma}}, {}};
    p.answers = {{noisyInputEstimand(p.x, sigma), nats}, {noisyLabelEstimand(p.x, p.y, sigma), nats}};
    return p;
}

Problem noisyLabels(double nats, std::size_t points, std::uint64_t seed, std::uint32_t place) {
    const std::vector<std::int64_t> y = inTurns(points, kLineSymbols);
    const double sigma = nats > 0 ? lineNoiseFor(nats, kLineSymbols) : 1.0;
    std::vector<double> x = normals(seed, place, points);
    for (std::size_t i = 0; i < points; ++i)
        x[i] = sigma * x[i] + (nats > 0 ? static_cast<double>(y[i]) : 0.0);
    Problem p{"labels", continuous("x", std::move(x), 1), labels("y", y), {}, {}};
    p.answers = {{estimandOf(p.x, p.y), nats}};
    return p;
}

// Of the 240 points of every symbol, `mistaken` go to each other symbol; 15 is independence.
Problem symbols(int mistaken) {
    std::vector<std::int64_t> x, y;
    constexpr auto kSymbols = static_cast<int>(kChannelSymbols);
    for (int a = 0; a < kSymbols; ++a)
        for (int b = 0; b < kSymbols; ++b)
            for (int n = 0; n < (a == b ? 240 - 15 * mistaken : mistaken); ++n) {
                x.push_back(a);
                y.push_back(b);
            }
    Problem p{"symbols", labels("x", x), labels("y", y), {}, {}};
    p.answers = {{estimandOf(p.x, p.y), symmetricChannel(kChannelSymbols, 15 * mistaken / 240.0)}};
    return p;
}

} // namespace

std::vector<Problem> ladder(const LadderOptions& options) {
    INFOPLANE_ASSERT(options.points >= 16);
    std::vector<Problem> problems;
    std::uint32_t place = 0;
    for (const double nats : options.rungs) {
        problems.push_back(gaussian(nats, options.points, options.seed, place));
        problems.push_back(layer(nats, options.points, options.seed, place + 2));
        if (nats < std::log(double(kLineSymbols))) {
            problems.push_back(line(nats, options.points));
            problems.push_back(noisyLabels(nats, options.points, options.seed, place + 3));
        }
        place += 4;
    }
    for (const int mistaken : {15, 9, 5, 2, 0})
        problems.push_back(symbols(mistaken));
    return problems;
}

} // namespace infoplane
