// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/state_archive.h"
#include "core/training/method_context.h"

#include <array>
#include <cstdint>
#include <vector>

namespace infoplane {

// What a state of the training begins with: where it stands, and how many rows of every table were there.
struct StateHead {
    std::int64_t method = 0;
    Standpoint at;
    double elapsed = 0.0;                                       // s, that the method has worked
    std::vector<std::array<std::uint64_t, kMethodTables>> rows; // [method][table], as long as methods are

    void visit(StateArchive& archive);
};

[[nodiscard]] StateHead headOf(const MethodContext& context, const Standpoint& at);

} // namespace infoplane
