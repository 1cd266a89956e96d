// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/clock.h"

#include <array>
#include <ctime>

namespace infoplane {

double unixSeconds() {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration<double>(since_1970).count();
}

std::string isoTime(std::chrono::system_clock::time_point time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm local{};
    localtime_r(&seconds, &local);
    std::array<char, 64> time_text{}, zone{};
    std::strftime(time_text.data(), time_text.size(), "%Y-%m-%dT%H:%M:%S", &local);
    // strftime writes the zone as +0100; ISO 8601's extended form has a colon in it.
    std::strftime(zone.data(), zone.size(), "%z", &local);
    std::string result = time_text.data();
    result.append(zone.data(), 3).append(":").append(zone.data() + 3);
    return result;
}

std::string isoTimeNow() {
    return isoTime(std::chrono::system_clock::now());
}

} // namespace infoplane
