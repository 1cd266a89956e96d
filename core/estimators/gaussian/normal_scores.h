// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/gaussian/log_det.h"
#include "core/estimators/variable.h"

#include <cstddef>
#include <optional>

namespace infoplane {

// The columns of x and then of y, each replaced by the normal quantiles of its ranks, Phi^-1(r / (N + 1)),
// and scaled to a sum of squares of 1. Equal numbers have the mean of their ranks; constant columns are left
// out.
struct NormalScores {
    Matrix rows{0, 0};    // [columns that are left, N]
    std::size_t of_x = 0; // how many of them are columns of x
    std::size_t constant = 0;
    std::size_t tied = 0; // numbers with an equal one in their column, constant columns aside
};

// Empty where work.proceed returned false. Independent of work.threads.
[[nodiscard]] std::optional<NormalScores> normalScores(const Variable& x, const Variable& y,
                                                       const Work& work);

} // namespace infoplane
