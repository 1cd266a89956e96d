// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/counts/state_table.h"
#include "core/estimators/estimator.h"

#include <string>
#include <vector>

// What the estimators by bins have in common; they differ in where the bins lie. With x_b the tuple of the
// bins of the columns of x, a function of x, and plug-in entropies, they give
//   I(x_b;y) = H(y) - H(y|x_b)   for a discrete y; for a continuous one I(x_b;y_b), binned by the same rule;
//   and I(x;x_b) = H(x_b)            beside it where x is continuous,
// in this order. A discrete x with a continuous y gives I(x;y_b). Another quantity than I(x;y), which names
// its bins in the estimand: where x is wide every point has a state of its own, and the values stand at ln N
// and H(y) whatever x is. No bound. Caps: for I(x;x_b) the lower of ln N and the entropy of all states that
// the rule allows, for the other the lowest of the same for x, for y, and H(y). A warning gives the bias
// (|x_b| - 1)(|y| - 1)/(2N) (Miller 1955) where it is above a tenth of the value. O(N width), times ln N for
// equal mass; memory 4 bytes a number.
namespace infoplane {

// A variable in bins.
struct BinnedVariable {
    StateNumbers states;
    std::vector<std::string> warnings;
    bool out_of_range = false; // more than 1 % of the numbers lie outside the bins
};

class BinnedEstimator : public Estimator {
public:
    [[nodiscard]] std::optional<std::string> refusal(const Variable& x, const Variable& y) const override;
    [[nodiscard]] Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                                          const EstimatorSettings& settings,
                                                          const Proceed& proceed) const override;

protected:
    // The bins of a continuous variable; an Error says which parameter is wrong, or Cancelled.
    [[nodiscard]] virtual Result<BinnedVariable>
    bin(const Variable& variable, const EstimatorSettings& settings, const Proceed& proceed) const = 0;
    // "30 equal bins on [-1, 1]"
    [[nodiscard]] virtual std::string ruleText(const EstimatorSettings& settings) const = 0;
    // ln of the number of bins of one column; infinite where there is no limit.
    [[nodiscard]] virtual double logBins(const EstimatorSettings& settings) const = 0;

private:
    struct Side;
    [[nodiscard]] Result<Side> sideOf(const Variable& variable, const EstimatorSettings& settings,
                                      const Proceed& proceed) const;
};

// Bin numbers of N points of `width` columns, to be filled in and then numbered as states.
class BinNumbers {
public:
    BinNumbers(std::size_t points, std::size_t width) : rows_(points, width * sizeof(std::int32_t)) {}
    [[nodiscard]] std::int32_t* row(std::size_t i) { return static_cast<std::int32_t*>(rows_.bytes(i)); }
    [[nodiscard]] StateNumbers states() const { return numberStates(rows_); }

private:
    StateRows rows_;
};

} // namespace infoplane
