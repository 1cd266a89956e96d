// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

// Vectors of doubles of a given size, as the compiler knows them, and their exponential: for the inner loops
// of the kernel sums alone.
namespace infoplane::kernel_sum {

// Inlined into the function that uses it, so that it is compiled for that one's instruction set.
#define INFOPLANE_INLINE [[gnu::always_inline]] inline

template <std::size_t Bytes>
struct Simd {
    typedef double Real __attribute__((vector_size(Bytes)));
    typedef std::int64_t Word __attribute__((vector_size(Bytes)));
    typedef float Rough __attribute__((vector_size(Bytes)));         // twice as many
    typedef float HalfRough __attribute__((vector_size(Bytes / 2))); // as many
    static constexpr std::size_t kLanes = Bytes / sizeof(double);
};

template <class V, class T>
INFOPLANE_INLINE void load(V& vector, const T* from) {
    std::memcpy(&vector, from, sizeof vector);
}

template <class V, class T>
INFOPLANE_INLINE void addTo(T* to, const V& vector) {
    V sum;
    load(sum, to);
    sum += vector;
    std::memcpy(to, &sum, sizeof sum);
}

// x <- exp(x), relative error below 1e-14; exp(0) = 1 exactly. Outside [-700, 700] the nearest end.
template <class S>
INFOPLANE_INLINE void exponential(typename S::Real& x) {
    using Real = typename S::Real;
    using Word = typename S::Word;
    const Real low = Real{} - 700.0, high = Real{} + 700.0;
    x = x > low ? x : low;
    x = x < high ? x : high;
    // Adding 1.5 * 2^52 leaves round(x / ln 2) in the last bits; 1023 more makes it a double's exponent.
    constexpr double kShift = 0x1.8p52 + 1023;
    const Real shifted = x * 0x1.71547652b82fep0 + kShift;
    const Real n = shifted - kShift;
    const Real r = (x - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45; // x - n ln 2, |r| <= ln 2 / 2
    Real p = Real{} + 1.0 / 39916800;
    p = p * r + 1.0 / 3628800;
    p = p * r + 1.0 / 362880;
    p = p * r + 1.0 / 40320;
    p = p * r + 1.0 / 5040;
    p = p * r + 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    x = p * __builtin_bit_cast(Real, __builtin_bit_cast(Word, shifted) << 52);
}

} // namespace infoplane::kernel_sum
