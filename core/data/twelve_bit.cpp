// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sources.h"
#include "core/support/assert.h"

#include "resources/embedded.h"
#include <string_view>

// All patterns of 12 bits in the order of var_u.mat: pattern i is i in binary, most significant bit first.
namespace infoplane {
namespace {

constexpr std::uint32_t kBits = 12;
constexpr std::uint32_t kPatterns = 1u << kBits;

Result<Dataset> readTwelveBit(const DataConfig&) {
    const std::string_view labels = embeddedFile("data/twelve_bit_labels.bin");
    INFOPLANE_ASSERT(labels.size() == kPatterns / 8);
    Dataset dataset;
    dataset.input_size = kBits;
    dataset.classes = 2;
    for (std::uint32_t pattern = 0; pattern < kPatterns; ++pattern) {
        for (std::uint32_t bit = kBits; bit-- > 0;)
            dataset.inputs.push_back((pattern >> bit & 1u) != 0 ? 1.0f : -1.0f);
        const auto byte = static_cast<unsigned char>(labels[pattern / 8]);
        dataset.labels.push_back(byte >> (pattern % 8) & 1u);
    }
    return dataset;
}

} // namespace

const Source kTwelveBit{
    "twelve-bit",
    "Twelve bits of Shwartz-Ziv and Tishby",
    "R. Shwartz-Ziv, N. Tishby, Opening the Black Box of Deep Neural Networks via Information, "
    "2017, arXiv 1703.00810; labels of data/var_u.mat in github.com/ravidziv/IDNNs",
    DatasetKind::BuiltIn,
    "",
    "",
    &readTwelveBit,
    nullptr};

} // namespace infoplane
