// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/series.h"

#include <vector>

// The parts of plotData, one a kind of plot. Options were checked.
namespace infoplane {

// What every part needs: one method of a store and the seeds that are asked for.
struct MethodView {
    const RunStore& store;
    std::size_t method = 0;
    const SeriesOptions& options;
    std::uint64_t rows = 0; // rows there were when the question was asked

    [[nodiscard]] const MethodDescription& description() const { return store.description().methods[method]; }
    [[nodiscard]] const Table& table() const { return store.rows(method); }
    // A series of this method with everything known but its values.
    [[nodiscard]] Series begin(std::size_t layer, const std::string& quantity) const;
    // The elements base + seed of the seeds asked for.
    [[nodiscard]] std::vector<std::size_t> elements(std::size_t base) const;
    [[nodiscard]] bool isMean() const { return !options.seed && store.description().seeds.size() > 1; }
    [[nodiscard]] double passOf(std::uint64_t row) const;
};

void addPlane(const MethodView& view, std::vector<Series>& out);
void addInformation(const MethodView& view, std::vector<Series>& out);
void addAccuracy(const MethodView& view, std::vector<Series>& out);
void addLoss(const MethodView& view, std::vector<Series>& out);

// The method's estimator of that name; null: it has none.
[[nodiscard]] const EstimatorDescription* findEstimator(const MethodDescription& method,
                                                        const std::string& name);

} // namespace infoplane
