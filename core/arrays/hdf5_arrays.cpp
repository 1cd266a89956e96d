// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/hdf5_arrays.h"

#include "core/arrays/hdf5_dataset.h"

#include <array>
#include <functional>
#include <optional>

namespace infoplane {
namespace {

constexpr std::size_t kMostListed = 1000;
constexpr int kDeepest = 16;
constexpr std::size_t kLongestName = 1024;

Result<Hdf5Handle> openHdf5(const std::string& path) {
    Hdf5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT));
    if (file) return file;
    return invalidArray("cannot be opened as HDF5: it is damaged, or another program writes it");
}

bool isHardLink(const Hdf5Handle& group, const std::string& name) {
    H5L_info_t info{};
    return H5Lexists(group.id(), name.c_str(), H5P_DEFAULT) > 0 &&
           H5Lget_info(group.id(), name.c_str(), &info, H5P_DEFAULT) >= 0 && info.type == H5L_TYPE_HARD;
}

// Only hard links are followed: others may lead to any file.
std::optional<Hdf5Handle> openLink(const Hdf5Handle& group, const std::string& name) {
    if (name.empty() || name.find('/') != std::string::npos || !isHardLink(group, name)) return std::nullopt;
    Hdf5Handle object(H5Oopen(group.id(), name.c_str(), H5P_DEFAULT));
    if (!object) return std::nullopt;
    return object;
}

Result<Hdf5Handle> openPath(Hdf5Handle group, const std::string& path) {
    std::size_t begin = path.starts_with('/') ? 1 : 0;
    while (true) {
        const std::size_t slash = path.find('/', begin);
        auto object = openLink(group, path.substr(begin, slash - begin));
        if (!object) return noSuchArray(path);
        const H5I_type_t kind = H5Iget_type(object->id());
        if (slash == std::string::npos) {
            if (kind != H5I_DATASET) return noSuchArray(path);
            return std::move(*object);
        }
        if (kind != H5I_GROUP) return noSuchArray(path);
        group = std::move(*object);
        begin = slash + 1;
    }
}

std::optional<std::string> nameOfLink(const Hdf5Handle& group, hsize_t index) {
    std::array<char, kLongestName> name{};
    const auto length = H5Lget_name_by_idx(group.id(), ".", H5_INDEX_NAME, H5_ITER_INC, index, name.data(),
                                           name.size(), H5P_DEFAULT);
    if (length < 0 || static_cast<std::size_t>(length) >= name.size()) return std::nullopt;
    return name.data();
}

// Takes a dataset and its path; false: no more are wanted.
using TakeDataset = std::function<bool(const Hdf5Handle& dataset, const std::string& path)>;

bool walkGroup(const Hdf5Handle& group, const std::string& prefix, int depth, const TakeDataset& take) {
    H5G_info_t info{};
    if (depth > kDeepest || H5Gget_info(group.id(), &info) < 0) return true;
    for (hsize_t i = 0; i < info.nlinks; ++i) {
        const auto name = nameOfLink(group, i);
        const auto object = name ? openLink(group, *name) : std::nullopt;
        if (!object) continue;
        const H5I_type_t kind = H5Iget_type(object->id());
        if (kind == H5I_GROUP && !walkGroup(*object, prefix + *name + "/", depth + 1, take)) return false;
        if (kind == H5I_DATASET && !take(*object, prefix + *name)) return false;
    }
    return true;
}

class OpenHdf5 final : public OpenArrays {
public:
    explicit OpenHdf5(Hdf5Handle file) : file_(std::move(file)) {}

    Result<std::vector<std::string>> names() override {
        const Hdf5Quiet quiet;
        std::vector<std::string> all;
        const bool complete = walkGroup(file_, "", 0, [&all](const Hdf5Handle&, const std::string& path) {
            all.push_back(path);
            return all.size() <= kMostOpenArrays;
        });
        if (complete) return all;
        return invalidArray("holds more than " + std::to_string(kMostOpenArrays) + " arrays");
    }
    Result<NumericArray> read(const std::string& name) override {
        const Hdf5Quiet quiet;
        const auto dataset = openPath(Hdf5Handle(H5Gopen2(file_.id(), "/", H5P_DEFAULT)), name);
        return dataset ? readDataset(*dataset) : dataset.error();
    }

private:
    Hdf5Handle file_;
};

} // namespace

Result<NumericArray> readHdf5(const std::string& path, const std::string& name) {
    const Hdf5Quiet quiet;
    auto file = openHdf5(path);
    if (!file) return file.error();
    const auto dataset = openPath(std::move(*file), name);
    return dataset ? readDataset(*dataset) : dataset.error();
}

Result<std::vector<ArrayListing>> listHdf5(const std::string& path) {
    const Hdf5Quiet quiet;
    const auto file = openHdf5(path);
    if (!file) return file.error();
    std::vector<ArrayListing> listings;
    (void)walkGroup(*file, "", 0, [&listings](const Hdf5Handle& dataset, const std::string& name) {
        const auto what = describeDataset(dataset);
        listings.push_back({name, what ? what->type + " " + shapeText(what->extents) : what.error().message});
        return listings.size() < kMostListed;
    });
    return listings;
}

Result<std::unique_ptr<OpenArrays>> openHdf5Arrays(const std::string& path) {
    const Hdf5Quiet quiet;
    auto file = openHdf5(path);
    if (!file) return file.error();
    return std::unique_ptr<OpenArrays>(std::make_unique<OpenHdf5>(std::move(*file)));
}

} // namespace infoplane
