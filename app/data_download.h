// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "core/data/download_plan.h"

#include <filesystem>
#include <string>

namespace infoplane::app {

// Fetches the files of a data set from `address` into `folder` with the program curl and checks their MD5
// sums. A file that is there and right is not fetched again, a part of one (NAME.part) is gone on with.
// Progress goes to console.err. Errors name the file; what was fetched so far stays, but for a file whose sum
// is wrong.
[[nodiscard]] Status downloadFiles(const DownloadPlan& plan, const std::string& address,
                                   const std::filesystem::path& folder, Console& console);

// Whether it begins with https://, http:// or file:// and holds neither blanks nor control characters.
[[nodiscard]] bool isAddress(const std::string& address);

} // namespace infoplane::app
