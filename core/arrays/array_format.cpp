// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/array_format.h"

#include "core/arrays/file_bytes.h"
#include "core/arrays/numeric_array.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace infoplane {
namespace {

constexpr std::size_t kLastSuperblock = 8192; // HDF5 may begin at 0, 512, 1024, 2048, ...
constexpr std::string_view kHdf5 = "\x89HDF\r\n\x1a\n";

bool holdsHdf5(std::string_view start) {
    for (std::size_t at = 0; at <= kLastSuperblock; at = std::max<std::size_t>(512, 2 * at))
        if (at < start.size() && start.substr(at).starts_with(kHdf5)) return true;
    return false;
}

bool isMatlab5(std::string_view start) {
    if (start.size() < 128) return false;
    const std::string_view mark = start.substr(124, 4); // version 1.0 and the order of its bytes
    return mark == std::string_view("\0\1IM", 4) || mark == std::string_view("\1\0MI", 4);
}

std::string endingOf(const std::string& path) {
    std::string ending = std::filesystem::path(path).extension().string();
    std::ranges::transform(ending, ending.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return ending;
}

Result<ArrayFormat> byEnding(const std::string& ending) {
    if (ending == ".csv" || ending == ".tsv" || ending == ".txt") return ArrayFormat::Text;
    for (const char* const known : {".npz", ".npy", ".mat", ".h5", ".hdf5"})
        if (ending == known)
            return invalidArray(
                "does not begin as a " + ending + " file does; " +
                (ending == ".mat" ? "save it with -v7" : "is it cut short, or the wrong file?"));
    return invalidArray("is no file of arrays: .npz, .npy, .mat, .h5, .csv, .tsv and .txt are read");
}

} // namespace

Result<ArrayFormat> formatOf(const std::string& path) {
    const auto file = FileBytes::open(path);
    if (!file) return file.error();
    std::string start(std::min<std::uint64_t>((*file)->size(), kLastSuperblock + kHdf5.size()), '\0');
    if (const Status status = (*file)->read(std::as_writable_bytes(std::span(start))); !status)
        return status.error();
    if (start.starts_with("\x93NUMPY")) return ArrayFormat::Npy;
    if (start.starts_with("PK\3\4") || start.starts_with("PK\5\6")) return ArrayFormat::Npz;
    if (holdsHdf5(start)) return ArrayFormat::Hdf5;
    if (isMatlab5(start)) return ArrayFormat::Mat;
    return byEnding(endingOf(path));
}

} // namespace infoplane
