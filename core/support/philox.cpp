// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/philox.h"

#include <utility>

namespace infoplane {
namespace {

using Block = std::array<std::uint32_t, 4>;

Block round(const Block& c, std::uint32_t k0, std::uint32_t k1) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53u} * c[0];
    const std::uint64_t p1 = std::uint64_t{0xCD9E8D57u} * c[2];
    return {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k0, static_cast<std::uint32_t>(p1),
            static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k1, static_cast<std::uint32_t>(p0)};
}

// splitmix64's finaliser: spreads seed, purpose and place over the 64 bits of the Philox key.
std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

Block block(const std::array<std::uint32_t, 2>& key, std::uint64_t step, std::uint64_t index) {
    return philox4x32({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32),
                       static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(step >> 32)},
                      key);
}

} // namespace

std::array<std::uint32_t, 2> philoxKey(const StreamKey& key) {
    const std::uint64_t use = (std::uint64_t{static_cast<std::uint32_t>(key.purpose)} << 32) | key.place;
    const std::uint64_t k = mix(mix(key.seed) ^ use);
    return {static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(k >> 32)};
}

Block philox4x32(Block counter, std::array<std::uint32_t, 2> key) {
    for (int i = 0; i < 10; ++i) {
        counter = round(counter, key[0], key[1]);
        key[0] += 0x9E3779B9u;
        key[1] += 0xBB67AE85u;
    }
    return counter;
}

void fillUniform(const StreamKey& key, std::uint64_t step, float* out, std::uint64_t count) {
    const auto k = philoxKey(key);
    for (std::uint64_t i = 0; i < count; i += 4) {
        const Block words = block(k, step, i / 4);
        for (std::uint64_t j = 0; j < 4 && i + j < count; ++j)
            out[i + j] = static_cast<float>(words[j] >> 8) * 0x1p-24f;
    }
}

void fillPermutation(const StreamKey& key, std::uint64_t step, std::uint32_t* out, std::uint32_t count) {
    const auto k = philoxKey(key);
    for (std::uint32_t i = 0; i < count; ++i)
        out[i] = i;
    for (std::uint32_t i = count; i > 1; --i) {
        const Block words = block(k, step, i);
        const std::uint64_t r = (std::uint64_t{words[0]} << 32) | words[1];
        const auto j = static_cast<std::uint32_t>(r % i);
        std::swap(out[i - 1], out[j]);
    }
}

} // namespace infoplane
