// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/text_rules.h"

#include "core/support/utf8.h"

#include <algorithm>

namespace infoplane {
namespace {

bool isLine(std::string_view text, std::size_t longest) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return text.size() <= longest && std::none_of(text.begin(), text.end(), control) && isUtf8(text);
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

bool isTitle(std::string_view text) {
    return isLine(text, 200);
}

bool isPath(std::string_view text) {
    return isLine(text, 4096);
}

bool isDevice(std::string_view text) {
    if (text == "auto" || text == "cpu" || text == "cuda") return true;
    constexpr std::string_view prefix = "cuda:";
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return !text.empty() && text.size() <= 3 && std::all_of(text.begin(), text.end(), isDigit);
}

bool isMethodName(std::string_view text) {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || isDigit(c) || c == '_'; };
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), allowed);
}

} // namespace infoplane
