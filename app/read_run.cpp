// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/read_run.h"

#include "app/paths.h"
#include "core/recording/run_file.h"
#include "core/recording/run_in_child.h"

namespace infoplane::app {
namespace {

Result<std::shared_ptr<const RunStore>> readWhole(const std::filesystem::path& path) {
    auto reader = RunFileReader::open(path);
    if (!reader) return reader.error();
    if (const Status read = (*reader)->refresh(); !read) return read.error();
    return (*reader)->store();
}

} // namespace

Result<std::shared_ptr<const RunStore>> readRun(const std::filesystem::path& path) {
    if (const Status status = checkInputFile(path); !status) return status.error();
    return readInChild(path, readWhole);
}

} // namespace infoplane::app
