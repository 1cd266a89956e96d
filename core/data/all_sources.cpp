// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sources.h"

#include <array>

namespace infoplane {

std::span<const Source* const> allSources() {
    static constexpr std::array all{&kDigits,          &kTwelveBit,      &kMnist,        &kFashionMnist,
                                    &kEmnist,          &kCifar10,        &kFile,         &kTable,
                                    &kGaussianClasses, &kLinearGaussian, &kSphericalRule};
    return all;
}

} // namespace infoplane
