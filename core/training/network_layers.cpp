// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/network_layers.h"

#include "core/config/layer_plan.h"
#include "core/nn/block_maker.h"
#include "core/support/assert.h"

namespace infoplane {
namespace {

Block makePlanned(const MethodContext& context, std::size_t layer, const LayerPlan& plan) {
    const Place place = context.place(layer);
    return makeBlock(
        plan, context.seeds, place,
        randomStart(context.seeds, place, context.experiment.network.initialisation, context.device));
}

std::vector<LayerPlan> plansOf(const MethodContext& context) {
    auto plans = planNetwork(context.experiment.network, context.data.shape);
    INFOPLANE_ASSERT(plans.ok()); // describeRun has planned it before
    return std::move(*plans);
}

} // namespace

std::vector<Block> makeLayers(const MethodContext& context) {
    const std::vector<LayerPlan> plans = plansOf(context);
    std::vector<Block> layers;
    for (std::size_t i = 0; i < plans.size(); ++i)
        layers.push_back(makePlanned(context, i, plans[i]));
    return layers;
}

Block makeHead(const MethodContext& context) {
    const std::vector<LayerPlan> plans = plansOf(context);
    return makePlanned(context, plans.size(), planHead(plans.back().output, context.data.classes));
}

} // namespace infoplane
