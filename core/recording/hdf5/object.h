// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <hdf5.h>

#include <stdexcept>
#include <string>
#include <utility>

// The least that this folder needs of C++ around HDF5. Private to core/recording: failures are exceptions in
// here and Errors at its edges.
namespace infoplane::hdf5 {

// What HDF5 could not do; `cause` is the deepest message of its own ("" when there is none).
class Failure : public std::runtime_error {
public:
    Failure(const std::string& what, std::string cause)
        : std::runtime_error(what), cause_(std::move(cause)) {}
    [[nodiscard]] const std::string& cause() const { return cause_; }

private:
    std::string cause_;
};

// Keeps the library from printing while it lives (its settings are kept for each thread), and from cleaning
// up at the program's exit: everything is closed here, and what could not be written crashes it there.
class Quiet {
public:
    Quiet();
    ~Quiet();
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

private:
    H5E_auto2_t function_ = nullptr;
    void* data_ = nullptr;
};

// The deepest message on the calling thread's error stack, which it clears.
[[nodiscard]] std::string takeCause();
[[noreturn]] void fail(const std::string& what);

// Throws Failure("cannot " + what) for a negative status.
void check(herr_t status, const char* what);

// Owns one reference to an HDF5 object of any kind.
class Object {
public:
    Object() = default;
    // Takes over `id`; throws Failure("cannot " + what) when it is invalid.
    Object(hid_t id, const std::string& what);
    Object(Object&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
    Object& operator=(Object&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~Object();

    [[nodiscard]] hid_t id() const { return id_; }
    explicit operator bool() const { return id_ >= 0; }
    // Closes now and throws when that fails (a file's last flush may).
    void close(const char* what);
    // Gives the reference up without closing: after a failed write, closing would write half of the rest.
    void abandon() { id_ = H5I_INVALID_HID; }

private:
    hid_t id_ = H5I_INVALID_HID;
};

} // namespace infoplane::hdf5
