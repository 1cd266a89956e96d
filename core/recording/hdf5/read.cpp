// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/read.h"

#include <algorithm>
#include <array>

namespace infoplane::hdf5 {
namespace {

[[noreturn]] void refuse(const std::string& name, const char* problem) {
    throw Failure("'" + name + "' " + problem, "");
}

// A dataset or an attribute, which HDF5 reads with different functions.
struct Source {
    hid_t id;
    bool is_attribute;
    std::string name;

    [[nodiscard]] Object type() const {
        return Object(is_attribute ? H5Aget_type(id) : H5Dget_type(id), "ask for the type of " + name);
    }
    [[nodiscard]] std::vector<hsize_t> extents() const {
        const Object space(is_attribute ? H5Aget_space(id) : H5Dget_space(id),
                           "ask for the shape of " + name);
        const H5S_class_t kind = H5Sget_simple_extent_type(space.id());
        if (kind == H5S_SCALAR) return {};
        const int rank = H5Sget_simple_extent_ndims(space.id());
        if (kind != H5S_SIMPLE || rank < 1) refuse(name, "has no shape");
        std::vector<hsize_t> result(static_cast<std::size_t>(rank));
        if (H5Sget_simple_extent_dims(space.id(), result.data(), nullptr) < 0)
            fail("ask for the shape of " + name);
        return result;
    }
    void read(hid_t memory_type, void* data) const {
        const herr_t status = is_attribute ? H5Aread(id, memory_type, data)
                                           : H5Dread(id, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data);
        if (status < 0) fail("read " + name);
    }
};

void requireType(const Source& source, hid_t type) {
    if (H5Tequal(source.type().id(), type) <= 0) refuse(source.name, "is of another type than expected");
}

void requireExtents(const Source& source, const std::vector<hsize_t>& actual,
                    const std::vector<hsize_t>& expected) {
    const bool same = std::equal(actual.begin(), actual.end(), expected.begin(), expected.end(),
                                 [](hsize_t a, hsize_t b) { return b == kAnyExtent || a == b; });
    if (!same) refuse(source.name, "is of another shape than expected");
}

// Bytes of one text; the type is a text of fixed length.
std::size_t requireTexts(const Source& source, const Object& type, std::size_t most_bytes) {
    if (H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) != 0)
        refuse(source.name, "is no text of fixed length");
    const std::size_t bytes = H5Tget_size(type.id());
    if (bytes == 0 || bytes > most_bytes) refuse(source.name, "is longer than it may be");
    return bytes;
}

std::vector<std::string> texts(const Source& source, std::size_t most_bytes, std::size_t count) {
    const Object type = source.type();
    const std::size_t bytes = requireTexts(source, type, most_bytes);
    std::string all(bytes * count, '\0');
    if (count > 0) source.read(type.id(), all.data());
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view one = std::string_view(all).substr(i * bytes, bytes);
        result.emplace_back(one.substr(0, one.find('\0')));
    }
    return result;
}

std::size_t requireList(const Source& source, std::size_t most) {
    const std::vector<hsize_t> extents = source.extents();
    requireExtents(source, extents, {kAnyExtent});
    if (extents[0] > most) refuse(source.name, "is longer than it may be");
    return extents[0];
}

std::string text(const Source& source, std::size_t most_bytes) {
    requireExtents(source, source.extents(), {});
    return texts(source, most_bytes, 1).front();
}

template <class T>
T number(const Source& source) {
    requireType(source, numberType<T>());
    requireExtents(source, source.extents(), {});
    T value{};
    source.read(numberType<T>(), &value);
    return value;
}

template <class T>
std::vector<T> numbers(const Source& source, std::size_t count) {
    requireType(source, numberType<T>());
    std::vector<T> values(count);
    if (count > 0) source.read(numberType<T>(), values.data());
    return values;
}

Source plain(const Object& dataset, const std::string& name) {
    if (requirePlainStorage(dataset, name) > 0) refuse(name, "is stored otherwise than expected");
    return {dataset.id(), false, name};
}

Object openAttribute(const Object& object, const char* name) {
    if (!hasAttribute(object, name)) refuse(name, "is missing");
    return Object(H5Aopen(object.id(), name, H5P_DEFAULT), std::string("open the attribute ") + name);
}

Object open(const Object& parent, const std::string& name, H5O_type_t kind) {
    if (!has(parent, name)) refuse(name, "is missing");
    Object object(H5Oopen(parent.id(), name.c_str(), H5P_DEFAULT), "open " + name);
    H5O_info_t info{};
    if (H5Oget_info2(object.id(), &info, H5O_INFO_BASIC) < 0) fail("look at " + name);
    if (info.type != kind) refuse(name, "is another kind of object than expected");
    return object;
}

} // namespace

bool has(const Object& group, const std::string& name) {
    const htri_t exists = H5Lexists(group.id(), name.c_str(), H5P_DEFAULT);
    if (exists < 0) fail("look for " + name);
    if (exists == 0) return false;
    H5L_info_t info{};
    if (H5Lget_info(group.id(), name.c_str(), &info, H5P_DEFAULT) < 0) fail("look for " + name);
    if (info.type != H5L_TYPE_HARD) refuse(name, "is a link to somewhere else");
    return true;
}

Object openGroup(const Object& parent, const std::string& name) {
    return open(parent, name, H5O_TYPE_GROUP);
}

Object openGroupPath(const Object& parent, const std::string& path) {
    const std::size_t slash = path.find('/');
    Object group = openGroup(parent, path.substr(0, slash));
    return slash == std::string::npos ? std::move(group) : openGroupPath(group, path.substr(slash + 1));
}

Object openDataset(const Object& group, const std::string& name) {
    return open(group, name, H5O_TYPE_DATASET);
}

std::vector<hsize_t> requireShape(const Object& dataset, const std::string& name, hid_t type,
                                  const std::vector<hsize_t>& extents) {
    const Source source{dataset.id(), false, name};
    requireType(source, type);
    const std::vector<hsize_t> actual = source.extents();
    requireExtents(source, actual, extents);
    return actual;
}

std::size_t requirePlainStorage(const Object& dataset, const std::string& name) {
    const Object properties(H5Dget_create_plist(dataset.id()), "ask for the storage of " + name);
    for (int i = 0, count = H5Pget_nfilters(properties.id()); i < count; ++i) {
        unsigned flags = 0, settings = 0;
        std::size_t values = 0;
        const H5Z_filter_t filter = H5Pget_filter2(properties.id(), static_cast<unsigned>(i), &flags, &values,
                                                   nullptr, 0, nullptr, &settings);
        if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE)
            refuse(name, "is packed in a way that is not supported");
    }
    const H5D_layout_t layout = H5Pget_layout(properties.id());
    if (H5Pget_external_count(properties.id()) != 0) refuse(name, "is stored in another file");
    if (layout == H5D_CONTIGUOUS || layout == H5D_COMPACT) return 0;
    if (layout != H5D_CHUNKED) refuse(name, "is stored otherwise than expected");
    std::array<hsize_t, H5S_MAX_RANK> chunk{};
    const int rank = H5Pget_chunk(properties.id(), H5S_MAX_RANK, chunk.data());
    if (rank < 1) fail("ask for the chunks of " + name);
    const Object type(H5Dget_type(dataset.id()), "ask for the type of " + name);
    double bytes = static_cast<double>(H5Tget_size(type.id()));
    for (int i = 0; i < rank; ++i)
        bytes *= static_cast<double>(chunk[static_cast<std::size_t>(i)]);
    return bytes < 1e15 ? static_cast<std::size_t>(bytes) : ~std::size_t{0};
}

bool isCompressed(const Object& dataset) {
    const Object properties(H5Dget_create_plist(dataset.id()), "ask for storage");
    return H5Pget_nfilters(properties.id()) > 0;
}

std::string readText(const Object& group, const std::string& name, std::size_t most_bytes) {
    return readTextOf(openDataset(group, name), name, most_bytes);
}

std::string readTextOf(const Object& dataset, const std::string& name, std::size_t most_bytes) {
    return text(plain(dataset, name), most_bytes);
}

std::vector<std::string> readTexts(const Object& group, const std::string& name, std::size_t most_bytes,
                                   std::size_t most) {
    const Object dataset = openDataset(group, name);
    const Source source = plain(dataset, name);
    return texts(source, most_bytes, requireList(source, most));
}

template <class T>
T readNumber(const Object& group, const std::string& name) {
    return readNumberOf<T>(openDataset(group, name), name);
}

template <class T>
T readNumberOf(const Object& dataset, const std::string& name) {
    return number<T>(plain(dataset, name));
}

template <class T>
std::vector<T> readNumbers(const Object& group, const std::string& name, std::size_t most) {
    const Object dataset = openDataset(group, name);
    const Source source = plain(dataset, name);
    return numbers<T>(source, requireList(source, most));
}

template <class T>
std::vector<T> readArray(const Object& group, const std::string& name, const std::vector<hsize_t>& extents) {
    const Object dataset = openDataset(group, name);
    const Source source = plain(dataset, name);
    requireExtents(source, source.extents(), extents);
    std::size_t count = 1;
    for (const hsize_t extent : extents)
        count *= extent;
    return numbers<T>(source, count);
}

bool hasAttribute(const Object& object, const char* name) {
    const htri_t exists = H5Aexists(object.id(), name);
    if (exists < 0) fail(std::string("look for the attribute ") + name);
    return exists > 0;
}

std::string readTextAttribute(const Object& object, const char* name, std::size_t most_bytes) {
    const Object attribute = openAttribute(object, name);
    return text({attribute.id(), true, name}, most_bytes);
}

std::vector<std::string> readTextsAttribute(const Object& object, const char* name, std::size_t most_bytes,
                                            std::size_t most) {
    const Object attribute = openAttribute(object, name);
    const Source source{attribute.id(), true, name};
    return texts(source, most_bytes, requireList(source, most));
}

template <class T>
T readNumberAttribute(const Object& object, const char* name) {
    const Object attribute = openAttribute(object, name);
    return number<T>({attribute.id(), true, name});
}

template <class T>
std::vector<T> readNumbersAttribute(const Object& object, const char* name, std::size_t count) {
    const Object attribute = openAttribute(object, name);
    const Source source{attribute.id(), true, name};
    requireExtents(source, source.extents(), {count});
    return numbers<T>(source, count);
}

#define INFOPLANE_INSTANTIATE(T)                                                                             \
    template T readNumber<T>(const Object&, const std::string&);                                             \
    template T readNumberOf<T>(const Object&, const std::string&);                                           \
    template std::vector<T> readNumbers<T>(const Object&, const std::string&, std::size_t);                  \
    template std::vector<T> readArray<T>(const Object&, const std::string&, const std::vector<hsize_t>&);    \
    template T readNumberAttribute<T>(const Object&, const char*);                                           \
    template std::vector<T> readNumbersAttribute<T>(const Object&, const char*, std::size_t);
INFOPLANE_INSTANTIATE(float)
INFOPLANE_INSTANTIATE(double)
INFOPLANE_INSTANTIATE(std::uint8_t)
INFOPLANE_INSTANTIATE(std::int32_t)
INFOPLANE_INSTANTIATE(std::uint32_t)
INFOPLANE_INSTANTIATE(std::uint64_t)
#undef INFOPLANE_INSTANTIATE

} // namespace infoplane::hdf5
