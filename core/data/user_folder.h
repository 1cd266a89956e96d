// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

// Where `infoplane data add` keeps data sets, a folder for each. Any thread, while nothing changes the
// environment.
namespace infoplane {

// infoplane/data in $XDG_DATA_HOME, or in ~/.local/share where that is not set to an absolute path (XDG Base
// Directory Specification); "" where no home is known.
[[nodiscard]] std::string userDataFolder();

// The folder of the data set `name` in it; "" where there is none.
[[nodiscard]] std::string userDatasetFolder(const std::string& name);

// What a data set calls itself in that folder: [a-z0-9][a-z0-9_-]{0,39}.
[[nodiscard]] bool isDatasetName(const std::string& name);

} // namespace infoplane
