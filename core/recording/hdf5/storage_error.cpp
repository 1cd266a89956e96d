// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/storage_error.h"

namespace infoplane {
namespace {

// HDF5 hides what the system said in the middle of its own: ... error message = 'No space left on device',
// ...
std::string systemMessage(const std::string& cause) {
    const std::string mark = "error message = '";
    const std::size_t start = cause.find(mark);
    if (start == std::string::npos) return cause;
    const std::size_t end = cause.find('\'', start + mark.size());
    return cause.substr(start + mark.size(), end - start - mark.size());
}

} // namespace

Error writingFailed(const hdf5::Failure& failure, const std::filesystem::path& path) {
    const std::string reason = systemMessage(failure.cause());
    std::string sentence = "the run file cannot be written: ";
    sentence += reason.empty() ? failure.what() : reason;
    if (reason == "No space left on device" || reason == "Disk quota exceeded")
        sentence += "; make room or choose another disk";
    return {ErrorCode::Storage, sentence, path.string()};
}

} // namespace infoplane
