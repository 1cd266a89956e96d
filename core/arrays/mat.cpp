// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/mat.h"

#include "core/arrays/file_bytes.h"
#include "core/arrays/mat_elements.h"
#include "core/arrays/matlab_shape.h"
#include "core/arrays/npy_value.h"

#include <bit>
#include <matio.h>
#include <memory>
#include <optional>
#include <span>

namespace infoplane {
namespace {

constexpr std::uint64_t kMostDeflated = 1032; // bytes that one deflated byte can give

struct Free {
    void operator()(mat_t* file) const { Mat_Close(file); }
    void operator()(matvar_t* variable) const { Mat_VarFree(variable); }
};
using File = std::unique_ptr<mat_t, Free>;
using Variable = std::unique_ptr<matvar_t, Free>;

Error damagedMat() {
    return invalidArray("cannot be read from this MATLAB file; it is damaged, save it again");
}

Result<File> openMat(const std::string& path) {
    const auto bytes = FileBytes::open(path);
    if (!bytes) return bytes.error();
    if (const Status status = checkMatElements(**bytes); !status) return status.error();
    File file(Mat_Open(path.c_str(), MAT_ACC_RDONLY));
    if (!file || Mat_GetVersion(file.get()) != MAT_FT_MAT5) return damagedMat();
    return file;
}

// How matio holds the numbers of a class in memory; empty for what are no numbers.
std::optional<NpyType> typeOf(const matvar_t& variable) {
    constexpr bool kBig = std::endian::native == std::endian::big;
    if (variable.isLogical != 0 && variable.class_type == MAT_C_UINT8) return NpyType{'b', 1, kBig};
    switch (variable.class_type) {
    case MAT_C_DOUBLE:
        return NpyType{'f', 8, kBig};
    case MAT_C_SINGLE:
        return NpyType{'f', 4, kBig};
    case MAT_C_INT8:
        return NpyType{'i', 1, kBig};
    case MAT_C_UINT8:
        return NpyType{'u', 1, kBig};
    case MAT_C_INT16:
        return NpyType{'i', 2, kBig};
    case MAT_C_UINT16:
        return NpyType{'u', 2, kBig};
    case MAT_C_INT32:
        return NpyType{'i', 4, kBig};
    case MAT_C_UINT32:
        return NpyType{'u', 4, kBig};
    case MAT_C_INT64:
        return NpyType{'i', 8, kBig};
    case MAT_C_UINT64:
        return NpyType{'u', 8, kBig};
    default:
        return std::nullopt;
    }
}

std::vector<std::uint64_t> extentsOf(const matvar_t& variable) {
    const auto rank = static_cast<std::size_t>(variable.dims == nullptr ? 0 : variable.rank);
    return std::vector<std::uint64_t>(variable.dims, variable.dims + rank);
}

Result<NpyType> checkedType(const matvar_t& variable) {
    const auto type = typeOf(variable);
    if (!type)
        return invalidArray("holds no plain array of numbers (a text, a cell, a struct or a sparse array)");
    if (variable.isComplex != 0)
        return invalidArray("holds complex numbers; take their real and imaginary parts as columns");
    return *type;
}

Result<NumericArray> readVariable(mat_t* file, matvar_t* variable, std::uint64_t file_bytes) {
    const auto type = checkedType(*variable);
    if (!type) return type.error();
    const auto shape = tableShape(matlabExtents(extentsOf(*variable)));
    if (!shape) return shape.error();
    const std::size_t count = shape->rows * shape->columns;
    // A number is at least one byte in the file before it is packed.
    if (count / kMostDeflated > file_bytes)
        return invalidArray("announces more numbers than the file can hold");
    if (const Status status = checkArrayMemory(*shape); !status) return status.error();
    if (Mat_VarReadDataAll(file, variable) != 0 || variable->data == nullptr) return damagedMat();
    if (variable->data_size != static_cast<int>(type->bytes) || variable->nbytes != count * type->bytes)
        return damagedMat();
    std::vector<double> values;
    values.reserve(count);
    appendNpyValues(*type, {static_cast<const std::byte*>(variable->data), variable->nbytes}, values);
    values = lastIndexFastest(std::move(values), shape->extents);
    return makeArray(*shape, std::move(values), type->numberKind(), type->text());
}

} // namespace

Result<NumericArray> readMat(const std::string& path, const std::string& name) {
    const auto file = openMat(path);
    if (!file) return file.error();
    const auto bytes = FileBytes::open(path);
    if (!bytes) return bytes.error();
    const Variable variable(Mat_VarReadInfo(file->get(), name.c_str()));
    if (!variable) return noSuchArray(name);
    return readVariable(file->get(), variable.get(), (*bytes)->size());
}

Result<std::vector<ArrayListing>> listMat(const std::string& path) {
    const auto file = openMat(path);
    if (!file) return file.error();
    std::vector<ArrayListing> listings;
    while (const Variable variable{Mat_VarReadNextInfo(file->get())}) {
        if (variable->name == nullptr) continue;
        const auto type = checkedType(*variable);
        listings.push_back({variable->name, type ? type->text() + " " + shapeText(extentsOf(*variable))
                                                 : type.error().message});
    }
    return listings;
}

} // namespace infoplane
