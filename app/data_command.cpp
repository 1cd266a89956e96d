// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/data_command.h"

#include "app/text_table.h"
#include "core/data/dataset.h"

#include <filesystem>
#include <ostream>

namespace infoplane::app {
namespace {

std::string whereItIs(const DatasetListing& listing) {
    switch (listing.kind) {
    case DatasetKind::BuiltIn:
        return "built in";
    case DatasetKind::OwnFile:
        return "your file";
    case DatasetKind::Drawn:
        return "drawn";
    case DatasetKind::Folder:
        break;
    }
    return listing.available ? "found" : "not found";
}

} // namespace

int runData(const DataOptions& options, Console& console) {
    std::error_code error;
    if (!options.folder.empty() && !std::filesystem::is_directory(options.folder, error))
        return complain(console, {ErrorCode::NotFound, "there is no such folder", options.folder});
    const std::vector<DatasetListing> listings = listDatasets(options.folder);
    std::vector<std::vector<std::string>> rows;
    for (const DatasetListing& listing : listings)
        rows.push_back({listing.name, whereItIs(listing), listing.title, listing.attribution});
    writeColumns(console.out, rows, 0);
    for (const DatasetListing& listing : listings)
        if (!listing.where.empty()) console.out << listing.name << ": in " << listing.where << '\n';
    for (const DatasetListing& listing : listings)
        if (!listing.how_to_get.empty()) console.out << listing.name << ": " << listing.how_to_get << '\n';
    return kDone;
}

} // namespace infoplane::app
