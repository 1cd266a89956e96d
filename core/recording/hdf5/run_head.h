// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/hdf5/object.h"
#include "core/store/run_description.h"

// What a run file holds beside the rows: the description, written once when the file is made. One function
// writes and one reads each part; the paths are those of RUN_FILE.md. All throw hdf5::Failure.
namespace infoplane {

inline constexpr const char* kFormatName = "infoplane-run";

// Groups and attributes of everything but the methods' tables: /, run, run/environment, run/data,
// run/methods.
void writeHead(const hdf5::Object& file, const RunDescription& description);
// The group run/methods/M with its layers, estimators' attributes and caps, read-outs' attributes and edges;
// after the datasets of its rows were made.
void writeMethod(const hdf5::Object& group, const MethodDescription& method);

// Unchecked as to meaning: checkDescription has to follow.
[[nodiscard]] RunDescription readDescription(const hdf5::Object& file);

} // namespace infoplane
