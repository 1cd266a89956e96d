// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_store.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace infoplane {

using RunReading = std::function<Result<std::shared_ptr<const RunStore>>(const std::filesystem::path&)>;

// What `read` gives of a run file, with the state of its training where it has one, read in a child process:
// HDF5 can crash on a damaged file, and then only the child ends. Errors are those of `read`, and InvalidFile
// where the child did not come to its end. Forks: call it where other threads hold no locks that `read`
// needs.
[[nodiscard]] Result<std::shared_ptr<const RunStore>> readInChild(const std::filesystem::path& path,
                                                                  const RunReading& read);

} // namespace infoplane
