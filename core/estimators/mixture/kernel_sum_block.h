// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// The innermost loops of kernelSums, written once with the compiler's vectors and compiled for several
// instruction sets; the best one of this processor is chosen at run time.
namespace infoplane::kernel_sum {

inline constexpr std::size_t kRows = 8;   // noisy points of a block
inline constexpr std::size_t kPanel = 16; // centres of a panel
inline constexpr double kNegligible = -50.0;

// Eight noisy points against some panels of centres. Arrays are aligned to 64 bytes.
struct Block {
    std::size_t width = 0;
    std::size_t panels = 0;
    const double* noisy = nullptr;               // [width][kRows]: u_i + e_i
    const double* self = nullptr;                // [kRows]: (u_i + e_i).u_i - |u_i|^2 / 2
    const std::int64_t* labels = nullptr;        // [kRows]
    const double* coordinates = nullptr;         // [panels][width][kPanel]
    const double* half_squares = nullptr;        // [panels][kPanel]
    const std::int64_t* centre_labels = nullptr; // [panels][kPanel]
    std::ptrdiff_t diagonal = 0; // point r's own centre is number diagonal + r of these centres, if there
    double* all = nullptr;       // [kRows][kPanel], the sums by lane; added to
    double* own = nullptr;       // [kRows][kPanel]
};

// The compiled forms that this processor can run, the fastest first. They differ in the last bits.
struct Implementation {
    const char* name;
    void (*add)(const Block&);
};
[[nodiscard]] std::vector<Implementation> implementations();

} // namespace infoplane::kernel_sum
