// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/byte_source.h"

#include <fstream>
#include <memory>
#include <string>

namespace infoplane {

// The bytes of an ordinary file. Errors have no context.
class FileBytes final : public ByteSource {
public:
    [[nodiscard]] static Result<std::unique_ptr<FileBytes>> open(const std::string& path);

    [[nodiscard]] std::uint64_t size() const override { return size_; }
    [[nodiscard]] Status read(std::span<std::byte> bytes) override;
    [[nodiscard]] Status finish() override { return {}; }

private:
    FileBytes(std::ifstream file, std::uint64_t size) : file_(std::move(file)), size_(size) {}

    std::ifstream file_;
    std::uint64_t size_;
};

} // namespace infoplane
