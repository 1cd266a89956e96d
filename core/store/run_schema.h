// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/layout.h"
#include "core/store/run_description.h"

#include <cstdint>
#include <span>

// The schema of a run: the tables of a method and their columns, the one source for trainer, views, stream
// and run file. Paths, shapes and units here are the public interface that people load in Python
// (core/recording/RUN_FILE.md); changing one changes the format's version.
//
// Axes, always in this order: row, split (train, test), layer, seed, then bin or out, in. Information is in
// nats. Every table below has the row as its first axis.
//
// table "": one row a measurement
//   step                         uint64   optimiser steps of the method so far
//   pass                         float64  passes over the training data since the method began: the common
//                                         axis of all methods; finite, never goes back
//   elapsed                      float64  s, time the method has trained and measured
//   layer_in_training            int32    1..L; 0: the whole network at once
//   layers/scale                 float32  [layer, seed] SD(T), root mean variance over the units on the
//                                         training evaluation sample
//   information/E/I_XT, I_TY     float64  [split, layer, seed] nats
//   information/E/I_XT_error, I_TY_error  float32  same shape, Monte Carlo standard error, where E has one
//   information/E/{I_XT_flags, I_TY_flags} uint32   same shape, bits of Flag
//   accuracy/A/value             float32  [split, layer, seed] fraction right; no layer axis for read-outs of
//                                         the whole network
//   accuracy/A/flags             uint32   same shape
//   loss                         float64  [seed] nats, mean over the steps since the last row: cross-entropy,
//                                         or minus the Lagrangian of the layer in training
//   objective/{lagrangian, relevance, compression}  float64  [seed] nats, mean over the same steps
//   objective/relevance_held_out float64  [seed] nats, the critic's bound on the test evaluation sample
//   objective/flags              uint32   [seed]
//   gradients/{mean, deviation}  float32  [layer, seed] norms of the gradient's mean and deviation over them
//   activations/counts           uint32   [layer, seed, bin] of the training evaluation sample; the edges are
//                                         in the description
// table "events"
//   row uint64, severity uint32, layer int32 (0: none), kind text, text text
// table "checkpoints"
//   row uint64, pass float64, weights/LAYER/{weight [seed, out, in], bias [seed, out]} float32 as
//   torch.nn.Linear keeps them; weights/head too where the network is trained at once. Layers of other kinds
//   have the tensors of LayerDescription::weights: convolutions [seed, out, in, height, width], biases and
//   batch normalisations [seed, out]. Of imported methods (imported.h) no weights are known
namespace infoplane {

inline constexpr std::uint32_t kFormatMajor = 1;
inline constexpr std::uint32_t kFormatMinor = 1;

// Bits of every flags column. A value whose NotMeasured bit is set was not computed; a NaN without it was.
enum Flag : std::uint32_t {
    kNotMeasured = 1u << 0,
    kAtCap = 1u << 1, // within 1 % of the cap or three Monte Carlo errors of it
    kNotConverged = 1u << 2,
    kStillRising = 1u << 3,
    kHeldOutGap = 1u << 4,
    kHighVariance = 1u << 5,
    kNanMet = 1u << 6,
    kOutOfRange = 1u << 7, // binning: more than 1 % of the activations lay outside the bins
};

// The bits and their names, in order, as files and exports write them.
struct FlagName {
    Flag bit;
    const char* name;
};
[[nodiscard]] std::span<const FlagName> flagNames();

enum class Severity : std::uint32_t { Note = 0, Warning = 1, Error = 2 };

inline constexpr std::size_t kEventKindBytes = 32;
inline constexpr std::size_t kEventTextBytes = 256;

// The tables every method has, in this order.
enum MethodTable : std::size_t { kRowsTable = 0, kEventsTable = 1, kCheckpointsTable = 2, kMethodTables = 3 };

// The layouts of a method's tables, a function of the description alone.
[[nodiscard]] TableLayout rowsLayout(const MethodDescription& method, std::size_t seeds);
[[nodiscard]] TableLayout eventsLayout();
// The tensors of a layer in its checkpoints.
[[nodiscard]] std::vector<WeightDescription> storedWeights(const LayerDescription& layer);
[[nodiscard]] TableLayout checkpointsLayout(const MethodDescription& method, std::size_t seeds,
                                            std::uint32_t classes);

} // namespace infoplane
