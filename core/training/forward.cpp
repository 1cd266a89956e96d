// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/forward.h"

#include "core/support/assert.h"

#include <algorithm>

namespace infoplane {
namespace {

constexpr std::int64_t kPiece = 8192;          // samples
constexpr std::int64_t kPieceValues = 1 << 24; // of the largest map of a piece, all seeds together

// Convolutions unfold their maps, so that a piece of many samples does not fit the caches, nor many of them
// the memory.
std::int64_t pieceOf(const Block& layer) {
    if (!layer.readsMaps()) return kPiece;
    return std::clamp<std::int64_t>(kPieceValues / (layer.largestWidth() * layer.seeds()), 1, kPiece);
}

void copyInto(Row& row, const std::string& column, const at::Tensor& tensor) {
    const at::Tensor host = tensor.detach().to(at::kCPU).contiguous();
    const std::span<float> target = row.values<float>(row.layout().index(column));
    INFOPLANE_ASSERT(static_cast<std::int64_t>(target.size()) == host.numel());
    std::copy_n(host.const_data_ptr<float>(), target.size(), target.begin());
}

void copyWeights(Row& row, const std::string& layer, const Block& block) {
    for (const StoredTensor& stored : block.tensors())
        copyInto(row, "weights/" + layer + "/" + stored.name, stored.tensor);
}

} // namespace

at::Tensor forwardAll(const Block& layer, const at::Tensor& features) {
    const at::NoGradGuard no_grad;
    std::vector<at::Tensor> pieces;
    for (const at::Tensor& piece : features.split(pieceOf(layer), 1))
        pieces.push_back(layer.forward(piece));
    return pieces.size() == 1 ? pieces.front() : at::cat(pieces, 1);
}

void appendCheckpoint(MethodContext& context, const std::vector<Block>& layers, const Block* head,
                      std::int64_t step) {
    const Table& table = context.store.table(context.index, kCheckpointsTable);
    Row row(table.layout());
    row.values<std::uint64_t>(table.layout().index("row"))[0] = context.store.rows(context.index).rows();
    row.values<double>(table.layout().index("pass"))[0] = context.plan.passes(step);
    for (std::size_t i = 0; i < layers.size(); ++i)
        copyWeights(row, "layer" + std::to_string(i + 1), layers[i]);
    if (head != nullptr) copyWeights(row, "head", *head);
    context.store.append(context.index, kCheckpointsTable, row);
    context.addEvent(Severity::Note, "checkpoint", 0,
                     "weights written as checkpoint " + std::to_string(table.rows() - 1));
}

} // namespace infoplane
