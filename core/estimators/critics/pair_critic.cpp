// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/pair_critic.h"

#include "core/support/assert.h"

#include <array>
#include <cmath>

namespace infoplane {
namespace {

constexpr std::int64_t kEmbedding = 32;

at::Tensor ones(const at::Tensor& like) {
    return at::ones({like.size(0), 1}, like.options().requires_grad(false));
}

// The inputs of a continuous variable, standardised in double: large means must not cost their digits.
struct Standardisation {
    at::Tensor mean, scale; // not defined: inputs are read as they are

    void fit(const at::Tensor& x) {
        const at::Tensor values = x.to(at::kDouble);
        mean = values.mean(0, /*keepdim=*/true);
        const at::Tensor deviation = values.std(0, /*unbiased=*/false, /*keepdim=*/true);
        scale = at::where(deviation > 0, deviation, at::ones_like(deviation));
    }
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const {
        return mean.defined() ? ((x.to(at::kDouble) - mean) / scale).to(at::kFloat) : x.to(at::kFloat);
    }
};

// One side: [n, e + 1], the last column the function of this variable alone.
class Tower {
public:
    Tower(const CriticSide& side, std::int64_t hidden, std::uint64_t seed, std::uint32_t place)
        : discrete_(side.symbols > 0) {
        const std::array seeds{seed};
        const Place at_layer{1, place}, at_bypass{2, place};
        constexpr auto purpose = Purpose::CriticInitialisation;
        const std::int64_t inputs = discrete_ ? side.symbols : side.width;
        bypass_ = makeDense(seeds, purpose, at_bypass, inputs, kEmbedding + 1, at::kCPU);
        if (!discrete_)
            perceptron_ =
                makeCritic(seeds, purpose, at_layer, inputs, {hidden, hidden}, kEmbedding + 1, at::kCPU);
    }

    // The outputs from `first` on begin at 0.
    void silence(std::int64_t first) {
        const std::int64_t count = kEmbedding + 1 - first;
        bypass_.weight.narrow(1, first, count).zero_();
        if (!discrete_) perceptron_.layers.back().weight.narrow(1, first, count).zero_();
    }

    void fit(const at::Tensor& x) {
        if (!discrete_) standardise_.fit(x);
    }

    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const {
        if (discrete_) return at::embedding(bypass_.weight.squeeze(0).t(), x);
        const at::Tensor inputs = standardise_(x).unsqueeze(0);
        return (perceptron_.forward(inputs) + bypass_.forward(inputs)).squeeze(0);
    }

    [[nodiscard]] std::vector<at::Tensor> parameters() const {
        std::vector<at::Tensor> all = perceptron_.parameters();
        all.push_back(bypass_.weight);
        return all;
    }

private:
    bool discrete_;
    Critic perceptron_;
    Dense bypass_; // its bias stays 0: the perceptron has one
    Standardisation standardise_;
};

class InnerProductCritic final : public PairCritic {
public:
    InnerProductCritic(const CriticSide& x, const CriticSide& y, std::int64_t hidden, std::uint64_t seed)
        : x_(x, hidden, seed, 0), y_(y, hidden, seed, 1) {
        x_.silence(kEmbedding);
        y_.silence(0);
    }

    void fit(const at::Tensor& x, const at::Tensor& y) override {
        x_.fit(x);
        y_.fit(y);
    }
    at::Tensor left(const at::Tensor& x) const override {
        const at::Tensor out = x_.forward(x);
        const double scale = 1.0 / std::sqrt(static_cast<double>(kEmbedding));
        return at::cat({out.narrow(1, 0, kEmbedding) * scale, out.narrow(1, kEmbedding, 1), ones(out)}, 1);
    }
    at::Tensor right(const at::Tensor& y) const override {
        const at::Tensor out = y_.forward(y);
        return at::cat({out.narrow(1, 0, kEmbedding), ones(out), out.narrow(1, kEmbedding, 1)}, 1);
    }
    std::vector<at::Tensor> parameters() const override {
        std::vector<at::Tensor> all = x_.parameters();
        for (const at::Tensor& parameter : y_.parameters())
            all.push_back(parameter);
        return all;
    }

private:
    Tower x_, y_;
};

class KnownConditionalCritic final : public PairCritic {
public:
    KnownConditionalCritic(std::int64_t width, double sigma, std::int64_t hidden, std::uint64_t seed)
        : sigma_(sigma),
          perceptron_(makeCritic(std::array{seed}, Purpose::CriticInitialisation, Place{1, 0}, width,
                                 {hidden, hidden}, 1, at::kCPU)) {
        perceptron_.layers.back().weight.zero_();
    }

    void fit(const at::Tensor& x, const at::Tensor& /*noisy*/) override {
        const at::Tensor values = x.to(at::kDouble);
        mean_ = values.mean(0, /*keepdim=*/true);
        const at::Tensor centred = values - mean_;
        const double points = static_cast<double>(x.size(0));
        at::Tensor covariance = x.size(0) < 10 * x.size(1) ? at::diag(centred.square().mean(0))
                                                           : at::mm(centred.t(), centred) / points;
        covariance.diagonal().add_(sigma_ * sigma_);
        const auto [factor, failed] = at::linalg_cholesky_ex(covariance);
        // By rounding alone columns that depend on one another may fail at a small sigma.
        factor_ = failed.item<int>() == 0 ? factor : at::diag(covariance.diagonal().sqrt());
    }
    at::Tensor left(const at::Tensor& x) const override {
        const at::Tensor t = (x.to(at::kDouble) - mean_) / sigma_;
        return at::cat({t, t.square().sum(1, true) * -0.5, ones(t)}, 1);
    }
    at::Tensor right(const at::Tensor& noisy) const override {
        const at::Tensor centred = noisy.to(at::kDouble) - mean_;
        const at::Tensor u =
            at::linalg_solve_triangular(factor_, centred.t(), /*upper=*/false).t().contiguous();
        const at::Tensor learnt = perceptron_.forward(u.to(at::kFloat).unsqueeze(0)).squeeze(0);
        const at::Tensor g = learnt.to(at::kDouble) - u.square().sum(1, true) * 0.5;
        const at::Tensor t = centred / sigma_;
        return at::cat({t, ones(t), t.square().sum(1, true) * -0.5 - g}, 1);
    }
    std::vector<at::Tensor> parameters() const override { return perceptron_.parameters(); }

private:
    double sigma_;
    Critic perceptron_;
    at::Tensor mean_, factor_;
};

} // namespace

std::unique_ptr<PairCritic> makeInnerProductCritic(const CriticSide& x, const CriticSide& y,
                                                   std::int64_t hidden, std::uint64_t seed) {
    INFOPLANE_ASSERT((x.width > 0) != (x.symbols > 0) && (y.width > 0) != (y.symbols > 0) && hidden > 0);
    return std::make_unique<InnerProductCritic>(x, y, hidden, seed);
}

std::unique_ptr<PairCritic> makeKnownConditionalCritic(std::int64_t width, double sigma, std::int64_t hidden,
                                                       std::uint64_t seed) {
    INFOPLANE_ASSERT(width > 0 && sigma > 0 && hidden > 0);
    return std::make_unique<KnownConditionalCritic>(width, sigma, hidden, seed);
}

} // namespace infoplane
