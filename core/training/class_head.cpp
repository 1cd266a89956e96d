// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/class_head.h"

#include "core/config/layer_language.h"
#include "core/training/forward.h"
#include "core/training/network_layers.h"

namespace infoplane {

ClassHead::ClassHead(const MethodContext& context)
    : data_(context.data), layers_below_(layerCount(context.experiment.network)), block_(makeHead(context)) {
    block_.setTrained(true);
}

at::Tensor ClassHead::crossEntropy(const at::Tensor& t, const at::Tensor& labels) const {
    const at::Tensor log_probabilities = at::log_softmax(block_.forward(t), 2);
    return -log_probabilities.gather(2, labels.unsqueeze(2)).squeeze(2).mean(1);
}

void ClassHead::measure(const LayerOutputs& outputs, RowWriter& rows) const {
    rows.setAccuracy("network_output", 0, std::nullopt,
                     accuracyOf(forwardAll(block_, outputs.train), data_.train().evaluation_labels));
    rows.setAccuracy("network_output", 1, std::nullopt,
                     accuracyOf(forwardAll(block_, outputs.test), data_.test().labels));
}

} // namespace infoplane
