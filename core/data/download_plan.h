// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace infoplane {

enum class ArchiveKind { None, TarGzip, Zip };

// One file of a data set as its source offers it.
struct DownloadFile {
    std::string name;        // below the plan's address
    std::string md5;         // that is published for it, hexadecimal
    bool of_content = false; // md5 is that of what gzip unpacks the file to
};

// Where a data set comes from.
struct DownloadPlan {
    std::string address; // ends in /
    std::string size;    // for people, of all files
    std::vector<DownloadFile> files;
    ArchiveKind archive = ArchiveKind::None; // what the files are
};

// Empty for what has no source to be fetched from. The MD5 sums are those of the data sets' own pages
// (CIFAR-10, Fashion-MNIST), those that torchvision checks (EMNIST), and those of the unpacked files (MNIST).
[[nodiscard]] std::optional<DownloadPlan> downloadPlanOf(const std::string& dataset);

} // namespace infoplane
