// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy
// as 1, 2, 3", SC 2011). A number is a pure function of (key, counter), so that the order of drawing,
// resuming, batching over seeds and the device cannot change it.
namespace infoplane {

// What a stream of numbers is for; part of the key, so that purposes never share numbers.
enum class Purpose : std::uint32_t {
    Initialisation = 1,
    CriticInitialisation = 2,
    Permutation = 3,
    TrainingNoise = 4,
    MeasurementNoise = 5,
    CriticNoise = 6,
    Split = 7,
    EvaluationSample = 8,
    CompressionCriticInitialisation = 9,
    Shuffle = 10,
    Resampling = 11,
    SelfTest = 20,
    Controls = 21,
    DataDraw = 30,
    LabelNoise = 31,
    Subset = 32,
    Validation = 33,
    Dropout = 40,
    InnerNoise = 41,
    HandedOnDropout = 42,
};

// Which stream: the user's seed, the purpose and the place of use (method and layer, packed by the caller).
struct StreamKey {
    std::uint64_t seed = 0;
    Purpose purpose = Purpose::Initialisation;
    std::uint32_t place = 0;
};

// The block of four words at `counter` of the raw generator.
[[nodiscard]] std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                                      std::array<std::uint32_t, 2> key);

// The Philox key of a stream: seed, purpose and place spread over its 64 bits.
[[nodiscard]] std::array<std::uint32_t, 2> philoxKey(const StreamKey& key);

// Fills out[0..count) with the numbers of position 0..count-1 of block `step` of a stream.
void fillNormal(const StreamKey& key, std::uint64_t step, float* out,
                std::uint64_t count); // N(0, 1), Box-Muller, float32
// The same numbers from position `first` on, so that a part of a block can be drawn without the whole.
void fillNormalFrom(const StreamKey& key, std::uint64_t step, std::uint64_t first, float* out,
                    std::uint64_t count);
void fillUniform(const StreamKey& key, std::uint64_t step, float* out,
                 std::uint64_t count); // [0, 1), 24 bits

// A uniformly random permutation of 0..count-1 (Fisher-Yates on 64-bit words of the stream, bias below 2^-32
// * count).
void fillPermutation(const StreamKey& key, std::uint64_t step, std::uint32_t* out, std::uint32_t count);

} // namespace infoplane
