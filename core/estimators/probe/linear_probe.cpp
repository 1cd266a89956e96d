// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/probe/linear_probe.h"

#include "core/estimators/probe/lbfgs.h"
#include "core/estimators/measurement_input.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoplane {
namespace {

constexpr const char* kWho = "linear probe";

// Each unit by its mean and deviation on the training points.
class Standardiser {
public:
    explicit Standardiser(const at::Tensor& train) {
        const at::Tensor wide = train.to(at::kDouble);
        mean_ = wide.mean(0);
        const at::Tensor deviation = wide.sub(mean_).square().mean(0).sqrt();
        const at::Tensor varies = deviation > mean_.abs() * 1e-6 + 1e-12; // beyond float32's rounding
        scale_ = at::where(varies, deviation.reciprocal(), at::zeros_like(deviation));
    }

    [[nodiscard]] at::Tensor operator()(const at::Tensor& t) const {
        return t.to(at::kDouble).sub(mean_).mul(scale_).to(at::kFloat);
    }

private:
    at::Tensor mean_, scale_;
};

// The regularised cross-entropy of one seed as a function of [W, b], row-major [classes, width + 1]. Classes
// come before points in every product: with few classes that is three times as fast as the other way round.
class ProbeLoss {
public:
    ProbeLoss(at::Tensor x, const at::Tensor& y, std::int64_t classes, double ridge)
        : x_(std::move(x)),
          y_(y.to(x_.device()).unsqueeze(0)),
          classes_(classes),
          ridge_(ridge),
          minus_own_(at::zeros({classes, x_.size(0)}, x_.options())) {
        minus_own_.scatter_(0, y_, -1.0);
    }

    [[nodiscard]] std::size_t parameters() const {
        return static_cast<std::size_t>((x_.size(1) + 1) * classes_);
    }

    // [classes, points]
    [[nodiscard]] at::Tensor logits(const at::Tensor& x, std::span<const double> parameters) const {
        const at::Tensor p = onDevice(parameters);
        return at::addmm(p.narrow(1, x.size(1), 1), p.narrow(1, 0, x.size(1)), x.t());
    }

    // Mean cross-entropy, without the ridge.
    [[nodiscard]] double crossEntropy(std::span<const double> parameters) const {
        return meanLoss(logits(x_, parameters).log_softmax(0));
    }

    double operator()(std::span<const double> parameters, std::span<double> gradient) const {
        const at::Tensor log_p = logits(x_, parameters).log_softmax(0);
        const at::Tensor residual = log_p.exp().add_(minus_own_).div_(static_cast<double>(x_.size(0)));
        const at::Tensor all =
            at::cat({at::mm(residual, x_), residual.sum(1, /*keepdim=*/true)}, 1).to(at::kCPU, at::kDouble);
        std::copy_n(all.const_data_ptr<double>(), gradient.size(), gradient.begin());
        return meanLoss(log_p) + addRidge(parameters, gradient);
    }

private:
    // The ridge's value; its gradient is added.
    double addRidge(std::span<const double> parameters, std::span<double> gradient) const {
        const auto row = static_cast<std::size_t>(x_.size(1)) + 1;
        double squares = 0;
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            if (i % row == row - 1) continue; // the intercept
            squares += parameters[i] * parameters[i];
            gradient[i] += ridge_ * parameters[i];
        }
        return ridge_ / 2 * squares;
    }

    [[nodiscard]] at::Tensor onDevice(std::span<const double> parameters) const {
        at::Tensor p = at::empty({classes_, x_.size(1) + 1}, at::kDouble);
        std::copy(parameters.begin(), parameters.end(), p.data_ptr<double>());
        return p.to(x_.device(), at::kFloat);
    }

    [[nodiscard]] double meanLoss(const at::Tensor& log_p) const {
        const double total = log_p.gather(0, y_).sum(at::kDouble).item<double>();
        return -total / static_cast<double>(x_.size(0));
    }

    at::Tensor x_, y_; // [points, width], [1, points]
    std::int64_t classes_;
    double ridge_;
    at::Tensor minus_own_; // [classes, points], -1 at each point's own label
};

double fractionRight(const at::Tensor& logits, const at::Tensor& labels) {
    const at::Tensor right = logits.argmax(0) == labels.to(logits.device());
    return right.to(at::kDouble).mean().item<double>();
}

// Fits and reads one seed; false: stopped.
bool probe(const at::Tensor& train_t, const at::Tensor& train_y, const at::Tensor& test_t,
           const at::Tensor& test_y, std::int64_t classes, const ProbeOptions& o, const Proceed& proceed,
           ProbeResult& result) {
    if (!train_t.isfinite().all().item<bool>() || !test_t.isfinite().all().item<bool>()) {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        result = {nan, nan, nan, nan, 0, kNanMet};
        return true;
    }
    const Standardiser standardise(train_t);
    const at::Tensor train_x = standardise(train_t), test_x = standardise(test_t.to(train_t.device()));
    const ProbeLoss loss(train_x, train_y, classes, o.ridge);
    LbfgsOptions fit;
    fit.tolerance = o.tolerance;
    fit.iterations = o.iterations;
    const LbfgsResult end =
        minimise([&](std::span<const double> x, std::span<double> gradient) { return loss(x, gradient); },
                 std::vector<double>(loss.parameters(), 0.0), fit, proceed);
    if (end.stopped) return false;
    result.train = fractionRight(loss.logits(train_x, end.x), train_y);
    result.test = fractionRight(loss.logits(test_x, end.x), test_y);
    result.loss = loss.crossEntropy(end.x);
    result.gradient = end.gradient;
    result.iterations = end.iterations;
    result.flags = end.converged ? 0u : kNotConverged;
    return true;
}

std::optional<Error> misfit(const MeasurementInput& train, const MeasurementInput& test,
                            const ProbeOptions& o) {
    const auto wrong = [](const char* message) { return Error{ErrorCode::InvalidArgument, message, kWho}; };
    if (train.seeds != test.seeds || train.width != test.width)
        return wrong("training and test activations must have as many seeds and units.");
    if (!(o.ridge > 0) || !(o.tolerance > 0) || o.iterations < 1)
        return wrong("ridge, tolerance and iterations must be above 0.");
    return std::nullopt;
}

} // namespace

Result<std::vector<ProbeResult>> probeAccuracy(const at::Tensor& train_t, const at::Tensor& train_y,
                                               const at::Tensor& test_t, const at::Tensor& test_y,
                                               std::int64_t classes, const ProbeOptions& options,
                                               const Proceed& proceed) {
    const auto train = checkedInput(train_t, train_y, classes, kWho);
    if (!train) return train.error();
    const auto test = checkedInput(test_t, test_y, classes, kWho);
    if (!test) return test.error();
    if (const auto error = misfit(*train, *test, options)) return *error;
    std::vector<ProbeResult> results(train->seeds);
    for (std::size_t r = 0; r < results.size(); ++r)
        if (!probe(activationsOfSeed(train_t, r), train_y, activationsOfSeed(test_t, r), test_y, classes,
                   options, proceed, results[r]))
            return Error{ErrorCode::Cancelled, "The fit was stopped.", kWho};
    return results;
}

} // namespace infoplane
