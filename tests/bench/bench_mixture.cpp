// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/estimator.h"
#include "core/support/philox.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <limits>

// Times the estimators with known noise: bench_mixture POINTS WIDTH SIGMA [THREADS [REPETITIONS [NAME]]]. The
// layer is tanh of normal numbers, the label two-valued; bench_mixture.py does the same with numpy and
// PyTorch. Of each estimator the best time of its repetitions and its values are printed, the processor's
// time over all threads in brackets: on a machine that does other things too, that is the one to compare.
namespace infoplane {
namespace {

Variable layer(std::size_t points, std::size_t width) {
    std::vector<double> values(points * width);
    std::vector<float> row(width);
    for (std::size_t i = 0; i < points; ++i) {
        fillNormalFrom({1, Purpose::Initialisation, 0}, 0, i * width, row.data(), width);
        std::ranges::transform(row, values.data() + i * width, [](float v) { return std::tanh(double{v}); });
    }
    return continuousVariable("T", std::move(values), width).value();
}

Variable labels(std::size_t points) {
    std::vector<std::int64_t> y(points);
    for (std::size_t i = 0; i < points; ++i)
        y[i] = static_cast<std::int64_t>(i % 2);
    return discreteVariable("Y", y).value();
}

void time(const Estimator& estimator, const Variable& x, const Variable& y, const EstimatorSettings& settings,
          int repetitions) {
    double best = std::numeric_limits<double>::infinity(), processor = best;
    std::vector<Estimation> results;
    for (int i = 0; i < repetitions; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t clock = std::clock();
        results = estimator.measure(x, y, settings, {}).value();
        processor = std::min(processor, static_cast<double>(std::clock() - clock) / CLOCKS_PER_SEC);
        best =
            std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::cout << estimator.info().name << ": " << best << " s (" << processor << " s)";
    for (const Estimation& e : results)
        std::cout << ", " << e.estimator << " " << e.estimate.value;
    std::cout << std::endl;
}

int run(int count, char** arguments) {
    const auto number = [&](int i, double otherwise) {
        return i < count ? std::atof(arguments[i]) : otherwise;
    };
    if (count < 4 || number(1, 0) < 2 || number(2, 0) < 1 || !(number(3, 0) > 0)) {
        std::cerr << "usage: bench_mixture POINTS WIDTH SIGMA [THREADS [REPETITIONS [NAME]]]\n";
        return 2;
    }
    const auto points = static_cast<std::size_t>(number(1, 0)),
               width = static_cast<std::size_t>(number(2, 0));
    const Variable x = layer(points, width), y = labels(points);
    for (const auto& estimator : allEstimators()) {
        const auto& name = estimator->info().name;
        if (name != "mixture" && name != "kt" && name != "sandwich") continue;
        if (count > 6 && name != arguments[6]) continue;
        const auto values = completeParameters(estimator->info(), {{"sigma", number(3, 0)}});
        time(*estimator, x, y, {values.value(), 1, static_cast<std::size_t>(number(4, 2))},
             static_cast<int>(number(5, 5)));
    }
    return 0;
}

} // namespace
} // namespace infoplane

int main(int count, char** arguments) {
    return infoplane::run(count, arguments);
}
