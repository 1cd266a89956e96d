// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/class_head.h"
#include "core/training/network_objective.h"

namespace infoplane {
namespace {

class CrossEntropy final : public NetworkObjective {
public:
    explicit CrossEntropy(const MethodContext& context) : data_(context.data), head_(context) {}

    std::vector<at::Tensor> parameters() override { return head_.parameters(); }

    Terms terms(const Step& step) override {
        const at::Tensor loss = head_.crossEntropy(step.handed_on.back(), step.labels);
        Terms terms;
        terms.descent = loss.sum();
        terms.loss = loss.detach();
        return terms;
    }

    at::Tensor heldOutValue(const std::vector<at::Tensor>& outputs) const override {
        const at::Tensor& t = outputs.back();
        return -head_.crossEntropy(t, data_.validation.labels.unsqueeze(0).expand({t.size(0), -1}));
    }

    void measureLayer(std::size_t layer, const LayerOutputs& outputs, RowWriter& rows) override {
        if (layer == head_.layersBelow() - 1) head_.measure(outputs, rows);
    }

    void visit(StateArchive& archive) override { head_.visit(archive); }

    const Block* head() const override { return &head_.block(); }

private:
    const TrainingData& data_;
    ClassHead head_;
};

} // namespace

std::unique_ptr<NetworkObjective> makeCrossEntropy(const MethodContext& context) {
    return std::make_unique<CrossEntropy>(context);
}

} // namespace infoplane
