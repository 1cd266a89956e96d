// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/bottleneck_curve.h"

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iostream>
#include <limits>

// Computes and times the information-bottleneck curve of a table: bench_curve < INPUT. INPUT is words between
// spaces: the numbers of x, of y and of betas, the tolerance in nats, p(x,y) row by row, the betas (which
// multiply the rate). A JSON line is printed for each point, in ascending order of beta, information in nats,
// then one with the seconds of the computation.
namespace infoplane {
namespace {

constexpr std::size_t kMostBetas = 10'000;

struct Input {
    std::size_t x_count = 0, y_count = 0, beta_count = 0;
    double tolerance = 0.0;
    std::vector<double> p;
    std::vector<double> betas;
};

bool readNumbers(std::istream& in, std::size_t count, std::vector<double>& numbers) {
    numbers.resize(count);
    return std::ranges::all_of(numbers, [&](double& number) { return bool(in >> number); });
}

Error wrong(const char* sentence) {
    return {ErrorCode::InvalidArgument, sentence, "bench_curve"};
}

Result<Input> read(std::istream& in) {
    Input input;
    if (!(in >> input.x_count >> input.y_count >> input.beta_count >> input.tolerance))
        return wrong("the input must begin with the numbers of x, y and betas and the tolerance");
    if (input.x_count > kMostTableCells || input.y_count > kMostTableCells ||
        input.x_count * input.y_count > kMostTableCells || input.beta_count > kMostBetas)
        return wrong("the table or the list of betas is too large");
    if (!readNumbers(in, input.x_count * input.y_count, input.p) ||
        !readNumbers(in, input.beta_count, input.betas))
        return wrong("the input ends before the table and the betas do");
    std::ranges::sort(input.betas);
    return input;
}

void write(const BottleneckPoint& point) {
    std::cout << R"({"beta": )" << point.beta << R"(, "I_XT": )" << point.I_XT << R"(, "I_TY": )"
              << point.I_TY << R"(, "lagrangian": )" << point.lagrangian << R"(, "gap": )" << point.gap
              << R"(, "iterations": )" << point.iterations << R"(, "converged": )"
              << (point.converged ? "true" : "false") << "}\n";
}

int fail(const Error& error) {
    std::cerr << error.text() << '\n';
    return 1;
}

int run() {
    const auto input = read(std::cin);
    if (!input) return fail(input.error());
    const auto table = jointTable(input->p, input->x_count, input->y_count);
    if (!table) return fail(table.error());
    BottleneckOptions options;
    options.betas = input->betas;
    options.tolerance = input->tolerance;
    const auto start = std::chrono::steady_clock::now();
    const auto curve = bottleneckCurve(*table, options);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (!curve) return fail(curve.error());
    std::cout << std::setprecision(std::numeric_limits<double>::max_digits10);
    for (const BottleneckPoint& point : curve->points)
        write(point);
    std::cout << R"({"seconds": )" << seconds.count() << "}\n";
    return 0;
}

} // namespace
} // namespace infoplane

int main() {
    return infoplane::run();
}
