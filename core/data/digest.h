// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace infoplane {

enum class DigestKind { Sha256, Md5 };

// A digest of bytes as they come (OpenSSL).
class Digest {
public:
    explicit Digest(DigestKind kind);
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;

    void addBytes(std::span<const std::byte> bytes);

    // The bytes of values as they lie in memory: little-endian.
    template <class T>
    void add(std::span<const T> values) {
        addBytes(std::as_bytes(values));
    }
    template <class T>
    void addValue(T value) {
        add(std::span<const T>(&value, 1));
    }

    // In hexadecimal; nothing can be added afterwards.
    [[nodiscard]] std::string hexadecimal();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// MD5 of a file, or of what gzip unpacks it to (at most 1 GiB). Errors have the path as context.
[[nodiscard]] Result<std::string> md5OfFile(const std::string& path, bool unpacked);

} // namespace infoplane
