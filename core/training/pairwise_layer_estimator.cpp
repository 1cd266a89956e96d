// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/pairwise_layer_estimator.h"

#include "core/support/assert.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

namespace infoplane {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// What one of the values that an estimator gives is, and its caps.
struct Output {
    const char* name;
    const char* title;
    const char* estimand_xt; // "": it does not measure it
    const char* estimand_ty;
    bool has_error;
    Direction direction;
    bool xt_capped, ty_capped; // by ln N and H(Y)
};

constexpr const char* kNoisyInput = "I(X;T^)";

// Of estimators that give T alone, with its own noise or in bins of its own.
struct Single {
    const char* estimator;
    Output output;
};

std::span<const Single> singles() {
    constexpr auto none = Direction::None, lower = Direction::Lower, upper = Direction::Upper;
    static constexpr std::array<Single, 9> kAll{{
        {"binning_width",
         {"binning_width", "Binning, bins of one width", "I(X;T_b)", "I(T_b;Y)", false, none, true, true}},
        {"binning_equal_mass",
         {"binning_equal_mass", "Binning, bins of equal mass", "I(X;T_b)", "I(T_b;Y)", false, none, true,
          true}},
        {"ross",
         {"ross", "Ross, nearest neighbours within classes", "", "I(T;Y)", false, none, false, false}},
        {"gao", {"gao", "Gao, nearest neighbours for mixtures", "", "I(T;Y)", false, none, false, false}},
        {"linear_gaussian",
         {"linear_gaussian", "Closed form, exact only for a Gaussian T", kNoisyInput, "", false, upper, false,
          false}},
        {"mine", {"mine", "MINE, Donsker-Varadhan", "", "I(T;Y)", true, lower, false, false}},
        {"nwj", {"nwj", "NWJ", "", "I(T;Y)", true, lower, false, false}},
        {"infonce", {"infonce", "InfoNCE", "", "I(T;Y)", true, lower, false, false}},
        {"smile", {"smile", "SMILE, clipped Donsker-Varadhan", "", "I(T;Y)", true, none, false, false}},
    }};
    return kAll;
}

std::vector<Output> outputsOf(const std::string& estimator) {
    for (const Single& single : singles())
        if (estimator == single.estimator) return {single.output};
    if (estimator == "kt")
        return {{"kt_lower", "Kolchinsky-Tracey, lower", kNoisyInput, "I(T^;Y)", false, Direction::Lower,
                 true, true},
                {"kt_upper", "Kolchinsky-Tracey, upper", kNoisyInput, "I(T^;Y)", false, Direction::Upper,
                 true, false}};
    if (estimator == "gaussian_bound")
        return {{"gaussian_bound_diagonal", "Gaussian maximum entropy, diagonal", kNoisyInput, "", false,
                 Direction::Upper, false, false},
                {"gaussian_bound_full", "Gaussian maximum entropy, full covariance", kNoisyInput, "", false,
                 Direction::Upper, false, false}};
    INFOPLANE_ASSERT(estimator == "sandwich");
    return {{"leave_one_out", "Leave-one-out", kNoisyInput, "", true, Direction::Upper, false, false},
            {"infonce_known", "InfoNCE with known p(t^|t)", kNoisyInput, "", true, Direction::Lower, true,
             false}};
}

std::unique_ptr<Estimator> estimatorNamed(const std::string& name) {
    for (std::unique_ptr<Estimator>& estimator : allEstimators())
        if (estimator->info().name == name) return std::move(estimator);
    INFOPLANE_ASSERT(false && "an estimator that is not registered");
    return nullptr;
}

ParameterValues takenFrom(const ParameterValues& values, const EstimatorInfo& info) {
    ParameterValues taken;
    for (const EstimatorParameter& parameter : info.parameters)
        if (const auto found = values.find(parameter.name); found != values.end()) taken.insert(*found);
    const auto complete = completeParameters(info, taken);
    INFOPLANE_ASSERT(complete.ok());
    return *complete;
}

// Empty where an activation is no finite number.
std::optional<Variable> variableOf(const at::Tensor& t) {
    const at::Tensor host = t.to(at::kCPU, at::kDouble).contiguous();
    const double* const first = host.const_data_ptr<double>();
    auto variable = continuousVariable("T", std::vector<double>(first, first + host.numel()),
                                       static_cast<std::size_t>(host.size(1)));
    if (!variable) return std::nullopt;
    variable->input = "X";
    return std::move(*variable);
}

Variable labelsOf(const at::Tensor& labels) {
    const at::Tensor host = labels.to(at::kCPU).contiguous();
    const std::int64_t* const first = host.const_data_ptr<std::int64_t>();
    const auto count = static_cast<std::size_t>(host.numel());
    return discreteVariable("Y", std::span(first, count)).value();
}

class PairwiseLayerEstimator final : public LayerEstimator {
public:
    PairwiseLayerEstimator(const std::string& name, const ParameterValues& values)
        : estimator_(estimatorNamed(name)),
          values_(takenFrom(values, estimator_->info())),
          outputs_(outputsOf(name)) {}

    std::vector<EstimatorIdentity> identities() const override {
        std::vector<EstimatorIdentity> all;
        for (const Output& output : outputs_)
            all.push_back(identityOf(output));
        return all;
    }

    Caps caps(std::size_t identity, std::uint64_t points, std::int64_t, double label_entropy) const override {
        const Output& output = outputs_[identity];
        return {output.xt_capped ? std::log(static_cast<double>(points)) : kNone,
                output.ty_capped ? label_entropy : kNone};
    }

    Result<std::vector<std::vector<InformationEstimate>>> measure(const LayerSample& sample,
                                                                  const Proceed& proceed) override;

    // A critic is trained on the rest of the sample.
    bool addsNoise() const override { return values_.contains("sigma"); }
    std::uint64_t reported(std::uint64_t points) const override {
        const auto held_out = values_.find("held_out");
        if (held_out == values_.end()) return points;
        return static_cast<std::uint64_t>(std::llround(held_out->second * static_cast<double>(points)));
    }

private:
    [[nodiscard]] EstimatorIdentity identityOf(const Output& output) const {
        return {output.name,
                output.title,
                output.estimand_xt,
                output.estimand_ty,
                output.direction,
                output.has_error,
                parametersJson(estimator_->info(), values_)};
    }
    [[nodiscard]] InformationEstimate estimateOf(const Output& output,
                                                 const std::vector<Estimation>& all) const;

    std::unique_ptr<Estimator> estimator_;
    ParameterValues values_;
    std::vector<Output> outputs_;
};

InformationEstimate PairwiseLayerEstimator::estimateOf(const Output& output,
                                                       const std::vector<Estimation>& all) const {
    InformationEstimate result;
    result.identity = identityOf(output);
    result.xt.flags = result.ty.flags = kNotMeasured;
    for (const Estimation& each : all) {
        if (each.estimator != output.name) continue;
        (each.estimand.starts_with("I(X;") ? result.xt : result.ty) = each.estimate;
        result.samples = each.samples;
        result.seconds += each.seconds;
    }
    return result;
}

Result<std::vector<std::vector<InformationEstimate>>>
PairwiseLayerEstimator::measure(const LayerSample& sample, const Proceed& proceed) {
    const Variable y = labelsOf(sample.labels);
    std::vector<std::vector<InformationEstimate>> results(outputs_.size());
    for (std::size_t r = 0; r < sample.noise_seeds.size(); ++r) {
        const std::optional<Variable> t = variableOf(sample.t[static_cast<std::int64_t>(r)]);
        std::vector<Estimation> all;
        if (t) {
            auto measured = estimator_->measure(*t, y, {values_, sample.noise_seeds[r], 1}, proceed);
            if (!measured) return measured.error();
            all = std::move(*measured);
        }
        for (std::size_t i = 0; i < outputs_.size(); ++i) {
            results[i].push_back(estimateOf(outputs_[i], all));
            InformationEstimate& last = results[i].back();
            if (!t && !last.identity.estimand_xt.empty()) last.xt.flags = kNanMet;
            if (!t && !last.identity.estimand_ty.empty()) last.ty.flags = kNanMet;
        }
    }
    return results;
}

} // namespace

std::vector<std::string> otherLayerEstimatorNames() {
    std::vector<std::string> names;
    for (const Single& single : singles())
        names.emplace_back(single.estimator);
    return names;
}

std::unique_ptr<LayerEstimator> makePairwiseLayerEstimator(const std::string& name,
                                                           const ParameterValues& values) {
    return std::make_unique<PairwiseLayerEstimator>(name, values);
}

} // namespace infoplane
