// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/philox.h"

#include <algorithm>
#include <bit>
#include <cmath>

// Normal numbers are drawn at every training step, so this file is written for the vectoriser: arrays of
// lanes, no branches, polynomials (Cephes logf, sinf, cosf; errors below 2e-7) in place of library calls that
// it cannot see through.
namespace infoplane {
namespace {

constexpr std::uint64_t kLanes = 64;
using Words = std::uint32_t[kLanes];
using Floats = float[kLanes];

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
    !defined(__SANITIZE_THREAD__)
#define INFOPLANE_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define INFOPLANE_VECTOR_CLONES
#endif

struct Block {
    Words w0, w1, w2, w3;
};

inline void philoxLanes(Block& b, std::uint32_t k0, std::uint32_t k1) {
    for (int i = 0; i < 10; ++i) {
        for (std::uint64_t j = 0; j < kLanes; ++j) {
            const std::uint64_t p0 = std::uint64_t{0xD2511F53u} * b.w0[j];
            const std::uint64_t p1 = std::uint64_t{0xCD9E8D57u} * b.w2[j];
            b.w0[j] = static_cast<std::uint32_t>(p1 >> 32) ^ b.w1[j] ^ k0;
            b.w1[j] = static_cast<std::uint32_t>(p1);
            b.w2[j] = static_cast<std::uint32_t>(p0 >> 32) ^ b.w3[j] ^ k1;
            b.w3[j] = static_cast<std::uint32_t>(p0);
        }
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
}

// ln u for u in (0, 1].
inline float logarithm(float u) {
    const auto bits = std::bit_cast<std::uint32_t>(u);
    auto exponent = static_cast<std::int32_t>(bits >> 23) - 127;
    float m = std::bit_cast<float>((bits & 0x007FFFFFu) | 0x3F800000u); // [1, 2)
    const bool high = m > 1.41421356f;
    m = high ? 0.5f * m : m;
    exponent += high ? 1 : 0;
    const float x = m - 1.0f;
    const float z = x * x;
    float p = 7.0376836292E-2f;
    p = p * x - 1.1514610310E-1f;
    p = p * x + 1.1676998740E-1f;
    p = p * x - 1.2420140846E-1f;
    p = p * x + 1.4249322787E-1f;
    p = p * x - 1.6668057665E-1f;
    p = p * x + 2.0000714765E-1f;
    p = p * x - 2.4999993993E-1f;
    p = p * x + 3.3333331174E-1f;
    const float e = static_cast<float>(exponent);
    return x + (p * x * z - 2.12194440e-4f * e - 0.5f * z) + 0.693359375f * e;
}

// Box-Muller of two words: radius sqrt(-2 ln u), u uniform on (0, 1]; angle uniform on the circle.
inline void boxMuller(std::uint32_t a, std::uint32_t b, float& first, float& second) {
    // Words are halved before they become floats: only the signed conversion is one instruction everywhere.
    const float u = (static_cast<float>(static_cast<std::int32_t>(a >> 8)) + 1.0f) * 0x1p-24f;
    const float radius = std::sqrt(-2.0f * logarithm(u));
    const std::uint32_t quadrant = b >> 30;
    const auto within = static_cast<std::int32_t>((b >> 6) & 0x00FFFFFFu) - 0x00800000;
    const float x = static_cast<float>(within) * (0x1p-24f * 1.57079632679f); // [-pi/4, pi/4)
    const float z = x * x;
    const float sine = ((-1.9515295891E-4f * z + 8.3321608736E-3f) * z - 1.6666654611E-1f) * z * x + x;
    const float cosine =
        ((2.443315711809948E-5f * z - 1.388731625493765E-3f) * z + 4.166664568298827E-2f) * z * z - 0.5f * z +
        1.0f;
    const bool swapped = (quadrant & 1u) != 0;
    const float c = swapped ? -sine : cosine;
    const float s = swapped ? cosine : sine;
    const float sign = (quadrant & 2u) != 0 ? -radius : radius;
    first = sign * c;
    second = sign * s;
}

// Numbers 4 * first .. 4 * (first + kLanes) of the block, four from each counter.
INFOPLANE_VECTOR_CLONES
void normalLanes(std::uint32_t k0, std::uint32_t k1, std::uint64_t step, std::uint64_t first, float* out) {
    Block b;
    for (std::uint64_t j = 0; j < kLanes; ++j) {
        b.w0[j] = static_cast<std::uint32_t>(first + j);
        b.w1[j] = static_cast<std::uint32_t>((first + j) >> 32);
        b.w2[j] = static_cast<std::uint32_t>(step);
        b.w3[j] = static_cast<std::uint32_t>(step >> 32);
    }
    philoxLanes(b, k0, k1);
    Floats n0, n1, n2, n3;
    for (std::uint64_t j = 0; j < kLanes; ++j) {
        boxMuller(b.w0[j], b.w1[j], n0[j], n1[j]);
        boxMuller(b.w2[j], b.w3[j], n2[j], n3[j]);
    }
    for (std::uint64_t j = 0; j < kLanes; ++j) {
        out[4 * j] = n0[j];
        out[4 * j + 1] = n1[j];
        out[4 * j + 2] = n2[j];
        out[4 * j + 3] = n3[j];
    }
}

} // namespace

void fillNormal(const StreamKey& key, std::uint64_t step, float* out, std::uint64_t count) {
    fillNormalFrom(key, step, 0, out, count);
}

void fillNormalFrom(const StreamKey& key, std::uint64_t step, std::uint64_t first, float* out,
                    std::uint64_t count) {
    const auto k = philoxKey(key);
    constexpr std::uint64_t kBlock = 4 * kLanes;
    // A counter gives four numbers, of which the first few may lie before `first`.
    std::uint64_t counter = first / 4, skipped = first % 4, done = 0;
    while (done < count) {
        if (skipped == 0 && count - done >= kBlock) {
            normalLanes(k[0], k[1], step, counter, out + done);
            done += kBlock;
        } else {
            float part[kBlock];
            normalLanes(k[0], k[1], step, counter, part);
            const std::uint64_t taken = std::min(kBlock - skipped, count - done);
            std::copy_n(part + skipped, taken, out + done);
            done += taken;
            skipped = 0;
        }
        counter += kLanes;
    }
}

} // namespace infoplane
