// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/survey.h"

#include "core/store/description_json.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoplane {
namespace {

template <class Take>
void forEachValue(const NumericArray& array, const Take& take) {
    const double* value = array.values.data();
    for (std::size_t row = 0; row < array.rows; ++row)
        for (std::size_t unit = 0; unit < array.columns; ++unit)
            take(unit, *value++);
}

// Gathers one layer over the epochs.
class LayerGathering {
public:
    // False: something was not finite, which `found` then places.
    bool add(const NumericArray& array, NonFinite& found) {
        bool finite = true;
        for (std::size_t i = 0; i < array.values.size(); ++i) {
            const double value = array.values[i];
            if (std::isfinite(value)) {
                low_ = std::min(low_, value);
                high_ = std::max(high_, value);
                continue;
            }
            if (finite) found.row = i / array.columns, found.unit = i % array.columns;
            finite = false;
            ++found.count;
        }
        if (finite) addVariance(array);
        return finite;
    }

    [[nodiscard]] LayerSurvey result(std::int64_t width) const {
        return {width, low_, high_, std::sqrt(variances_ / static_cast<double>(epochs_))};
    }

private:
    // The mean over units of the variance over samples.
    void addVariance(const NumericArray& array) {
        const auto rows = static_cast<double>(array.rows);
        std::vector<double> mean(array.columns, 0.0);
        forEachValue(array, [&](std::size_t unit, double value) { mean[unit] += value / rows; });
        double sum = 0.0;
        forEachValue(array, [&](std::size_t unit, double value) {
            sum += (value - mean[unit]) * (value - mean[unit]);
        });
        variances_ += sum / static_cast<double>(array.values.size());
        ++epochs_;
    }

    double low_ = std::numeric_limits<double>::infinity();
    double high_ = -std::numeric_limits<double>::infinity();
    double variances_ = 0.0;
    std::size_t epochs_ = 0;
};

Status checkShape(const NumericArray& array, const std::string& name, std::size_t samples,
                  std::int64_t width) {
    const std::string what = "the array " + name + " is " + array.source;
    if (array.rows != samples)
        return Error{ErrorCode::InvalidFile,
                     what + ", and there are " + std::to_string(samples) +
                         " labels; record the same samples in every array",
                     ""};
    if (width > 0 && array.columns != static_cast<std::size_t>(width))
        return Error{ErrorCode::InvalidFile,
                     what + ", and had " + std::to_string(width) +
                         " numbers a sample in the first epoch; record the same network in every epoch",
                     ""};
    if (array.columns <= kMaxWidth) return {};
    return Error{ErrorCode::InvalidFile,
                 what + ", and at most " + std::to_string(kMaxWidth) +
                     " numbers a sample are read; record means over maps, or leave the layer out",
                 ""};
}

} // namespace

Result<NumericArray> readActivations(OpenArrays& file, const std::string& name, std::size_t samples,
                                     std::int64_t width) {
    auto array = file.read(name);
    if (!array) return Error{array.error().code, "the array " + name + " " + array.error().message, ""};
    if (const Status fits = checkShape(*array, name, samples, width); !fits) return fits.error();
    return array;
}

Result<ActivationSurvey> surveyActivations(OpenArrays& file, const ActivationLayout& layout,
                                           std::size_t samples, const SurveyListener& listener) {
    ActivationSurvey survey;
    std::vector<LayerGathering> gathering(layout.layers.size());
    std::vector<std::int64_t> widths(layout.layers.size(), 0);
    std::size_t done = 0;
    for (std::size_t e = 0; e < layout.epochs.size(); ++e)
        for (std::size_t l = 0; l < layout.layers.size(); ++l) {
            if (listener && !listener(done++, layout.epochs.size() * layout.layers.size()))
                return Error{ErrorCode::Cancelled, "the import was stopped", ""};
            const auto array = readActivations(file, layout.arrayOf(e, l), samples, widths[l]);
            if (!array) return array.error();
            widths[l] = static_cast<std::int64_t>(array->columns);
            NonFinite found{layout.epochs[e].number, l};
            if (!gathering[l].add(*array, found)) survey.non_finite.push_back(found);
        }
    for (std::size_t l = 0; l < layout.layers.size(); ++l)
        survey.layers.push_back(gathering[l].result(widths[l]));
    return survey;
}

} // namespace infoplane
