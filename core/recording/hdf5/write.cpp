// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/write.h"

#include "core/support/utf8.h"

#include <algorithm>

namespace infoplane::hdf5 {
namespace {

constexpr hsize_t kPageBytes = 4096; // the least that systems copy at once

Object scalarSpace() {
    return Object(H5Screate(H5S_SCALAR), "make a dataspace");
}

Object simpleSpace(const std::vector<hsize_t>& extents) {
    if (extents.empty()) return scalarSpace();
    return Object(H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr),
                  "make a dataspace");
}

std::string padded(std::string_view text, std::size_t bytes) {
    std::string result(text);
    result.resize(std::max<std::size_t>(bytes, 1), '\0');
    return result;
}

std::string joined(const std::vector<std::string>& texts, std::size_t bytes) {
    std::string all;
    for (const std::string& text : texts)
        all += padded(text, bytes);
    all.resize(std::max<std::size_t>(all.size(), 1), '\0');
    return all;
}

std::size_t longest(const std::vector<std::string>& texts) {
    std::size_t bytes = 1;
    for (const std::string& text : texts)
        bytes = std::max(bytes, text.size());
    return bytes;
}

void attribute(const Object& object, const char* name, const Object& type, const Object& space,
               const void* data) {
    const Object result(H5Acreate2(object.id(), name, type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                        std::string("make the attribute ") + name);
    check(H5Awrite(result.id(), type.id(), data), "write an attribute");
}

Object dataset(const Object& group, const char* name, hid_t type, const Object& space, const void* data) {
    const Object properties = datasetProperties();
    // Space is taken at once: what changes during SWMR must not move.
    check(H5Pset_alloc_time(properties.id(), H5D_ALLOC_TIME_EARLY), "set the time of allocation");
    Object result(H5Dcreate2(group.id(), name, type, space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                  std::string("make the dataset ") + name);
    check(H5Dwrite(result.id(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "write a dataset");
    return result;
}

} // namespace

Object datasetProperties() {
    Object properties(H5Pcreate(H5P_DATASET_CREATE), "make a property list");
    check(H5Pset_obj_track_times(properties.id(), false), "leave out times");
    return properties;
}

Object createFile(const std::filesystem::path& path, Pieces pieces) {
    const Object access(H5Pcreate(H5P_FILE_ACCESS), "make a property list");
    check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V110, H5F_LIBVER_V110), "set the format's version");
    check(H5Pset_file_locking(access.id(), true, true), "set the locking");
    const Object properties(H5Pcreate(H5P_FILE_CREATE), "make a property list");
    check(H5Pset_obj_track_times(properties.id(), false), "leave out times");
    if (pieces == Pieces::WithinPages) {
        check(H5Pset_file_space_strategy(properties.id(), H5F_FSPACE_STRATEGY_PAGE, false, 1),
              "keep pieces within pages");
        check(H5Pset_file_space_page_size(properties.id(), kPageBytes), "set the size of a page");
    }
    return Object(H5Fcreate(path.c_str(), H5F_ACC_EXCL, properties.id(), access.id()), "make the file");
}

Object createGroup(const Object& parent, const std::string& name, const char* nexus_class) {
    const Object properties(H5Pcreate(H5P_GROUP_CREATE), "make a property list");
    check(H5Pset_obj_track_times(properties.id(), false), "leave out times");
    Object group(H5Gcreate2(parent.id(), name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                 "make the group " + name);
    if (nexus_class) writeAttribute(group, "NX_class", nexus_class);
    return group;
}

Object requireGroup(const Object& parent, const std::string& path) {
    const std::size_t slash = path.find('/');
    const std::string name = path.substr(0, slash);
    const htri_t exists = H5Lexists(parent.id(), name.c_str(), H5P_DEFAULT);
    if (exists < 0) fail("look for the group " + name);
    Object group = exists > 0
                       ? Object(H5Gopen2(parent.id(), name.c_str(), H5P_DEFAULT), "open the group " + name)
                       : createGroup(parent, name);
    return slash == std::string::npos ? std::move(group) : requireGroup(group, path.substr(slash + 1));
}

void writeAttribute(const Object& object, const char* name, std::string_view text) {
    attribute(object, name, textType(text.size()), scalarSpace(), padded(text, text.size()).data());
}

void writeAttribute(const Object& object, const char* name, const std::vector<std::string>& texts) {
    const std::size_t bytes = longest(texts);
    attribute(object, name, textType(bytes), simpleSpace({texts.size()}), joined(texts, bytes).data());
}

template <class T>
void writeNumberAttribute(const Object& object, const char* name, const std::vector<T>& values) {
    const Object type(H5Tcopy(numberType<T>()), "make a type");
    attribute(object, name, type, simpleSpace({values.size()}), values.data());
}

template <class T>
void writeNumberAttribute(const Object& object, const char* name, T value) {
    const Object type(H5Tcopy(numberType<T>()), "make a type");
    attribute(object, name, type, scalarSpace(), &value);
}

Object writeText(const Object& group, const char* name, std::string_view text, std::size_t capacity) {
    const std::size_t bytes = std::max(text.size(), capacity);
    const Object type = textType(bytes);
    return dataset(group, name, type.id(), scalarSpace(), padded(text, bytes).data());
}

void replaceText(const Object& target, std::string_view text) {
    const Object type(H5Dget_type(target.id()), "ask for a type");
    const std::size_t bytes = H5Tget_size(type.id());
    const std::string value = padded(cutUtf8(text, bytes), bytes);
    check(H5Dwrite(target.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, value.data()), "write a text");
}

Object writeTexts(const Object& group, const char* name, const std::vector<std::string>& texts) {
    const std::size_t bytes = longest(texts);
    const Object type = textType(bytes);
    return dataset(group, name, type.id(), simpleSpace({texts.size()}), joined(texts, bytes).data());
}

template <class T>
Object writeNumber(const Object& group, const char* name, T value, const char* units) {
    Object result = dataset(group, name, numberType<T>(), scalarSpace(), &value);
    if (units) writeAttribute(result, "units", units);
    return result;
}

template <class T>
void replaceNumber(const Object& target, T value) {
    check(H5Dwrite(target.id(), numberType<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &value), "write a number");
}

template <class T>
Object writeNumbers(const Object& group, const char* name, const std::vector<T>& values,
                    const std::vector<hsize_t>& extents, const char* units) {
    Object result = dataset(group, name, numberType<T>(), simpleSpace(extents), values.data());
    if (units) writeAttribute(result, "units", units);
    return result;
}

#define INFOPLANE_INSTANTIATE(T)                                                                             \
    template void writeNumberAttribute<T>(const Object&, const char*, const std::vector<T>&);                \
    template void writeNumberAttribute<T>(const Object&, const char*, T);                                    \
    template Object writeNumber<T>(const Object&, const char*, T, const char*);                              \
    template void replaceNumber<T>(const Object&, T);                                                        \
    template Object writeNumbers<T>(const Object&, const char*, const std::vector<T>&,                       \
                                    const std::vector<hsize_t>&, const char*);
INFOPLANE_INSTANTIATE(float)
INFOPLANE_INSTANTIATE(double)
INFOPLANE_INSTANTIATE(std::uint8_t)
INFOPLANE_INSTANTIATE(std::int32_t)
INFOPLANE_INSTANTIATE(std::uint32_t)
INFOPLANE_INSTANTIATE(std::uint64_t)
#undef INFOPLANE_INSTANTIATE

} // namespace infoplane::hdf5
