// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimator.h"

#include <functional>
#include <string>
#include <vector>

// The self-test: every estimator on samples whose information is known, and whether each value is right, or
// off in the way that it says of itself.
namespace infoplane {

enum class Verdict {
    Right,  // within the allowance of the truth
    Bound,  // off, on the side on which it is a bound
    Capped, // below a truth that lies at its cap or beyond: no value there could be right
    Warned, // off, and a warning or a flag says that it may be
    Wrong,  // off without a word
    Failed, // an error instead of a value
};
[[nodiscard]] std::string nameOf(Verdict verdict); // right, bound, capped, warned, wrong, failed

struct SelfTestRow {
    std::string problem; // core/selftest/problem.h
    double truth = 0.0;  // nats
    Estimation result;
    Verdict verdict = Verdict::Failed;
    std::string failure; // the sentence where it failed
};

// How far a value may lie from the truth and still be called right: three standard errors, 5 % of the truth,
// and for what a sample of n points cannot tell 0.05 nats at 2,000 of them, shrinking with their root.
[[nodiscard]] double allowance(double truth, double standard_error, std::uint64_t n);
[[nodiscard]] Verdict judge(const Estimation& estimation, double truth);

struct SelfTestOptions {
    bool quick = false; // fewer rungs and points, and neural estimators on few of them with few steps
    std::size_t threads = 2;
    std::vector<std::string> estimators; // names; empty: all. A critic's I(X;T^) comes with a reference
};

// Told of every row as it comes, with how many pairs of problem and estimator are done and there are; on any
// of its threads, one call at a time.
using SelfTestListener = std::function<void(const SelfTestRow& row, std::size_t done, std::size_t all)>;

// Runs it. Rows are in the order of estimators and problems, whatever the threads; the numbers do not depend
// on them either. An Error names an unknown estimator, or is Cancelled where `proceed`, asked on any of its
// threads and by several at once, returned false.
[[nodiscard]] Result<std::vector<SelfTestRow>> runSelfTest(const SelfTestOptions& options,
                                                           const SelfTestListener& listener = {},
                                                           const Proceed& proceed = {});

// Whether no row is wrong or failed.
[[nodiscard]] bool passed(const std::vector<SelfTestRow>& rows);

} // namespace infoplane
