// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/digest.h"

#include "core/data/whole_file.h"
#include "core/support/assert.h"

#include <array>
#include <bit>
#include <cstdint>
#include <fstream>
#include <openssl/evp.h>
#include <vector>

namespace infoplane {
namespace {

static_assert(std::endian::native == std::endian::little, "checksums are defined on little-endian bytes");

constexpr std::size_t kDigestPiece = std::size_t{1} << 20;
constexpr std::uint64_t kMostUnpacked = std::uint64_t{1} << 30;

Result<std::string> md5Unpacked(const std::string& path) {
    const auto file = readWholeFile(path, kMostUnpacked);
    if (!file) return file.error();
    const auto content = contentPrefix(*file, kMostUnpacked);
    if (!content) return Error{content.error().code, content.error().message, path};
    Digest digest(DigestKind::Md5);
    digest.add(std::span(*content));
    return digest.hexadecimal();
}

} // namespace

struct Digest::State {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Digest::Digest(DigestKind kind) : state_(std::make_unique<State>()) {
    const EVP_MD* const algorithm = kind == DigestKind::Sha256 ? EVP_sha256() : EVP_md5();
    INFOPLANE_ASSERT(state_->context && EVP_DigestInit_ex(state_->context.get(), algorithm, nullptr) == 1);
}

Digest::~Digest() = default;

void Digest::addBytes(std::span<const std::byte> bytes) {
    INFOPLANE_ASSERT(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

std::string Digest::hexadecimal() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    INFOPLANE_ASSERT(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1);
    std::string text;
    for (unsigned int i = 0; i < size; ++i) {
        text += "0123456789abcdef"[digest[i] >> 4];
        text += "0123456789abcdef"[digest[i] & 15];
    }
    return text;
}

Result<std::string> md5OfFile(const std::string& path, bool unpacked) {
    if (unpacked) return md5Unpacked(path);
    std::ifstream file(path, std::ios::binary);
    Digest digest(DigestKind::Md5);
    std::vector<char> piece(kDigestPiece);
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
        digest.addBytes(std::as_bytes(std::span(piece).first(static_cast<std::size_t>(file.gcount()))));
    if (!file.eof())
        return Error{ErrorCode::Storage, "cannot be read; check its permissions and the disk", path};
    return digest.hexadecimal();
}

} // namespace infoplane
