// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/object.h"

namespace infoplane::hdf5 {
namespace {

herr_t takeFirst(unsigned number, const H5E_error2_t* entry, void* data) {
    if (number == 0 && entry->desc) *static_cast<std::string*>(data) = entry->desc;
    return 0;
}

} // namespace

Quiet::Quiet() {
    static const herr_t once = H5dont_atexit();
    static_cast<void>(once);
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Quiet::~Quiet() {
    H5Eset_auto2(H5E_DEFAULT, function_, data_);
}

std::string takeCause() {
    std::string cause;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, takeFirst, &cause);
    H5Eclear2(H5E_DEFAULT);
    return cause;
}

void fail(const std::string& what) {
    throw Failure("cannot " + what, takeCause());
}

void check(herr_t status, const char* what) {
    if (status < 0) fail(what);
}

Object::Object(hid_t id, const std::string& what) : id_(id) {
    if (id_ < 0) fail(what);
}

Object::~Object() {
    if (id_ >= 0) H5Idec_ref(id_);
}

void Object::close(const char* what) {
    const hid_t id = std::exchange(id_, H5I_INVALID_HID);
    if (id >= 0 && H5Idec_ref(id) < 0) fail(what);
}

} // namespace infoplane::hdf5
