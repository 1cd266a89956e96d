// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/own_file.h"

#include "core/data/user_folder.h"

#include <filesystem>

namespace infoplane {

Result<std::string> findOwnFile(const std::string& name) {
    namespace fs = std::filesystem;
    std::error_code failed;
    if (fs::is_regular_file(name, failed)) return name;
    const std::string folder = userDatasetFolder(name);
    std::string only;
    if (!folder.empty())
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed)) {
            if (!only.empty())
                return Error{ErrorCode::InvalidArgument,
                             "holds several files; give the path of one of them in data.file", folder};
            only = entry.path().string();
        }
    if (!only.empty()) return only;
    return Error{ErrorCode::NotFound, "there is no such file; name another in data.file or data.test_file",
                 name};
}

} // namespace infoplane
