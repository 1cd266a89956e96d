// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/memory_need.h"

#include "core/config/objective_kind.h"
#include "core/nn/critic_input.h"
#include "core/support/available_memory.h"

#include <algorithm>

namespace infoplane {
namespace {

constexpr double kBytes = 4.0; // of a float

// Parameters and activations of a sample, of one seed.
struct Size {
    double parameters = 0.0, activations = 0.0;

    void add(const Size& other) {
        parameters += other.parameters;
        activations += other.activations;
    }
};

Size sizeOf(const LayerPlan& layer) {
    return {static_cast<double>(layer.parameters()), static_cast<double>(layer.activations())};
}

Size sizeOfCritic(double input, const std::vector<std::int64_t>& widths, double outputs) {
    Size size{0.0, input};
    for (const std::int64_t width : widths) {
        size.add({(input + 1) * static_cast<double>(width), static_cast<double>(width)});
        input = static_cast<double>(width);
    }
    size.add({(input + 1) * outputs, outputs});
    return size;
}

// A layer with its critics: of the relevance, and of a pair of outputs where one is trained.
Size sizeWithCritics(const MethodConfig& method, const LayerPlan& layer, double classes) {
    Size size = sizeOf(layer);
    const auto seen = [&](std::int64_t copies) {
        return static_cast<double>(CriticFront::widthOf({layer.output, method.critic_input, copies}));
    };
    size.add(sizeOfCritic(seen(1), method.critic_widths, classes));
    if (method.compression == Compression::KnownConditional)
        size.add(sizeOfCritic(seen(1), method.critic_widths, 1));
    if (method.compression != Compression::AaMine) return size;
    Size pairs = sizeOfCritic(seen(2), method.critic_widths, 1);
    pairs.activations *= 2; // joint and shifted
    size.add(pairs);
    return size;
}

std::string text(double bytes) {
    return byteCountText(static_cast<std::uint64_t>(std::min(bytes, 1e18)));
}

} // namespace

MemoryNeed memoryNeed(const MethodConfig& method, std::span<const LayerPlan> layers,
                      const TrainingSize& size) {
    const auto seeds = static_cast<double>(size.seeds), batch = static_cast<double>(method.batch);
    const auto samples = static_cast<double>(size.test + (size.layer_by_layer ? size.training : 0));
    double all = 0.0, handed = 0.0;
    Size trained;
    for (const LayerPlan& layer : layers) {
        const Size own = hasCritics(method.objective)
                             ? sizeWithCritics(method, layer, static_cast<double>(size.classes))
                             : sizeOf(layer);
        all += static_cast<double>(layer.parameters());
        // One layer's outputs are made from those of the one before; the data are there once for all seeds.
        const double from = &layer == &layers.front() ? 0.0 : static_cast<double>(layer.input.size());
        handed = std::max(handed, from + static_cast<double>(layer.output.size()));
        if (size.layer_by_layer)
            trained = {std::max(trained.parameters, own.parameters),
                       std::max(trained.activations, own.activations)};
        else
            trained.add(own);
    }
    const double rate = kBytes * seeds;
    return {rate * std::max(all, trained.parameters), rate * 3.0 * trained.parameters,
            rate * 2.0 * batch * trained.activations, rate * samples * handed};
}

Status checkMemoryNeed(const MemoryNeed& need, std::uint64_t free, const MethodConfig& method,
                       const TrainingSize& size) {
    if (need.sum() <= static_cast<double>(free)) return {};
    return Error{ErrorCode::OutOfMemory,
                 "training " + std::to_string(size.seeds) + " seeds needs about " + text(need.sum()) +
                     " of memory (parameters " + text(need.parameters) + ", gradients and optimiser " +
                     text(need.optimiser) + ", activations of a batch " + text(need.activations) +
                     ", outputs of the layers " + text(need.outputs) + "), and " + byteCountText(free) +
                     " are free; choose fewer seeds, a smaller batch or a smaller network",
                 "methods." + method.name};
}

} // namespace infoplane
