// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/layer_words.h"

#include "core/config/names.h"
#include "core/config/nearest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace infoplane {
namespace {

constexpr std::int64_t kMostOutputs = 8192, kMostKernel = 31, kMostStride = 16, kMostPool = 64;
constexpr double kMostDropout = 0.95;

constexpr std::array kOperationWords{
    std::pair{"dense", OperationKind::Dense},        std::pair{"conv", OperationKind::Conv},
    std::pair{"residual", OperationKind::Residual},  std::pair{"pool", OperationKind::Pool},
    std::pair{"mean_pool", OperationKind::MeanPool}, std::pair{"batch_norm", OperationKind::BatchNorm},
    std::pair{"dropout", OperationKind::Dropout},    std::pair{"flatten", OperationKind::Flatten}};

Error badWord(std::string sentence) {
    return {ErrorCode::InvalidArgument, std::move(sentence), ""};
}

std::string quoted(std::string_view word) {
    return word.empty() ? "the text ends" : "\"" + std::string(word) + "\" stands there";
}

template <class T>
bool readAll(std::string_view word, T& value) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc{} && end == word.data() + word.size() && !word.empty();
}

Error unknownOperation(std::string_view word) {
    std::vector<std::string> known = namesOf<Activation>();
    for (const auto& entry : kOperationWords)
        known.emplace_back(entry.first);
    if (word.empty()) return badWord("it has a space too many");
    return badWord("there is no operation \"" + std::string(word) + "\"" + didYouMean(word, known) +
                   "; there are dense, conv, residual, pool, mean_pool, batch_norm, dropout, flatten and the "
                   "activations tanh, relu, leaky_relu, sigmoid, gelu, linear");
}

} // namespace

std::string_view LayerWords::take() {
    const std::string_view word = next();
    const bool more = word.size() < rest_.size();
    rest_.remove_prefix(word.size() + (more ? 1 : 0));
    return word;
}

bool LayerWords::takeIf(std::string_view word) {
    if (next() != word) return false;
    take();
    return true;
}

Result<OperationSpec> LayerWords::takeOperation() {
    const std::string_view word = take();
    OperationSpec operation;
    if (const auto activation = fromName<Activation>(word)) {
        operation.kind = OperationKind::Activation;
        operation.activation = *activation;
        return operation;
    }
    for (const auto& [name, kind] : kOperationWords)
        if (word == name) {
            operation.kind = kind;
            if (const Status done = takeOptions(operation); !done) return done.error();
            return operation;
        }
    return unknownOperation(word);
}

Status LayerWords::takeOptions(OperationSpec& operation) {
    switch (operation.kind) {
    case OperationKind::Dense:
        return takeCount("the units of dense", 1, kMostOutputs, operation.outputs);
    case OperationKind::Conv:
        return takeConv(operation);
    case OperationKind::Residual:
        return takeResidual(operation);
    case OperationKind::Pool:
    case OperationKind::MeanPool:
        return takePool(operation);
    case OperationKind::Dropout:
        return takeRate(operation);
    case OperationKind::BatchNorm:
    case OperationKind::Flatten:
    case OperationKind::Activation:
        break;
    }
    return {};
}

Status LayerWords::takeCount(const char* what, std::int64_t least, std::int64_t most, std::int64_t& value) {
    const std::string_view word = take();
    if (readAll(word, value) && value >= least && value <= most) return {};
    return badWord(std::string(what) + " must be a whole number between " + std::to_string(least) + " and " +
                   std::to_string(most) + ", but " + quoted(word));
}

Status LayerWords::takeKernel(OperationSpec& operation) {
    const std::string_view word = take();
    const auto cross = word.find('x');
    const bool read = cross != std::string_view::npos &&
                      readAll(word.substr(0, cross), operation.kernel_height) &&
                      readAll(word.substr(cross + 1), operation.kernel_width);
    const auto fits = [](std::int64_t side) { return side >= 1 && side <= kMostKernel; };
    if (read && fits(operation.kernel_height) && fits(operation.kernel_width)) return {};
    return badWord("a kernel must be written as 3x3, with sides between 1 and 31, but " + quoted(word));
}

Status LayerWords::takeConv(OperationSpec& operation) {
    if (const Status done = takeCount("the channels of conv", 1, kMostOutputs, operation.outputs); !done)
        return done;
    if (const Status done = takeKernel(operation); !done) return done;
    if (takeIf("stride"))
        if (const Status done = takeCount("a stride", 1, kMostStride, operation.stride); !done) return done;
    return takePadding(operation);
}

Status LayerWords::takePadding(OperationSpec& operation) {
    if (takeIf("same")) {
        if (operation.kernel_height % 2 == 0 || operation.kernel_width % 2 == 0)
            return badWord("same needs a kernel with odd sides; write pad instead");
        operation.pad_height = operation.kernel_height / 2;
        operation.pad_width = operation.kernel_width / 2;
        return {};
    }
    if (!takeIf("pad")) return {};
    const std::int64_t most = std::min(operation.kernel_height, operation.kernel_width) - 1;
    const Status done = takeCount("a pad", 0, most, operation.pad_height);
    operation.pad_width = operation.pad_height;
    return done;
}

Status LayerWords::takeResidual(OperationSpec& operation) {
    if (const Status done = takeCount("the channels of residual", 1, kMostOutputs, operation.outputs); !done)
        return done;
    if (const Status done = takeKernel(operation); !done) return done;
    if (operation.kernel_height % 2 == 0 || operation.kernel_width % 2 == 0)
        return badWord("the kernel of residual needs odd sides, so that its maps keep their size");
    operation.pad_height = operation.kernel_height / 2;
    operation.pad_width = operation.kernel_width / 2;
    if (takeIf("stride"))
        if (const Status done = takeCount("a stride", 1, kMostStride, operation.stride); !done) return done;
    operation.batch_norm = takeIf("batch_norm");
    const auto activation = fromName<Activation>(next());
    if (!activation) return badWord("residual ends with an activation such as relu, but " + quoted(next()));
    take();
    operation.activation = *activation;
    return {};
}

Status LayerWords::takePool(OperationSpec& operation) {
    const Status done = takeCount("the side of a pool", 2, kMostPool, operation.kernel_height);
    operation.kernel_width = operation.kernel_height;
    return done;
}

Status LayerWords::takeRate(OperationSpec& operation) {
    const std::string_view word = take();
    if (readAll(word, operation.rate) && operation.rate >= 0 && operation.rate <= kMostDropout) return {};
    return badWord("the share that dropout drops must be a number between 0 and 0.95, but " + quoted(word));
}

} // namespace infoplane
