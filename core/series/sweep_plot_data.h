// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

// What the picture of a sweep shows, as numbers.
namespace infoplane {

inline constexpr std::size_t kMostSweepCurves = 6;

// A mean over seeds with its standard deviation over them (NaN for a single one); NaN: not measured.
struct SweepMean {
    double value = std::numeric_limits<double>::quiet_NaN();
    double spread = std::numeric_limits<double>::quiet_NaN();
};

struct SweepPlane {
    double I_XT = 0.0, I_TY = 0.0;
};

// One point of the sweep at the layer that is shown.
struct SweepPlotPoint {
    double x = 0.0;                  // the varied value; its place 0, 1, ... where the axis has categories
    SweepMean I_XT, I_TY;            // in the unit of the plot
    bool at_cap = false;             // one of the two lies near its estimator's cap
    std::vector<SweepMean> accuracy; // of each read-out of the plot, as a fraction
    std::optional<SweepPlane>
        optimum; // of the squared Lagrangian at the layer's beta, where that was trained
};

struct SweepCurve {
    std::string label; // method, and the values of the other varied keys
    std::vector<SweepPlotPoint> points;
};

struct SweepPlotData {
    std::string key;                     // what is varied along the axis
    bool logarithmic = false;            // its axis
    std::vector<std::string> categories; // the values, where they are no numbers or have no common scale
    std::string unit;                    // bits, nats
    std::string
        conditions; // what holds for all values: "layer 5, sigma = 0.25, Gaussian-mixture plug-in, ..."
    double label_entropy = 0.0; // H(Y), the corner of the theoretical curve min(I(X;T), H(Y))
    std::vector<std::string> read_outs;
    std::vector<SweepCurve> curves; // at most kMostSweepCurves
};

} // namespace infoplane
