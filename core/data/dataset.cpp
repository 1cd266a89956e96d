// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

#include "core/data/checksum.h"
#include "core/data/sources.h"
#include "core/data/stratify.h"
#include "core/support/assert.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <new>
#include <numeric>

namespace infoplane {
namespace {

std::array<const Source*, 3> sources() {
    return {&kDigits, &kTwelveBit, &kMnist};
}

Result<const Source*> sourceNamed(const std::string& name) {
    std::string known;
    for (const Source* source : sources()) {
        if (source->name == name) return source;
        known += (known.empty() ? "" : ", ") + std::string(source->name);
    }
    return Error{ErrorCode::NotFound, "there is no data set \"" + name + "\"; there are " + known,
                 "data.name"};
}

std::vector<std::uint32_t> allOf(const Dataset& dataset) {
    std::vector<std::uint32_t> index(dataset.size());
    std::iota(index.begin(), index.end(), 0u);
    return index;
}

Status split(Dataset& dataset, const DataConfig& config) {
    const auto size = static_cast<double>(dataset.size());
    const double wanted = std::round(config.train_fraction * size);
    if (!(wanted >= 1 && wanted <= size - 1))
        return Error{ErrorCode::InvalidArgument,
                     "must leave at least one example on each side; choose a number between 0 and 1",
                     "data.train_fraction"};
    const auto everything = allOf(dataset);
    dataset.train_index =
        stratifiedSample(dataset.labels, dataset.classes, everything, static_cast<std::size_t>(wanted),
                         config.split_seed, Purpose::Split);
    std::set_difference(everything.begin(), everything.end(), dataset.train_index.begin(),
                        dataset.train_index.end(), std::back_inserter(dataset.test_index));
    return {};
}

} // namespace

Result<Dataset> loadDataset(const DataConfig& config) try {
    const auto source = sourceNamed(config.name);
    if (!source) return source.error();
    auto dataset = (*source)->read(config.folder);
    if (!dataset) return dataset;
    dataset->name = (*source)->name;
    dataset->title = (*source)->title;
    dataset->attribution = (*source)->attribution;
    if (dataset->train_index.empty())
        if (const Status done = split(*dataset, config); !done) return done.error();
    dataset->checksum = checksumOf(*dataset);
    return dataset;
} catch (const std::bad_alloc&) {
    return Error{ErrorCode::OutOfMemory, "the data set needs more memory than there is", config.name};
}

std::vector<DatasetListing> listDatasets(const std::string& folder) {
    std::vector<DatasetListing> listings;
    for (const Source* source : sources()) {
        const bool available = source->available(folder).ok();
        listings.push_back({source->name, source->title, source->attribution, source->built_in, available,
                            available ? "" : source->how_to_get});
    }
    return listings;
}

double labelEntropy(const Dataset& dataset, const std::vector<std::uint32_t>& index) {
    if (index.empty()) return dataset.size() == 0 ? 0.0 : labelEntropy(dataset, allOf(dataset));
    std::vector<std::size_t> counts(dataset.classes, 0);
    for (const std::uint32_t i : index) {
        INFOPLANE_ASSERT(i < dataset.size() && dataset.labels[i] < dataset.classes);
        ++counts[dataset.labels[i]];
    }
    double entropy = 0.0;
    for (const std::size_t count : counts) {
        const double share = static_cast<double>(count) / static_cast<double>(index.size());
        if (count > 0) entropy -= share * std::log(share);
    }
    return entropy;
}

std::vector<std::uint32_t> evaluationSample(const Dataset& dataset, const std::vector<std::uint32_t>& index,
                                            std::size_t count, std::uint64_t seed) {
    if (count >= index.size()) return index;
    return stratifiedSample(dataset.labels, dataset.classes, index, count, seed, Purpose::EvaluationSample);
}

} // namespace infoplane
