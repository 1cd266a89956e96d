// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <vector>

namespace infoplane {

// When training ends and which state of it is kept, from the values of a sample that it does not see, taken
// at equal intervals. Every new best one is kept. After kPatience of them that together gained less than
// kGain, in nats and of the value where that is above 1, the rate is to be lowered, kDrops times, and then
// training ends: what is left to gain is far below a value's error.
class EarlyStopping {
public:
    static constexpr int kPatience = 8;
    static constexpr int kDrops = 1;
    static constexpr double kGain = 1e-3;

    enum class Next { GoOn, LowerRate, Stop, NotANumber };
    struct Verdict {
        bool best = false; // so far: keep this state
        Next next = Next::GoOn;
        bool operator==(const Verdict&) const = default;
    };
    [[nodiscard]] Verdict see(double value);

    // By how much the best value of the last quarter stands above the best one before it; 0 where it does
    // not, or with fewer than eight values.
    [[nodiscard]] double riseAtTheEnd() const;

private:
    std::vector<double> values_;
    double best_ = -std::numeric_limits<double>::infinity();
    double gained_ = best_; // the best where patience began to be counted
    int since_gain_ = 0, drops_ = 0;
};

} // namespace infoplane
