// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/controls/controlled_layer.h"

#include <cstdint>
#include <vector>

// Layers made up for the tests.
namespace infoplane::testing_layers {

// 0, step, 2 step, ...: one number a point.
inline std::vector<double> spaced(std::size_t points, double step) {
    std::vector<double> values;
    for (std::size_t i = 0; i < points; ++i)
        values.push_back(step * static_cast<double>(i));
    return values;
}

// The same points train and test; labels go round 0, 1, ..., classes - 1.
inline ControlledLayer layerOf(const std::vector<double>& values, std::size_t classes, std::size_t width = 1,
                               double sigma = 0.5) {
    ControlledLayer layer;
    layer.method = "made_up";
    layer.layer = 1;
    layer.seed = 5;
    layer.sigma = sigma;
    layer.classes = classes;
    for (auto& split : layer.splits) {
        split.t = continuousVariable("T", values, width).value();
        split.t.input = "X";
        for (std::size_t i = 0; i < split.t.points; ++i)
            split.labels.push_back(static_cast<std::int64_t>(i % classes));
    }
    return layer;
}

} // namespace infoplane::testing_layers
