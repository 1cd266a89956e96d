// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/recording/hdf5/object.h"

#include <filesystem>

namespace infoplane {

// A sentence for the user about a run file that cannot be written; a full disk is named as such.
[[nodiscard]] Error writingFailed(const hdf5::Failure& failure, const std::filesystem::path& path);

} // namespace infoplane
