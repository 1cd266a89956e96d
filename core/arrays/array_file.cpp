// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/array_file.h"

#include "core/arrays/array_format.h"
#include "core/arrays/csv.h"
#include "core/arrays/csv_texts.h"
#include "core/arrays/hdf5_arrays.h"
#include "core/arrays/mat.h"
#include "core/arrays/npy.h"
#include "core/arrays/npz.h"
#include "core/arrays/slice.h"
#include "core/config/nearest.h"

#include <algorithm>
#include <filesystem>

namespace infoplane {
namespace {

constexpr std::string_view kNoArray = "there is no array ";
constexpr std::size_t kMostNamed = 20; // of a file's arrays, in a sentence

std::string fileName(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

// The one array of a .npy file goes by the file's name, with its folder and ending or without.
bool namesFile(const std::string& path, const std::string& name) {
    const std::filesystem::path file(path);
    return name == path || name == file.filename() || name == file.stem();
}

// An array NAME as a whole; Errors have no context.
Result<NumericArray> readWhole(ArrayFormat format, const std::string& path, const std::string& name) {
    switch (format) {
    case ArrayFormat::Npz:
        return readNpz(path, name);
    case ArrayFormat::Npy:
        return namesFile(path, name) ? readNpyFile(path) : noSuchArray(name);
    case ArrayFormat::Mat:
        return readMat(path, name);
    case ArrayFormat::Hdf5:
        return readHdf5(path, name);
    case ArrayFormat::Text:
        break;
    }
    return readCsv(path, name);
}

Result<std::vector<ArrayListing>> list(ArrayFormat format, const std::string& path) {
    switch (format) {
    case ArrayFormat::Npz:
        return listNpz(path);
    case ArrayFormat::Npy: {
        const auto what = describeNpyFile(path);
        if (!what) return what.error();
        return std::vector{ArrayListing{fileName(path), *what}};
    }
    case ArrayFormat::Mat:
        return listMat(path);
    case ArrayFormat::Hdf5:
        return listHdf5(path);
    case ArrayFormat::Text:
        break;
    }
    return listCsv(path);
}

bool isMissing(const Result<NumericArray>& array) {
    return !array && array.error().code == ErrorCode::NotFound;
}

Result<NumericArray> readHereOrNpy(ArrayFormat format, const std::string& path, const std::string& name) {
    auto array = readWhole(format, path, name);
    std::error_code failed;
    if (isMissing(array) && name.ends_with(".npy") && std::filesystem::is_regular_file(name, failed))
        return readNpyFile(name);
    return array;
}

Result<NumericArray> readSliced(ArrayFormat format, const std::string& path, const std::string& name) {
    auto array = readHereOrNpy(format, path, name);
    if (!isMissing(array)) return array;
    const auto slice = parseSlice(name);
    if (!slice) return array;
    const auto whole = readHereOrNpy(format, path, slice->name);
    return whole ? sliced(*whole, *slice) : whole.error();
}

std::string nearestTo(const std::string& name, const std::vector<ArrayListing>& listings) {
    std::vector<std::string> names;
    for (const ArrayListing& listing : listings)
        names.push_back(listing.name);
    return didYouMean(name, names);
}

// What is there instead of `missing`.
Error withNames(Error missing, ArrayFormat format, const std::string& path) {
    const std::string name = missing.message.substr(std::min(kNoArray.size(), missing.message.size()));
    const auto listings = list(format, path);
    if (!listings || listings->empty()) {
        missing.message += "; the file holds none";
        return missing;
    }
    const bool text = format == ArrayFormat::Text;
    missing.message += text ? "; its columns are " : "; it holds ";
    for (std::size_t i = 0; i < std::min(listings->size(), kMostNamed); ++i) {
        const ArrayListing& listing = (*listings)[i];
        missing.message += (i == 0 ? "" : ", ") + listing.name + (text ? "" : " (" + listing.what + ")");
    }
    if (listings->size() > kMostNamed)
        missing.message += " and " + std::to_string(listings->size() - kMostNamed) + " more";
    missing.message += nearestTo(name, *listings);
    return missing;
}

Error inFile(Error error, ArrayFormat format, const std::string& path, const std::string& name) {
    if (error.code == ErrorCode::NotFound) {
        error = withNames(std::move(error), format, path);
        error.context = path;
    } else {
        error.context = path + ", " + name;
    }
    return error;
}

} // namespace

Error noSuchArray(const std::string& name) {
    return {ErrorCode::NotFound, std::string(kNoArray) + name, ""};
}

Result<NumericArray> readArray(const std::string& path, const std::string& name) {
    const auto format = formatOf(path);
    if (!format) return Error{format.error().code, format.error().message, path};
    auto array = readSliced(*format, path, name);
    return array ? std::move(array) : inFile(array.error(), *format, path, name);
}

Result<std::vector<std::string>> readTextColumn(const std::string& path, const std::string& column) {
    const auto format = formatOf(path);
    if (!format) return Error{format.error().code, format.error().message, path};
    if (*format != ArrayFormat::Text)
        return Error{ErrorCode::InvalidFile, "is no table in text, of which a column could be taken", path};
    auto texts = readCsvTexts(path, column);
    return texts ? std::move(texts) : inFile(texts.error(), *format, path, column);
}

Result<std::vector<ArrayListing>> listArrays(const std::string& path) {
    const auto format = formatOf(path);
    if (!format) return Error{format.error().code, format.error().message, path};
    auto listings = list(*format, path);
    if (!listings) return Error{listings.error().code, listings.error().message, path};
    return listings;
}

} // namespace infoplane
