// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <vector>

namespace infoplane {

// When training ends and which state of it is kept, from the values of a sample that it does not see, taken
// at equal intervals. After kPatience of them without a new best one the rate is to be lowered, kDrops times,
// and then training ends.
class EarlyStopping {
public:
    static constexpr int kPatience = 8;
    static constexpr int kDrops = 1;

    enum class Verdict {
        Best, // the best so far: keep this state
        Wait,
        LowerRate,
        Stop,
        NotANumber,
    };
    [[nodiscard]] Verdict see(double value);

    // By how much the best value of the last quarter stands above the best one before it; 0 where it does
    // not, or with fewer than eight values.
    [[nodiscard]] double riseAtTheEnd() const;

private:
    std::vector<double> values_;
    double best_ = -std::numeric_limits<double>::infinity();
    int since_best_ = 0, drops_ = 0;
};

} // namespace infoplane
