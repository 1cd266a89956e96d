// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <hdf5.h>

#include <utility>

namespace infoplane {

// Owns one reference to an HDF5 object of any kind, or none.
class Hdf5Handle {
public:
    explicit Hdf5Handle(hid_t id) : id_(id) {}
    Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
    Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~Hdf5Handle() {
        if (id_ >= 0) H5Idec_ref(id_);
    }

    explicit operator bool() const { return id_ >= 0; }
    [[nodiscard]] hid_t id() const { return id_; }

private:
    hid_t id_;
};

// Keeps the library from printing while it lives.
class Hdf5Quiet {
public:
    Hdf5Quiet() {
        H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    }
    ~Hdf5Quiet() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }
    Hdf5Quiet(const Hdf5Quiet&) = delete;
    Hdf5Quiet& operator=(const Hdf5Quiet&) = delete;

private:
    H5E_auto2_t function_ = nullptr;
    void* data_ = nullptr;
};

} // namespace infoplane
