// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/early_stopping.h"

#include <algorithm>
#include <cmath>

namespace infoplane {

EarlyStopping::Verdict EarlyStopping::see(double value) {
    if (std::isnan(value)) return {false, Next::NotANumber};
    values_.push_back(value);
    const bool best = value > best_;
    if (best) best_ = value;
    if (values_.size() == 1 || best_ > gained_ + kGain * std::max(1.0, std::abs(gained_))) {
        gained_ = best_;
        since_gain_ = 0;
        return {best, Next::GoOn};
    }
    if (++since_gain_ < kPatience) return {best, Next::GoOn};
    gained_ = best_;
    since_gain_ = 0;
    return {best, drops_++ < kDrops ? Next::LowerRate : Next::Stop};
}

double EarlyStopping::riseAtTheEnd() const {
    if (values_.size() < 8) return 0.0;
    const auto last = values_.end() - static_cast<std::ptrdiff_t>(values_.size() / 4);
    const double before = *std::max_element(values_.begin(), last);
    return std::max(0.0, *std::max_element(last, values_.end()) - before);
}

} // namespace infoplane
