// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/block_maker.h"
#include "core/support/assert.h"

#include <cmath>

namespace infoplane {
namespace {

// Weights of one layer at their random start, as matrices [R, out, inputs * kernel].
class RandomWeights {
public:
    RandomWeights(std::span<const std::uint64_t> seeds, Place place, Initialisation initialisation,
                  at::Device device)
        : seeds_(seeds), place_(place), initialisation_(initialisation), device_(device) {}

    [[nodiscard]] at::Tensor draw(const std::vector<std::int64_t>& shape, std::size_t number) const {
        const std::int64_t rows = shape[0], kernel = shape.size() == 4 ? shape[2] * shape[3] : 1;
        const std::int64_t columns = shape[1] * kernel;
        const auto fan_in = static_cast<double>(columns), fan_out = static_cast<double>(rows * kernel);
        switch (initialisation_) {
        case Initialisation::HeNormal:
            return normal(rows, columns, number).mul_(std::sqrt(2.0 / fan_in));
        case Initialisation::LecunNormal:
            return normal(rows, columns, number).mul_(std::sqrt(1.0 / fan_in));
        case Initialisation::Orthogonal:
            return orthogonal(rows, columns, number);
        case Initialisation::GlorotUniform:
            break;
        }
        const double limit = std::sqrt(6.0 / (fan_in + fan_out));
        return uniformTensor(seeds_, Purpose::Initialisation, place_, rows, columns, -limit, limit, device_,
                             number);
    }
    [[nodiscard]] std::int64_t seeds() const { return static_cast<std::int64_t>(seeds_.size()); }
    [[nodiscard]] const at::Device& device() const { return device_; }

private:
    [[nodiscard]] at::Tensor normal(std::int64_t rows, std::int64_t columns, std::size_t number) const {
        return normalTensor(seeds_, Purpose::Initialisation, place_, number, rows, columns, device_);
    }
    // Q of a Gaussian matrix, its signs fixed by R: uniform over the orthogonal matrices (Mezzadri 2007).
    [[nodiscard]] at::Tensor orthogonal(std::int64_t rows, std::int64_t columns, std::size_t number) const {
        const bool wide = columns > rows;
        const auto [q, r] =
            at::linalg_qr(wide ? normal(columns, rows, number) : normal(rows, columns, number));
        const at::Tensor signs = r.diagonal(0, 1, 2).sign().unsqueeze(1);
        const at::Tensor fixed = q * signs;
        return wide ? fixed.transpose(1, 2).contiguous() : fixed;
    }

    std::span<const std::uint64_t> seeds_;
    Place place_;
    Initialisation initialisation_;
    at::Device device_;
};

} // namespace

TensorSource randomStart(std::span<const std::uint64_t> seeds, Place place, Initialisation initialisation,
                         const at::Device& device) {
    return [weights = RandomWeights(seeds, place, initialisation, device)](const WeightSpec& weight,
                                                                           std::size_t number) {
        std::vector<std::int64_t> shape = weight.shape;
        shape.insert(shape.begin(), weights.seeds());
        if (weight.role == WeightRole::Weight) return weights.draw(weight.shape, number).view(shape);
        const bool one = weight.role == WeightRole::Scale || weight.role == WeightRole::RunningVariance;
        return at::full(shape, one ? 1.0 : 0.0, at::TensorOptions(at::kFloat).device(weights.device()));
    };
}

} // namespace infoplane
