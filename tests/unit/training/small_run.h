// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/support/philox.h"
#include "tests/support/collecting_sink.h"

#include <cmath>
#include <cstring>
#include <memory>
#include <string>

// Runs that take a fraction of a second.
namespace infoplane::testing {

// Three Gaussian classes in four dimensions, 120 samples, four of five for training.
inline Dataset threeClasses() {
    Dataset data;
    data.name = "three-classes";
    data.input_size = 4;
    data.classes = 3;
    data.inputs.resize(120 * 4);
    fillNormal({1, Purpose::Split, 0}, 0, data.inputs.data(), data.inputs.size());
    for (std::uint32_t i = 0; i < 120; ++i) {
        data.labels.push_back(i % 3);
        data.inputs[i * 4 + i % 3] += 3.0f;
        (i % 5 == 4 ? data.test_index : data.train_index).push_back(i);
    }
    return data;
}

inline Experiment smallExperiment(Compression compression = Compression::LeaveOneOut) {
    Experiment experiment;
    experiment.network.widths = {6, 4};
    MethodConfig ib;
    ib.epochs = 3;
    ib.batch = 16;
    ib.critic_widths = {8};
    ib.compression = compression;
    MethodConfig ce = ib;
    ce.name = "cross_entropy";
    ce.objective = Objective::CrossEntropy;
    experiment.methods = {ib, ce};
    experiment.seeds.count = 2;
    experiment.compute.device = "cpu";
    return experiment;
}

inline std::unique_ptr<RunStore> run(const Experiment& experiment) {
    return trainToTheEnd(experiment, threeClasses());
}

// The second seed of two that were trained together is what it is when trained alone: within `tolerance` in
// the first `rows` rows of every method, within `later` in those after them.
inline void expectSecondSeedAlone(const RunStore& together, const RunStore& alone, double tolerance,
                                  std::uint64_t rows = ~std::uint64_t{0}, double later = 0.0) {
    for (std::size_t method = 0; method < alone.methods(); ++method)
        for (const char* column : {"information/mixture/I_XT", "information/mixture/I_TY", "loss"}) {
            const Table &many = together.rows(method), &one = alone.rows(method);
            ASSERT_EQ(many.rows(), one.rows());
            for (std::uint64_t row = 0; row < one.rows(); ++row) {
                const auto x = many.values<double>(many.layout().index(column), row);
                const auto y = one.values<double>(one.layout().index(column), row);
                for (std::size_t i = 0; i < y.size(); ++i) {
                    if (std::isnan(y[i]))
                        EXPECT_TRUE(std::isnan(x[2 * i + 1])) << column << " row " << row;
                    else
                        EXPECT_NEAR(x[2 * i + 1], y[i], row < rows ? tolerance : later)
                            << column << " row " << row;
                }
            }
        }
}

inline bool sameBytes(const Table& a, const Table& b, const std::string& except) {
    if (a.rows() != b.rows()) return false;
    for (std::size_t column = 0; column < a.layout().columns.size(); ++column)
        for (std::uint64_t row = 0; row < a.rows(); ++row) {
            const auto x = a.bytes(column, row), y = b.bytes(column, row);
            if (a.layout().columns[column].path != except && std::memcmp(x.data(), y.data(), x.size()) != 0)
                return false;
        }
    return true;
}

} // namespace infoplane::testing
