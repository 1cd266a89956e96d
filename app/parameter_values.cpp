// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/parameter_values.h"

#include "app/console.h"

#include <charconv>
#include <cmath>

namespace infoplane::app {
Result<ParameterSetting> parseParameterSetting(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        return wrong("--set needs parameter=value, for example --set k=3 or --set ksg.k=3, not " + text);
    const std::string key = text.substr(0, equals);
    ParameterSetting setting;
    const std::size_t dot = key.find('.');
    if (dot != std::string::npos) setting.estimator = key.substr(0, dot);
    setting.parameter = dot == std::string::npos ? key : key.substr(dot + 1);
    const char* const begin = text.data() + equals + 1;
    const char* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(begin, end, setting.value);
    if (failed != std::errc() || stop != end || !std::isfinite(setting.value))
        return wrong("--set " + text + ": the value is no number");
    return setting;
}

Result<ParameterValues> parseParameterValues(const std::vector<std::string>& settings) {
    ParameterValues values;
    for (const std::string& text : settings) {
        const auto setting = parseParameterSetting(text);
        if (!setting) return setting.error();
        if (!setting->estimator.empty())
            return wrong("--set takes a parameter of all estimators here, not " + text);
        values[setting->parameter] = setting->value;
    }
    return values;
}

} // namespace infoplane::app
