// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/checksum.h"

#include "core/data/digest.h"
#include "core/data/used_examples.h"

namespace infoplane {

std::string checksumOf(const Dataset& dataset) {
    const std::vector<std::uint32_t> used = usedExamples(dataset);
    Digest sha(DigestKind::Sha256);
    sha.addValue(std::uint64_t{used.size()});
    sha.addValue(dataset.input_size);
    sha.addValue(dataset.classes);
    const std::span<const float> inputs(dataset.inputs);
    for (const std::uint32_t i : used)
        sha.add(inputs.subspan(std::size_t{i} * dataset.input_size, dataset.input_size));
    for (const std::uint32_t i : used)
        sha.addValue(dataset.labels[i]);
    return sha.hexadecimal();
}

} // namespace infoplane
