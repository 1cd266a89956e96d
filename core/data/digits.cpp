// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/gzip.h"
#include "core/data/sources.h"
#include "core/support/assert.h"

#include "resources/embedded.h"
#include <charconv>
#include <string_view>

// resources/data/digits.csv.gz: a line an image, 64 values 0..16 and the digit.
namespace infoplane {
namespace {

constexpr std::uint32_t kSide = 8;
constexpr std::uint32_t kPixels = kSide * kSide;
constexpr std::uint32_t kImages = 1797;
constexpr unsigned kWhite = 16;
constexpr std::size_t kUnpackedLimit = 1u << 20;

Bytes unpackedTable() {
    const std::string_view file = embeddedFile("data/digits.csv.gz");
    auto content =
        contentPrefix({reinterpret_cast<const std::uint8_t*>(file.data()), file.size()}, kUnpackedLimit);
    INFOPLANE_ASSERT(content.ok());
    return std::move(content).value();
}

// The number at the beginning of `text`, which loses it and the comma or line end after it.
unsigned takeNumber(std::string_view& text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    INFOPLANE_ASSERT(error == std::errc{});
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    return number;
}

Result<Dataset> readDigits(const std::string&) {
    const Bytes table = unpackedTable();
    INFOPLANE_ASSERT(!table.empty() && table.back() == '\n');
    std::string_view text(reinterpret_cast<const char*>(table.data()), table.size());
    Dataset dataset;
    dataset.input_size = kPixels;
    dataset.channels = 1;
    dataset.height = dataset.width = kSide;
    dataset.classes = 10;
    while (!text.empty()) {
        for (std::uint32_t i = 0; i < kPixels; ++i)
            dataset.inputs.push_back(static_cast<float>(takeNumber(text)) / kWhite);
        dataset.labels.push_back(takeNumber(text));
    }
    INFOPLANE_ASSERT(dataset.size() == kImages);
    return dataset;
}

Status digitsAreBuiltIn(const std::string&) {
    return {};
}

} // namespace

const Source kDigits{
    "digits",
    "UCI optical digits",
    "E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning "
    "Repository, doi 10.24432/C50P49, CC BY 4.0; as distributed with scikit-learn",
    "",
    true,
    &readDigits,
    &digitsAreBuiltIn};

} // namespace infoplane
