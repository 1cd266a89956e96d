// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/block_maker.h"

#include "core/nn/operations.h"
#include "core/support/assert.h"

#include <cmath>

namespace infoplane {

Block makeBlock(const LayerPlan& plan, std::span<const std::uint64_t> seeds, Place place,
                const TensorSource& source) {
    std::vector<Block::Step> steps;
    std::vector<StoredTensor> tensors;
    for (std::size_t i = 0; i < plan.operations.size(); ++i) {
        const OperationPlan& operation = plan.operations[i];
        std::vector<at::Tensor> own;
        for (const WeightSpec& weight : operation.weights) {
            own.push_back(source(weight, tensors.size()));
            tensors.push_back({weight.name, own.back(), weight.trained()});
        }
        OperationStream stream{{seeds.begin(), seeds.end()}, place, i};
        if (auto made = makeOperation(operation, own, std::move(stream)))
            steps.push_back({std::move(made), operation.input});
    }
    return {plan.input, plan.output, std::move(steps), std::move(tensors),
            static_cast<std::int64_t>(seeds.size())};
}

} // namespace infoplane
