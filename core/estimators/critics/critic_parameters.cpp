// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_parameters.h"

#include "core/estimators/critics/critic_inputs.h"

namespace infoplane {
namespace {

std::vector<EstimatorParameter> parametersOf(CriticObjective objective) {
    std::vector<EstimatorParameter> all{
        {"steps", 3000.0, 1.0, 1e6, true, "steps",
         "steps of training, at most; it ends earlier once the critic no longer improves"},
        {"batch", 0.0, 0.0, 4096.0, true, "points",
         "points a step of training; 0: 256, or all that train the critic where they are fewer"},
        {"rate", 1e-3, 1e-6, 1.0, false, "", "rate of Adam"},
        {"hidden", 128.0, 1.0, 4096.0, true, "units", "width of each of the critic's two hidden layers"},
        {"held_out", 0.25, 0.05, 0.9, false, "", "share of the points that the value is reported on"}};
    if (measuresNoise(objective))
        all.push_back({"sigma", std::nullopt, 1e-6, 1e6, false, "unit of x", "deviation of the added noise"});
    if (objective == CriticObjective::Smile)
        all.push_back({"tau", 5.0, 0.1, 100.0, false, "nats",
                       "where the critic is cut in the mean over independent pairs"});
    return all;
}

EstimatorInfo named(CriticObjective objective, std::string name, std::string title, std::string source) {
    return {std::move(name), std::move(title), std::move(source), parametersOf(objective), true};
}

double valueOf(const EstimatorSettings& settings, std::string_view name) {
    const auto found = settings.values.find(name);
    return found == settings.values.end() ? 0.0 : found->second;
}

} // namespace

EstimatorInfo criticInfo(CriticObjective objective) {
    switch (objective) {
    case CriticObjective::Mine:
        return named(objective, "mine", "MINE, Donsker-Varadhan", "Belghazi et al. 2018, eq. 8");
    case CriticObjective::Nwj:
        return named(objective, "nwj", "NWJ", "Nguyen, Wainwright & Jordan 2010");
    case CriticObjective::InfoNce:
        return named(objective, "infonce", "InfoNCE", "van den Oord et al. 2018");
    case CriticObjective::Smile:
        return named(objective, "smile", "SMILE, clipped Donsker-Varadhan", "Song & Ermon 2020");
    case CriticObjective::Variational:
        return named(objective, "variational", "Variational, held-out cross-entropy", "Barber & Agakov 2003");
    case CriticObjective::AaMine:
        return named(objective, "aa_mine", "AA-MINE, with added noise", "Elad et al. 2019");
    case CriticObjective::KnownConditional:
        break;
    }
    return named(objective, "known_conditional", "Known-conditional critic, with added noise",
                 "Poole et al. 2019, with the value of Donsker & Varadhan");
}

Direction criticDirection(CriticObjective objective) {
    return objective == CriticObjective::Smile ? Direction::None : Direction::Lower;
}

CriticOptions criticOptions(CriticObjective objective, const EstimatorSettings& settings, const Variable& x,
                            const Variable& y) {
    const auto whole = [&](std::string_view name) {
        return static_cast<std::int64_t>(valueOf(settings, name));
    };
    CriticOptions options;
    options.objective = objective;
    options.steps = whole("steps");
    options.batch = whole("batch");
    options.rate = valueOf(settings, "rate");
    options.hidden = whole("hidden");
    options.sigma = valueOf(settings, "sigma");
    options.tau = valueOf(settings, "tau");
    options.x_symbols = static_cast<std::int64_t>(x.symbol_count);
    // Where noise is measured, x^ stands in the place of y.
    if (!measuresNoise(objective)) options.y_symbols = static_cast<std::int64_t>(y.symbol_count);
    options.seed = settings.seed;
    return options;
}

} // namespace infoplane
