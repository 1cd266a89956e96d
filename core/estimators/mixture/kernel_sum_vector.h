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
#define INFOPLANE_INLINED __attribute__((always_inline)) // of a lambda

template <std::size_t Bytes>
struct Simd {
    typedef double Real __attribute__((vector_size(Bytes)));
    typedef std::int64_t Word __attribute__((vector_size(Bytes)));
    typedef std::uint64_t Bits __attribute__((vector_size(Bytes)));  // wrap around where they overflow
    typedef float Rough __attribute__((vector_size(Bytes)));         // twice as many
    typedef float HalfRough __attribute__((vector_size(Bytes / 2))); // as many
    static constexpr std::size_t kLanes = Bytes / sizeof(double);
};

template <class V, class T>
INFOPLANE_INLINE void load(V& vector, const T* from) {
    std::memcpy(&vector, from, sizeof vector);
}

template <class V, class T>
INFOPLANE_INLINE void store(T* to, const V& vector) {
    std::memcpy(to, &vector, sizeof vector);
}

template <class V, class T>
INFOPLANE_INLINE void addTo(T* to, const V& vector) {
    V sum;
    load(sum, to);
    store(to, V(sum + vector));
}

// exp(x) - 1 = r + r^2 (1/2 + r/6 + ...): the factor of r^2, for exp to a relative error of 6e-15.
template <class S, std::size_t Steps>
INFOPLANE_INLINE typename S::Real tailOfExponential(const typename S::Real& r) {
    if constexpr (Steps == 16) { // |r| <= ln 2 / 32; minimax
        typename S::Real q = r * 0x1.1110960e6aabdp-7 + 0x1.55573b7cff104p-5;
        q = q * r + 0x1.555555575b312p-3;
        return q * r + 0x1.fffffffdbff6cp-2;
    } else { // |r| <= ln 2 / 2; Taylor's
        typename S::Real q = r * (1.0 / 39916800) + 1.0 / 3628800;
        q = q * r + 1.0 / 362880;
        q = q * r + 1.0 / 40320;
        q = q * r + 1.0 / 5040;
        q = q * r + 1.0 / 720;
        q = q * r + 1.0 / 120;
        q = q * r + 1.0 / 24;
        q = q * r + 1.0 / 6;
        return q * r + 0.5;
    }
}

// The bits of 2^(j / 16), j = 0..15, less j 2^48.
alignas(64) inline constexpr std::uint64_t kSixteenths[16] = {
    0x3ff0000000000000, 0x3fefb5586cf9890f, 0x3fef72b83c7d517b, 0x3fef387a6e756238,
    0x3fef06fe0a31b715, 0x3feedea64c123422, 0x3feebfdad5362a27, 0x3feeab07dd485429,
    0x3feea09e667f3bcd, 0x3feea11473eb0187, 0x3feeace5422aa0db, 0x3feec49182a3f090,
    0x3feee89f995ad3ad, 0x3fef199bdd85529c, 0x3fef5818dcfba487, 0x3fefa4afa2a490da};

// Sixteen steps where eight lanes hold half a table and the compiler has words for looking up in two halves.
template <class S>
constexpr std::size_t stepsOf() {
#if defined(__clang__)
    return 1;
#else
    return S::kLanes == 8 ? 16 : 1;
#endif
}

// The bits of 2^(n / Steps) for integers n, which stand in the last bits of `shifted`.
template <class S, std::size_t Steps>
INFOPLANE_INLINE typename S::Bits powerOfTwo(const typename S::Bits& shifted) {
    if constexpr (Steps == 16) {
        typename S::Bits low, high;
        load(low, kSixteenths);
        load(high, kSixteenths + 8);
        return (shifted << 48) + __builtin_shuffle(low, high, shifted);
    } else {
        return (shifted << 52) + 0x3ff0000000000000;
    }
}

// exp(x) where x > least, else 0; exp(0) = 1 exactly. x <= 700, least >= -700. Relative error
// below 1e-14 and below the rounding of x.
template <class S>
INFOPLANE_INLINE typename S::Real exponential(const typename S::Real& x, double least) {
    using Real = typename S::Real;
    using Bits = typename S::Bits;
    constexpr std::size_t kSteps = stepsOf<S>();
    constexpr double kLn2 = 0x1.62e42fefa39efp-1, kShift = 0x1.8p52; // leaves integers in the last bits
    const Real shifted = x * (kSteps / kLn2) + kShift;
    const Real r = x - (shifted - kShift) * (kLn2 / kSteps);
    const Real p = (tailOfExponential<S, kSteps>(r) * r + 1.0) * r + 1.0;
    const Bits scale = powerOfTwo<S, kSteps>(__builtin_bit_cast(Bits, shifted));
    return x > least ? Real(p * __builtin_bit_cast(Real, scale)) : Real{};
}

} // namespace infoplane::kernel_sum
