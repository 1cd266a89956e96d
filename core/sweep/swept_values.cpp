// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep/swept_values.h"

#include "core/support/assert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>

namespace infoplane {
namespace {

constexpr double kLargestWhole = 9007199254740992.0; // 2^53
constexpr std::size_t kLongestValues = std::size_t{1} << 20;

struct Range {
    double from = 0.0, to = 0.0;
    std::size_t count = 0;
    Spacing spacing = Spacing::Linear;
};

Error badValues(std::string_view key, const std::string& sentence) {
    return {ErrorCode::InvalidArgument, sentence, "--vary " + std::string(key.substr(0, 200))};
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

template <class Number>
std::optional<Number> wholeText(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "%g" with so many digits; 0: the fewest that read back to the same double.
std::string numberWord(double value, int digits) {
    std::array<char, 64> text{};
    char* const end = text.data() + text.size();
    const auto written = digits > 0
                             ? std::to_chars(text.data(), end, value, std::chars_format::general, digits)
                             : std::to_chars(text.data(), end, value, std::chars_format::general);
    return {text.data(), written.ptr};
}

// At commas that stand neither in brackets nor in quotes.
std::vector<std::string> cutList(std::string_view text) {
    std::vector<std::string> parts;
    std::string part;
    int depth = 0;
    bool quoted = false, escaped = false;
    for (const char c : text) {
        if (c == '"' && !escaped) quoted = !quoted;
        escaped = quoted && c == '\\' && !escaped;
        if (!quoted && (c == '[' || c == '{')) ++depth;
        if (!quoted && (c == ']' || c == '}')) --depth;
        if (c == ',' && !quoted && depth <= 0) {
            parts.emplace_back(trimmed(part));
            part.clear();
        } else {
            part += c;
        }
    }
    parts.emplace_back(trimmed(part));
    return parts;
}

// Two colons and nothing of a list: "1e-4:1:log13", and what is meant to be such.
bool looksLikeRange(std::string_view text) {
    const std::size_t first = text.find(':');
    const std::size_t second = first == std::string_view::npos ? first : text.find(':', first + 1);
    return second != std::string_view::npos && text.find_first_of(",\"[{") == std::string_view::npos;
}

Result<Range> parseRange(std::string_view key, std::string_view text) {
    const std::size_t first = text.find(':'), second = text.find(':', first + 1);
    const std::string_view rule = text.substr(second + 1);
    const auto from = wholeText<double>(trimmed(text.substr(0, first)));
    const auto to = wholeText<double>(trimmed(text.substr(first + 1, second - first - 1)));
    const bool log = rule.starts_with("log"), lin = rule.starts_with("lin");
    const auto count = wholeText<std::size_t>(rule.substr(std::min<std::size_t>(3, rule.size())));
    if (!from || !to || !std::isfinite(*from) || !std::isfinite(*to) || (!log && !lin) || !count)
        return badValues(key, "a range is FROM:TO:logN or FROM:TO:linN, for example 1e-4:1:log13, not " +
                                  std::string(text.substr(0, 60)));
    if (*count < 2 || *count > kMostPoints)
        return badValues(key, "a range needs 2 to " + std::to_string(kMostPoints) + " values, not " +
                                  std::to_string(*count));
    if (log && !(*from > 0.0 && *to > 0.0))
        return badValues(key, "the ends of a logarithmic range must be above 0; use lin, or list the values");
    return Range{*from, *to, *count, log ? Spacing::Logarithmic : Spacing::Linear};
}

double valueAt(const Range& range, std::size_t i) {
    if (i == 0) return range.from;
    if (i + 1 == range.count) return range.to;
    const double share = static_cast<double>(i) / static_cast<double>(range.count - 1);
    if (range.spacing == Spacing::Linear) return std::lerp(range.from, range.to, share);
    return std::pow(10.0, std::lerp(std::log10(range.from), std::log10(range.to), share));
}

Result<std::vector<std::string>> wholeTexts(std::string_view key, const Range& range) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < range.count; ++i) {
        const double value = std::round(valueAt(range, i));
        if (std::abs(value) >= kLargestWhole)
            return badValues(key, "the ends of a range of whole numbers must lie below 2^53");
        texts.push_back(std::to_string(static_cast<std::int64_t>(value)));
    }
    return texts;
}

std::vector<std::string> realTexts(const Range& range, int digits) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < range.count; ++i) {
        const bool end = i == 0 || i + 1 == range.count;
        texts.push_back(numberWord(valueAt(range, i), end ? 0 : digits));
    }
    return texts;
}

// The span of the range in units of its largest value, or of ln.
double relativeSpan(const Range& range) {
    if (range.spacing == Spacing::Logarithmic) return std::abs(std::log(range.to / range.from));
    return std::abs(range.to - range.from) / std::max(std::abs(range.from), std::abs(range.to));
}

// Six digits, so that people can read them; all where that would be more than a thousandth of a step.
std::vector<std::string> readableTexts(const Range& range) {
    const bool fine = relativeSpan(range) < 1e-3 * static_cast<double>(range.count - 1);
    return realTexts(range, fine ? 0 : 6);
}

} // namespace

std::string nameOf(Spacing spacing) {
    switch (spacing) {
    case Spacing::Listed:
        return "list";
    case Spacing::Linear:
        return "lin";
    case Spacing::Logarithmic:
        return "log";
    }
    INFOPLANE_ASSERT(false && "a spacing without a word");
    return {};
}

Result<SweptValues> parseSweptValues(std::string_view key, std::string_view text, bool whole) {
    if (text.size() > kLongestValues) return badValues(key, "the values are longer than 1 MiB; use a range");
    SweptValues values;
    if (looksLikeRange(text)) {
        const auto range = parseRange(key, text);
        if (!range) return range.error();
        auto texts = whole ? wholeTexts(key, *range) : Result(readableTexts(*range));
        if (!texts) return texts.error();
        values = {range->spacing, std::move(*texts)};
    } else {
        values.texts = cutList(text);
    }
    std::set<std::string_view> known;
    for (const std::string& value : values.texts) {
        if (value.empty()) return badValues(key, "a value is missing; write value,value or FROM:TO:logN");
        if (!known.insert(value).second)
            return badValues(key, "the value " + value.substr(0, 60) + " stands twice; name each once");
    }
    return values;
}

double numberOfValue(std::string_view text) {
    if (text.size() > 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
    const auto number = wholeText<double>(trimmed(text));
    return number ? *number : std::numeric_limits<double>::quiet_NaN();
}

} // namespace infoplane
