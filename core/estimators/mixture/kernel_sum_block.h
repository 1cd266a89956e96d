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

// Sums by lane: [points][kPanel] of points, [panels][kPanel] of centres.
struct Lanes {
    double* own = nullptr;   // over pairs of equal labels
    double* other = nullptr; // over the other pairs
};

// Some blocks of eight noisy points against some panels of centres. Arrays are aligned to 64 bytes.
//
// The exponent x_rk = a_r.u_k - |u_k|^2 / 2 - self_r is summed over the units from end to end. At an end
// before the last, self_r is less by what the units that are left can add at most, so that x_rk is an upper
// bound.
struct Blocks {
    std::span<const std::size_t> ends; // ascending numbers of units; the last is the width
    std::size_t blocks = 0, panels = 0;
    const double* noisy = nullptr;               // [blocks][width][kRows]: a_i = u_i + e_i
    const double* self = nullptr;                // [blocks][ends][kRows]: a_i.u_i - |u_i|^2 / 2
    const std::int64_t* labels = nullptr;        // [blocks][kRows]
    const double* coordinates = nullptr;         // [panels][width][kPanel]
    const double* half_squares = nullptr;        // [panels][ends][kPanel]: what |u|^2 / 2 grows by to an end
    const std::int64_t* centre_labels = nullptr; // [panels][kPanel]
    std::ptrdiff_t diagonal = 0; // point r's own centre is number diagonal + r of these centres, if there
    Lanes sums;                  // what was found so far
    Lanes narrow, columns, narrow_columns; // for pairs alone
    // As floats, to tell negligible pairs; may be absent. With them x is off by at most rough_error.
    const float* rough_noisy = nullptr;       // [blocks][width][kRows]
    const float* rough_coordinates = nullptr; // [panels][width][kPanel]
    double rough_error = 0.0;
    bool* try_rough = nullptr; // whether to; kept from panel to panel
    // Where there is more than one end.
    double* products = nullptr;     // [blocks][kRows][kPanel], to work in
    std::size_t* counted = nullptr; // [2][blocks], to work in
};

// The compiled forms that this processor can run, the fastest first. They differ in the last bits.
struct Implementation {
    const char* name;
    // Adds exp(x) to sums; the own centre's is exp(0) exactly. Terms below exp(kNegligible) are left out.
    void (*add)(const Blocks&);
    // Raises the largest lane of sums.other to the largest x but for the own centre's; sums.own stays.
    void (*raise)(const Blocks&);
    // As add, of exp(x / 4) to sums and of exp(x) to narrow. Where there are columns, the same terms are
    // added to those of the centres, as if they were points: then x must be without noise, and no point among
    // the centres.
    void (*pair)(const Blocks&);
};
[[nodiscard]] std::vector<Implementation> implementations();

} // namespace infoplane::kernel_sum
