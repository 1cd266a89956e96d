// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace infoplane::ui {

// What the self-test says of one value, from good to bad.
enum class SelfTestVerdict {
    Right,  // within three standard errors, 5 % and 0.05 nats (at 2,000 points) of the truth
    Bound,  // off, on the side on which it is a bound
    Capped, // below a truth at or beyond its cap
    Warned, // off, and a warning says that it may be
    Wrong,  // off without a word
    Failed, // an error instead of a value
};
inline constexpr std::array<const char*, 6> kSelfTestVerdicts{"right",  "bound", "capped",
                                                              "warned", "wrong", "failed"};

// One value of the self-test beside the information that the sample has. Information in nats.
struct SelfTestPoint {
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

    std::string estimator; // ksg, kt_upper
    std::string problem;   // gaussian, layer, line, labels, symbols
    std::string estimand;  // I(X;T^), T^ = T + 0.5 N(0, I)
    double truth = 0.0;
    double value = kNone; // NaN: none
    double standard_error = kNone;
    double cap = kNone;
    bool at_cap = false;
    std::string direction;     // "exact for the empirical distribution", lower, upper, none
    std::uint64_t samples = 0; // points that were measured
    SelfTestVerdict verdict = SelfTestVerdict::Failed;
    double seconds = 0.0;
    std::vector<std::string> warnings; // whole sentences
    std::string failure;               // the sentence where it failed
};

// Which information, without the noise that differs from rung to rung: "I(X;T^)".
[[nodiscard]] std::string informationOf(const SelfTestPoint& point);
// Its warnings, or why it failed, in one line.
[[nodiscard]] std::string noteOf(const SelfTestPoint& point);

} // namespace infoplane::ui
