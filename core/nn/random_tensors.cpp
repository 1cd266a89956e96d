// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/random_tensors.h"

namespace infoplane {

at::Tensor normalTensor(std::span<const std::uint64_t> seeds, Purpose purpose, Place place,
                        std::uint64_t step, std::int64_t rows, std::int64_t columns,
                        const at::Device& device) {
    const auto count = static_cast<std::int64_t>(seeds.size());
    at::Tensor numbers = at::empty({count, rows, columns}, at::kFloat);
    float* out = numbers.mutable_data_ptr<float>();
    const auto slice = static_cast<std::uint64_t>(rows * columns);
    for (std::size_t r = 0; r < seeds.size(); ++r)
        fillNormal({seeds[r], purpose, place.packed()}, step, out + r * slice, slice);
    return numbers.to(device);
}

at::Tensor uniformTensor(std::span<const std::uint64_t> seeds, Purpose purpose, Place place,
                         std::int64_t rows, std::int64_t columns, double low, double high,
                         const at::Device& device, std::uint64_t step) {
    const auto count = static_cast<std::int64_t>(seeds.size());
    at::Tensor numbers = at::empty({count, rows, columns}, at::kFloat);
    float* out = numbers.mutable_data_ptr<float>();
    const auto slice = static_cast<std::uint64_t>(rows * columns);
    for (std::size_t r = 0; r < seeds.size(); ++r)
        fillUniform({seeds[r], purpose, place.packed()}, step, out + r * slice, slice);
    return numbers.mul_(high - low).add_(low).to(device);
}

at::Tensor permutationTensor(std::span<const std::uint64_t> seeds, Place place, std::uint64_t epoch,
                             std::int64_t count, const at::Device& device) {
    std::vector<std::uint32_t> order(static_cast<std::size_t>(count));
    at::Tensor permutations = at::empty({static_cast<std::int64_t>(seeds.size()), count}, at::kLong);
    std::int64_t* out = permutations.mutable_data_ptr<std::int64_t>();
    for (const std::uint64_t seed : seeds) {
        fillPermutation({seed, Purpose::Permutation, place.packed()}, epoch, order.data(),
                        static_cast<std::uint32_t>(count));
        out = std::copy(order.begin(), order.end(), out);
    }
    return permutations.to(device);
}

} // namespace infoplane
