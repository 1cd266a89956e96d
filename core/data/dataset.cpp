// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

#include "core/data/checksum.h"
#include "core/data/label_noise.h"
#include "core/data/sources.h"
#include "core/data/split.h"
#include "core/data/standardise.h"
#include "core/data/stratify.h"
#include "core/data/used_examples.h"
#include "core/data/user_folder.h"
#include "core/support/assert.h"

#include <cmath>
#include <filesystem>
#include <new>

namespace infoplane {
namespace {

Result<const Source*> sourceNamed(const std::string& name) {
    std::string known;
    for (const Source* source : allSources()) {
        if (source->name == name) return source;
        known += (known.empty() ? "" : ", ") + std::string(source->name);
    }
    return Error{ErrorCode::NotFound, "there is no data set \"" + name + "\"; there are " + known,
                 "data.name"};
}

// data.folder, or the user's own folder of this name; for a Folder it is there.
Result<DataConfig> withFolder(const Source& source, DataConfig config) {
    if (source.kind != DatasetKind::Folder) return config;
    if (config.folder.empty()) config.folder = userDatasetFolder(source.name);
    const std::string name = source.name, files = source.files;
    if (config.folder.empty())
        return Error{ErrorCode::InvalidArgument,
                     name + " needs the folder of " + files +
                         ": name it with --data or as data.folder, or get it with infoplane data add " + name,
                     ""};
    std::error_code failed;
    if (!std::filesystem::is_directory(config.folder, failed))
        return Error{ErrorCode::NotFound, "there is no such folder; " + name + " needs the one with " + files,
                     config.folder};
    return config;
}

DatasetListing listingOf(const Source& source, const std::string& folder) {
    DatasetListing listing{source.name, source.title, source.attribution, source.kind, true, "", ""};
    DataConfig config;
    config.folder = folder;
    if (source.kind == DatasetKind::Folder) {
        const auto found = withFolder(source, config);
        listing.available = found && source.available(*found).ok();
        if (listing.available) listing.where = found->folder;
    }
    if (!listing.available || source.kind == DatasetKind::OwnFile) listing.how_to_get = source.how_to_get;
    return listing;
}

// What follows the reading, the same for every source.
Status prepare(Dataset& dataset, const Source& source, const DataConfig& config) {
    dataset.name = source.name;
    if (dataset.title.empty()) dataset.title = source.title;
    if (dataset.attribution.empty()) dataset.attribution = source.attribution;
    if (dataset.train_index.empty())
        if (const Status done = splitDataset(dataset, config); !done) return done;
    if (const Status taken = takeSubset(dataset, config); !taken) return taken;
    addLabelNoise(dataset, config);
    setAsideValidation(dataset, config);
    if (const Status complete = checkClasses(dataset); !complete) return complete;
    standardiseInputs(dataset, config.standardise);
    dataset.checksum = checksumOf(dataset);
    return {};
}

} // namespace

Result<Dataset> loadDataset(const DataConfig& config) try {
    const auto source = sourceNamed(config.name);
    if (!source) return source.error();
    const auto complete = withFolder(**source, config);
    if (!complete) return complete.error();
    auto dataset = (*source)->read(*complete);
    if (!dataset) return dataset;
    if (const Status done = prepare(*dataset, **source, *complete); !done) return done.error();
    return dataset;
} catch (const std::bad_alloc&) {
    return Error{ErrorCode::OutOfMemory, "the data set needs more memory than there is", config.name};
}

std::vector<DatasetListing> listDatasets(const std::string& folder) {
    std::vector<DatasetListing> listings;
    for (const Source* source : allSources())
        listings.push_back(listingOf(*source, folder));
    return listings;
}

double labelEntropy(const Dataset& dataset, const std::vector<std::uint32_t>& index) {
    if (index.empty()) return dataset.size() == 0 ? 0.0 : labelEntropy(dataset, usedExamples(dataset));
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
