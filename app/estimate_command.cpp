// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/estimate_command.h"

#include "app/estimation_report.h"
#include "app/interrupts.h"
#include "app/read_array.h"
#include "app/text_table.h"
#include "core/estimators/sampling_error.h"

#include <algorithm>
#include <ostream>
#include <thread>
#include <vector>

namespace infoplane::app {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostThreads = 4096;

// One side, with what the table says about it.
struct Side {
    Variable variable;
    std::string source; // "data.npz: x, float64 [1000, 3]"
    std::string reason; // why it is discrete or continuous
};

Result<Side> readSide(const std::string& file, const std::string& name, const std::string& as,
                      std::optional<VariableType> type) {
    auto array = readInputArray(file, name);
    if (!array) return array.error();
    const std::string source = file + ": " + name + ", " + array->source;
    auto variable = variableOf(as, std::move(*array), type);
    if (!variable) return variable.error();
    return Side{std::move(variable->variable), source, variable->reason};
}

Status checkOptions(const EstimateOptions& options) {
    if (options.threads && (*options.threads < 1 || *options.threads > kMostThreads))
        return wrong("--threads must be from 1 to " + std::to_string(kMostThreads));
    const std::uint64_t replicates = options.bootstrap.value_or(kFewestReplicates);
    if (replicates < kFewestReplicates || replicates > kMostReplicates)
        return wrong("--bootstrap must be from " + std::to_string(kFewestReplicates) + " to " +
                     std::to_string(kMostReplicates));
    return {};
}

Status checkPair(const Variable& x, const Variable& y, bool with_bootstrap) {
    if (x.points != y.points)
        return wrong("x has " + std::to_string(x.points) + " points and y " + std::to_string(y.points) +
                     "; each point of x must belong to one of y");
    const std::size_t fewest = with_bootstrap ? 4 : 2;
    if (x.points < fewest)
        return wrong(
            (x.points == 1 ? "there is 1 point" : "there are " + std::to_string(x.points) + " points") +
            std::string(" and at least ") + std::to_string(fewest) + " are needed" +
            (with_bootstrap ? " for --bootstrap" : ""));
    return {};
}

std::string describe(const Side& side) {
    const Variable& v = side.variable;
    const std::string what =
        v.discrete ? std::to_string(v.symbol_count) + (v.symbol_count == 1 ? " symbol" : " symbols")
                   : std::to_string(v.width) + (v.width == 1 ? " number" : " numbers");
    return std::to_string(v.points) + (v.discrete ? " points with " : " points of ") + what + ", " +
           (v.discrete ? "discrete: " : "continuous: ") + side.reason;
}

// Runs the estimators one after the other until a signal comes.
class Measuring {
public:
    Measuring(const EstimateOptions& options, const Variable& x, const Variable& y, const Console& console)
        : options_(options), x_(x), y_(y), console_(console) {}

    void run(const ChosenEstimator& chosen) {
        if (signal_) return;
        const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
        const EstimatorSettings settings{chosen.values, options_.seed, options_.threads.value_or(processors)};
        auto measured = chosen.estimator->measure(x_, y_, settings, proceed_);
        if (!measured) return fail(chosen, measured.error());
        if (const Status status = addSamplingErrors(chosen, settings, *measured); !status)
            fail(chosen, status.error());
        estimations_.insert(estimations_.end(), measured->begin(), measured->end());
    }

    [[nodiscard]] const std::vector<Estimation>& estimations() const { return estimations_; }
    [[nodiscard]] int exitCode() const { return signal_ ? 128 + *signal_ : failed_ ? kFailed : kDone; }

private:
    Status addSamplingErrors(const ChosenEstimator& chosen, const EstimatorSettings& settings,
                             std::vector<Estimation>& measured) {
        if (!options_.bootstrap) return {};
        const auto errors =
            samplingErrors(*chosen.estimator, x_, y_, settings, *options_.bootstrap, proceed_);
        if (!errors) return errors.error();
        for (std::size_t e = 0; e < measured.size(); ++e)
            measured[e].sampling_error = (*errors)[e];
        return {};
    }

    void fail(const ChosenEstimator& chosen, Error error) {
        failed_ = true;
        if (signal_) return;
        if (error.context.empty()) error.context = chosen.estimator->info().name;
        complain(console_, error);
    }

    const EstimateOptions& options_;
    const Variable& x_;
    const Variable& y_;
    const Console& console_;
    Interrupts interrupts_; // before every other thread: they inherit the signal mask
    std::optional<int> signal_;
    const Proceed proceed_ = [this] {
        if (!signal_) signal_ = interrupts_.wait(0ms);
        return !signal_;
    };
    std::vector<Estimation> estimations_;
    bool failed_ = false;
};

int measureAll(const EstimateOptions& options, const EstimatorChoice& choice, const Side& x, const Side& y,
               Console& console) {
    Measuring measuring(options, x.variable, y.variable, console);
    for (const ChosenEstimator& chosen : choice.chosen)
        measuring.run(chosen);
    if (options.json) {
        console.out << writeEstimationsJson(measuring.estimations(), x.variable, y.variable) << '\n';
    } else if (!measuring.estimations().empty()) {
        writeColumns(console.out, {{"x", x.source}, {"", describe(x)}, {"y", y.source}, {"", describe(y)}},
                     0);
        console.out << '\n';
        writeEstimations(console.out, measuring.estimations());
    }
    return measuring.exitCode();
}

} // namespace

int runEstimate(const EstimateOptions& options, Console& console) {
    if (const Status status = checkOptions(options); !status) return complain(console, status.error());
    const auto x = readSide(options.file, options.x, "x", options.x_type);
    if (!x) return complain(console, x.error());
    const auto y = readSide(options.file, options.y, "y", options.y_type);
    if (!y) return complain(console, y.error());
    if (const Status status = checkPair(x->variable, y->variable, options.bootstrap.has_value()); !status)
        return complain(console, status.error());
    const auto choice = chooseEstimators(allEstimators(), options.request, x->variable, y->variable);
    if (!choice) return complain(console, choice.error());
    for (const LeftOut& left_out : choice->left_out)
        console.err << "left out: " << left_out.name << ", " << left_out.reason << '\n';
    for (const std::string& sentence : choice->added)
        console.err << sentence << '\n';
    if (choice->chosen.empty()) return complain(console, wrong("no estimator measures these variables"));
    return measureAll(options, *choice, *x, *y, console);
}

} // namespace infoplane::app
