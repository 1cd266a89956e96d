// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// The innermost loops of kernelSums, written once with the compiler's vectors and compiled for several
// instruction sets; the best one of this processor is chosen at run time.
namespace infoplane::kernel_sum {

inline constexpr std::size_t kRows = 8;   // noisy points of a block
inline constexpr std::size_t kPanel = 16; // centres of a panel
inline constexpr double kNegligible = -50.0;

// Eight noisy points against some panels of centres. Arrays are aligned to 64 bytes.
//
// The exponent x_rk = a_r.u_k - |u_k|^2 / 2 - self_r is summed over the units from end to end. At an end
// before the last, self_r is less by what the units that are left can add at most, so that x_rk is an upper
// bound.
struct Block {
    std::span<const std::size_t> ends; // ascending numbers of units; the last is the width
    std::size_t panels = 0;
    const double* noisy = nullptr;               // [width][kRows]: a_i = u_i + e_i
    const double* self = nullptr;                // [ends][kRows]: a_i.u_i - |u_i|^2 / 2
    const std::int64_t* labels = nullptr;        // [kRows]
    const double* coordinates = nullptr;         // [panels][width][kPanel]
    const double* half_squares = nullptr;        // [panels][ends][kPanel]
    const std::int64_t* centre_labels = nullptr; // [panels][kPanel]
    std::ptrdiff_t diagonal = 0; // point r's own centre is number diagonal + r of these centres, if there
    double* all = nullptr;       // [kRows][kPanel], by lane: what was found so far
    double* own = nullptr;       // [kRows][kPanel]
    // As floats, to tell negligible pairs; may be absent. With them x is off by at most rough_error.
    const float* rough_noisy = nullptr;       // [width][kRows]
    const float* rough_coordinates = nullptr; // [panels][width][kPanel]
    double rough_error = 0.0;
    bool* try_rough = nullptr; // whether to; kept from block to block
};

// The compiled forms that this processor can run, the fastest first. They differ in the last bits.
struct Implementation {
    const char* name;
    // Adds exp(x) to all, and to own where the labels are equal; the own centre's is exp(0) exactly. Terms
    // below exp(kNegligible) may be left out.
    void (*add)(const Block&);
    // Raises the largest lane of all to the largest x but for the own centre's; own stays.
    void (*raise)(const Block&);
};
[[nodiscard]] std::vector<Implementation> implementations();

} // namespace infoplane::kernel_sum
