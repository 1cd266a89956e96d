// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/hdf5/types.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// Groups, attributes and small datasets of a file that is being made. All throw Failure.
namespace infoplane::hdf5 {

// How a file's pieces (object headers, small datasets) lie: one after the other, or none across the edge of a
// page of 4,096 bytes. A system copies what is written page by page, and a kill may come between two pages: a
// piece within one is written whole or not at all.
enum class Pieces { Packed, WithinPages };

// A new file in the format of HDF5 1.10, which every later library reads, whatever library writes it. The
// path must be free.
[[nodiscard]] Object createFile(const std::filesystem::path& path, Pieces pieces = Pieces::Packed);

[[nodiscard]] Object createGroup(const Object& parent, const std::string& name,
                                 const char* nexus_class = nullptr);
// A group below `parent` by its path; groups on the way are made when they are not there.
[[nodiscard]] Object requireGroup(const Object& parent, const std::string& path);

void writeAttribute(const Object& object, const char* name, std::string_view text);
void writeAttribute(const Object& object, const char* name, const std::vector<std::string>& texts);
template <class T>
void writeNumberAttribute(const Object& object, const char* name, const std::vector<T>& values);
template <class T>
void writeNumberAttribute(const Object& object, const char* name, T value);

// A text that may be as long as `capacity` later; 0: just as long as it is.
Object writeText(const Object& group, const char* name, std::string_view text, std::size_t capacity = 0);
// Replaces a text; what is longer than the dataset's capacity is cut between characters.
void replaceText(const Object& dataset, std::string_view text);
Object writeTexts(const Object& group, const char* name, const std::vector<std::string>& texts);

template <class T>
Object writeNumber(const Object& group, const char* name, T value, const char* units = nullptr);
template <class T>
void replaceNumber(const Object& dataset, T value);
// Row-major over `extents`.
template <class T>
Object writeNumbers(const Object& group, const char* name, const std::vector<T>& values,
                    const std::vector<hsize_t>& extents, const char* units = nullptr);

// A property list for a dataset: no times, so that equal runs give equal files.
[[nodiscard]] Object datasetProperties();

} // namespace infoplane::hdf5
