// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/checksum.h"

#include "core/data/used_examples.h"
#include "core/support/assert.h"

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <openssl/evp.h>
#include <span>

namespace infoplane {
namespace {

static_assert(std::endian::native == std::endian::little, "the checksum is defined on little-endian bytes");

class Sha256 {
public:
    Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
        INFOPLANE_ASSERT(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
    }

    template <class T>
    void add(std::span<const T> values) {
        INFOPLANE_ASSERT(EVP_DigestUpdate(context_.get(), values.data(), values.size_bytes()) == 1);
    }

    template <class T>
    void addValue(T value) {
        add(std::span<const T>(&value, 1));
    }

    std::string hexadecimal() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned int size = 0;
        INFOPLANE_ASSERT(EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1);
        std::string text;
        for (unsigned int i = 0; i < size; ++i) {
            text += "0123456789abcdef"[digest[i] >> 4];
            text += "0123456789abcdef"[digest[i] & 15];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

} // namespace

std::string checksumOf(const Dataset& dataset) {
    Sha256 sha;
    const std::vector<std::uint32_t> used = usedExamples(dataset);
    sha.addValue(std::uint64_t{used.size()});
    sha.addValue(dataset.input_size);
    sha.addValue(dataset.classes);
    const std::span inputs(dataset.inputs);
    for (const std::uint32_t i : used)
        sha.add(inputs.subspan(std::size_t{i} * dataset.input_size, dataset.input_size));
    for (const std::uint32_t i : used)
        sha.addValue(dataset.labels[i]);
    return sha.hexadecimal();
}

} // namespace infoplane
