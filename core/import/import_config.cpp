// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_config.h"

#include "core/store/run_description.h"

#include <nlohmann/json.hpp>

namespace infoplane {
namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

} // namespace

std::string importConfig(const ImportOptions& o) {
    Json options{{"file", o.source},
                 {"title", o.title},
                 {"labels", o.labels},
                 {"layers", o.choice.layers},
                 {"first_epoch", o.choice.first_epoch},
                 {"last_epoch", nullptr},
                 {"split_without_array", kSplitNames[o.split]},
                 {"estimators", o.estimators},
                 {"parameters", Json::object()},
                 {"sigma", orNull(o.sigma)},
                 {"relative_sigma", orNull(o.relative_sigma)},
                 {"range", nullptr},
                 {"seed", o.seed},
                 {"measure",
                  {{"train_samples", o.measure.train_samples},
                   {"test_samples", o.measure.test_samples},
                   {"critic_steps", o.measure.critic_steps},
                   {"draws", o.measure.draws},
                   {"bins", o.measure.bins},
                   {"probe_every", o.measure.probe_every},
                   {"histogram_bins", o.measure.histogram_bins}}}};
    if (o.choice.last_epoch != ActivationChoice{}.last_epoch) options["last_epoch"] = o.choice.last_epoch;
    for (const auto& [name, value] : o.values)
        options["parameters"][name] = value;
    if (o.range) options["range"] = {o.range->low, o.range->high};
    return Json{{"import", std::move(options)}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace infoplane
