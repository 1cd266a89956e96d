// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/hdf5_dataset.h"

#include "core/arrays/matlab_shape.h"

#include <algorithm>

namespace infoplane {
namespace {

constexpr std::size_t kLongestClass = 32;
constexpr double kMostDeflatedChunk = 1032.0; // bytes that one deflated byte can give

Error damagedDataset() {
    return invalidArray("cannot be read from this HDF5 file; it is damaged, get it again");
}

Result<std::vector<std::uint64_t>> extentsOf(const Hdf5Handle& dataset) {
    const Hdf5Handle space(H5Dget_space(dataset.id()));
    if (!space) return damagedDataset();
    if (H5Sget_simple_extent_type(space.id()) == H5S_NULL) return invalidArray("is empty");
    const int rank = H5Sget_simple_extent_ndims(space.id());
    if (rank < 0) return damagedDataset();
    std::vector<hsize_t> extents(static_cast<std::size_t>(rank));
    if (rank > 0 && H5Sget_simple_extent_dims(space.id(), extents.data(), nullptr) < 0)
        return damagedDataset();
    return std::vector<std::uint64_t>(extents.begin(), extents.end());
}

// The word of the attribute MATLAB_class; "" where there is none.
std::string matlabClass(const Hdf5Handle& dataset) {
    if (H5Aexists(dataset.id(), "MATLAB_class") <= 0) return "";
    const Hdf5Handle attribute(H5Aopen(dataset.id(), "MATLAB_class", H5P_DEFAULT));
    const Hdf5Handle type(attribute ? H5Aget_type(attribute.id()) : H5I_INVALID_HID);
    const Hdf5Handle space(attribute ? H5Aget_space(attribute.id()) : H5I_INVALID_HID);
    if (!type || !space || H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) != 0)
        return "";
    const std::size_t bytes = H5Tget_size(type.id());
    if (bytes > kLongestClass || H5Sget_simple_extent_npoints(space.id()) != 1) return "";
    std::string word(bytes, '\0');
    if (H5Aread(attribute.id(), type.id(), word.data()) < 0) return "";
    return word.substr(0, word.find('\0'));
}

Error wrongType(const std::string& holds) {
    return invalidArray("holds " + holds + "; make it an array of numbers");
}

Status setType(const Hdf5Handle& dataset, const std::string& matlab_class, Hdf5Dataset& result) {
    const Hdf5Handle type(H5Dget_type(dataset.id()));
    if (!type) return damagedDataset();
    const H5T_class_t kind = H5Tget_class(type.id());
    const std::size_t bytes = H5Tget_size(type.id());
    if (matlab_class == "char" || kind == H5T_STRING) return wrongType("texts");
    if (matlab_class == "cell" || kind == H5T_REFERENCE) return wrongType("references to other objects");
    if (kind == H5T_COMPOUND) return wrongType("records or complex numbers");
    if ((kind != H5T_INTEGER && kind != H5T_FLOAT && kind != H5T_ENUM) || bytes > 8)
        return wrongType("something else than numbers of at most 64 bits");
    result.kind = kind == H5T_FLOAT ? NumberKind::Real : NumberKind::Whole;
    // h5py and PyTables write a bool as an enumeration of two members.
    if (matlab_class == "logical" || (kind == H5T_ENUM && bytes == 1 && H5Tget_nmembers(type.id()) == 2))
        result.kind = NumberKind::Bool;
    const char* const word = kind == H5T_FLOAT ? "float" : kind == H5T_ENUM ? "enumeration" : "int";
    result.type = result.kind == NumberKind::Bool ? "bool" : word + std::to_string(8 * bytes);
    if (kind == H5T_INTEGER && result.kind == NumberKind::Whole && H5Tget_sign(type.id()) == H5T_SGN_NONE)
        result.type = "u" + result.type;
    return {};
}

Status checkStorage(const Hdf5Handle& dataset, double values) {
    const Hdf5Handle properties(H5Dget_create_plist(dataset.id())), type(H5Dget_type(dataset.id()));
    if (!properties || !type) return damagedDataset();
    if (H5Pget_layout(properties.id()) == H5D_VIRTUAL || H5Pget_external_count(properties.id()) != 0)
        return invalidArray("is stored in another file; copy it into one file (h5repack does)");
    for (int i = 0, count = H5Pget_nfilters(properties.id()); i < count; ++i) {
        unsigned flags = 0, settings = 0;
        std::size_t parameters = 0;
        const H5Z_filter_t filter = H5Pget_filter2(properties.id(), static_cast<unsigned>(i), &flags,
                                                   &parameters, nullptr, 0, nullptr, &settings);
        if (H5Zfilter_avail(filter) <= 0)
            return invalidArray("is packed by filter " + std::to_string(filter) +
                                ", which is not here; pack it with gzip (h5repack -f GZIP=4 does)");
    }
    const auto stored = static_cast<double>(H5Dget_storage_size(dataset.id()));
    if (values * static_cast<double>(H5Tget_size(type.id())) <= kMostDeflatedChunk * stored) return {};
    return invalidArray("announces many more numbers than were ever written; get it again");
}

} // namespace

Result<Hdf5Dataset> describeDataset(const Hdf5Handle& dataset) {
    const std::string matlab_class = matlabClass(dataset);
    Hdf5Dataset result;
    if (const Status status = setType(dataset, matlab_class, result); !status) return status.error();
    auto extents = extentsOf(dataset);
    if (!extents) return extents.error();
    result.extents = std::move(*extents);
    if (matlab_class.empty()) return result;
    if (H5Aexists(dataset.id(), "MATLAB_empty") > 0) return invalidArray("is empty");
    std::ranges::reverse(result.extents);
    result.first_index_fastest = true;
    return result;
}

Result<NumericArray> readDataset(const Hdf5Handle& dataset) {
    const auto described = describeDataset(dataset);
    if (!described) return described.error();
    const auto shape =
        tableShape(described->first_index_fastest ? matlabExtents(described->extents) : described->extents);
    if (!shape) return shape.error();
    const std::size_t count = shape->rows * shape->columns;
    if (const Status status = checkStorage(dataset, static_cast<double>(count)); !status)
        return status.error();
    if (const Status status = checkArrayMemory(*shape); !status) return status.error();
    std::vector<double> values(count);
    if (H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
        return damagedDataset();
    if (described->first_index_fastest) values = lastIndexFastest(std::move(values), shape->extents);
    return makeArray(*shape, std::move(values), described->kind, described->type);
}

} // namespace infoplane
