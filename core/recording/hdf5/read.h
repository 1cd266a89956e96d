// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/hdf5/types.h"

#include <cstddef>
#include <string>
#include <vector>

// Reading from a file that may hold anything. Type, shape and size of every object are checked before
// anything is allocated for it; links that lead out of the file, virtual and external storage, variable
// lengths and filters other than those the recorder uses are refused. All throw Failure with the name of the
// object.
namespace infoplane::hdf5 {

inline constexpr hsize_t kAnyExtent = ~hsize_t{0};

// `name` is one link, not a path.
[[nodiscard]] bool has(const Object& group, const std::string& name);
[[nodiscard]] Object openGroup(const Object& parent, const std::string& name);
[[nodiscard]] Object openGroupPath(const Object& parent, const std::string& path);
[[nodiscard]] Object openDataset(const Object& group, const std::string& name);

// Throws unless the dataset has exactly this type and these extents; kAnyExtent accepts any number. Returns
// the extents.
std::vector<hsize_t> requireShape(const Object& dataset, const std::string& name, hid_t type,
                                  const std::vector<hsize_t>& extents);
// Of one chunk; 0 where the storage is not chunked. Throws when it is not storage that the recorder makes.
[[nodiscard]] std::size_t requirePlainStorage(const Object& dataset, const std::string& name);
[[nodiscard]] bool isCompressed(const Object& dataset);

[[nodiscard]] std::string readText(const Object& group, const std::string& name, std::size_t most_bytes);
// Of a dataset that is open: after a refresh.
[[nodiscard]] std::string readTextOf(const Object& dataset, const std::string& name, std::size_t most_bytes);
[[nodiscard]] std::vector<std::string> readTexts(const Object& group, const std::string& name,
                                                 std::size_t most_bytes, std::size_t most);
template <class T>
[[nodiscard]] T readNumber(const Object& group, const std::string& name);
template <class T>
[[nodiscard]] T readNumberOf(const Object& dataset, const std::string& name);
// One axis, at most `most` long.
template <class T>
[[nodiscard]] std::vector<T> readNumbers(const Object& group, const std::string& name, std::size_t most);
// Several axes of exactly these extents.
template <class T>
[[nodiscard]] std::vector<T> readArray(const Object& group, const std::string& name,
                                       const std::vector<hsize_t>& extents);

[[nodiscard]] bool hasAttribute(const Object& object, const char* name);
[[nodiscard]] std::string readTextAttribute(const Object& object, const char* name, std::size_t most_bytes);
[[nodiscard]] std::vector<std::string> readTextsAttribute(const Object& object, const char* name,
                                                          std::size_t most_bytes, std::size_t most);
template <class T>
[[nodiscard]] T readNumberAttribute(const Object& object, const char* name);
template <class T>
[[nodiscard]] std::vector<T> readNumbersAttribute(const Object& object, const char* name, std::size_t count);

} // namespace infoplane::hdf5
