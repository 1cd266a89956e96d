// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimate.h"
#include "core/estimators/variable.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The one interface of all estimators of mutual information: two variables observed together go in, one or
// more estimates with everything that a reader must know come out. Whoever lists, sets, runs or explains
// estimators (the commands, the self-test, the window) goes through it.
namespace infoplane {

// A number that a user may set.
struct EstimatorParameter {
    std::string name;                    // k, sigma, steps
    std::optional<double> default_value; // empty: must be given
    double minimum = 0.0, maximum = 0.0; // inclusive
    bool whole = false;                  // a whole number
    std::string unit;                    // "", unit of x, steps, ...
    std::string sentence;                // what it is
};

using ParameterValues = std::map<std::string, double, std::less<>>;

struct EstimatorInfo {
    std::string name;   // ksg, mine: one word of [a-z0-9_]
    std::string title;  // for people: "KSG-1, nearest neighbours"
    std::string source; // paper and equation
    std::vector<EstimatorParameter> parameters;
    bool neural = false; // trains a critic: part of the sample trains it, the rest is measured
    bool shannon = true; // whether it estimates Shannon information; else it has a unit of its own
};

// One estimate as it is shown, written and compared. Only values of the same estimand and unit compare.
struct Estimation {
    std::string estimator; // EstimatorInfo::name; with a suffix where one estimator gives several: kt_upper
    std::string estimand;  // I(x;y), I(x^;y) with x^ = x + N(0, 0.25 I), ...: which information
    std::string unit = "nats"; // matrix Renyi: "nats of order 1.01", which is no Shannon information
    Direction direction = Direction::None;
    Estimate estimate; // value, Monte Carlo error, cap and flags
    double sampling_error =
        std::numeric_limits<double>::quiet_NaN(); // of the points, one deviation (sampling_error.h); NaN: not
                                                  // asked for
    std::uint64_t samples = 0;                    // points that the value was measured on
    std::uint64_t training = 0;                   // further points that trained a critic
    std::string parameters; // JSON object of every parameter, with the seed where numbers were drawn
    double seconds = 0.0;
    std::vector<std::string> warnings; // whole sentences
};

struct EstimatorSettings {
    ParameterValues values; // complete and in range: see completeParameters
    std::uint64_t seed = 0; // of every random number that the estimator draws
    std::size_t threads = 1;
};

// An estimator. Stateless: any number of threads may measure at once.
class Estimator {
public:
    virtual ~Estimator() = default;

    [[nodiscard]] virtual const EstimatorInfo& info() const = 0;

    // Empty where x and y are of kinds that it measures, else a sentence that says what it needs.
    [[nodiscard]] virtual std::optional<std::string> refusal(const Variable& x, const Variable& y) const = 0;

    // Measures. Requires refusal() to be empty and complete settings. An Error says which argument is wrong
    // (too few points for k, a batch above the sample), or Cancelled where `proceed`, asked at most a few
    // milliseconds apart, returned false. What is merely doubtful is a warning with the value.
    [[nodiscard]] virtual Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                                                  const EstimatorSettings& settings,
                                                                  const Proceed& proceed) const = 0;
};

// Every estimator, in the order of the documentation; names are unique.
[[nodiscard]] std::vector<std::unique_ptr<Estimator>> allEstimators();

// Every parameter of the estimator: what `given` says, else its default. An Error names an unknown parameter
// and the nearest right one, a value outside its range or one that must be given.
[[nodiscard]] Result<ParameterValues> completeParameters(const EstimatorInfo& info,
                                                         const ParameterValues& given);

// The values as a JSON object in the order of the parameters, for Estimation::parameters.
[[nodiscard]] std::string parametersJson(const EstimatorInfo& info, const ParameterValues& values,
                                         std::optional<std::uint64_t> seed = std::nullopt);

// "I(x;y)"; for a layer T and its label Y "I(T;Y)".
[[nodiscard]] std::string estimandOf(const Variable& x, const Variable& y);
// "I(x;x^), x^ = x + 0.5 N(0, I)" and "I(x^;y), x^ = ..."; for a layer T of input X "I(X;T^), T^ = ..." and
// "I(T^;Y), ...".
[[nodiscard]] std::string noisyInputEstimand(const Variable& x, double sigma);
[[nodiscard]] std::string noisyLabelEstimand(const Variable& x, const Variable& y, double sigma);

} // namespace infoplane
