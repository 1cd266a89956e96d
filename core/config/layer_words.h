// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/layer_language.h"

#include <optional>
#include <string>
#include <string_view>

namespace infoplane {

// The words of one text of network.layers, taken from its beginning. Private to layer_language.cpp.
class LayerWords {
public:
    explicit LayerWords(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool empty() const { return rest_.empty(); }
    // The next operation with all that belongs to it; Requires: not empty.
    [[nodiscard]] Result<OperationSpec> takeOperation();

private:
    [[nodiscard]] std::string_view next() const { return rest_.substr(0, rest_.find(' ')); }
    std::string_view take();
    bool takeIf(std::string_view word);
    [[nodiscard]] Status takeCount(const char* what, std::int64_t least, std::int64_t most,
                                   std::int64_t& value);
    [[nodiscard]] Status takeKernel(OperationSpec& operation);
    [[nodiscard]] Status takeConv(OperationSpec& operation);
    [[nodiscard]] Status takeResidual(OperationSpec& operation);
    [[nodiscard]] Status takePool(OperationSpec& operation);
    [[nodiscard]] Status takeRate(OperationSpec& operation);
    [[nodiscard]] Status takePadding(OperationSpec& operation);
    [[nodiscard]] Status takeOptions(OperationSpec& operation);

    std::string_view rest_;
};

} // namespace infoplane
