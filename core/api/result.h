// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace infoplane {

enum class ErrorCode {
    InvalidArgument, // a setting or an argument is outside what is allowed
    NotFound,        // a file, data set, method or device is not there
    Exists,          // an output file is there already
    InvalidFile,     // a file is not what it should be, or is damaged
    OutOfMemory,     // the request needs more memory than there is
    Storage,         // reading or writing failed (disk full, permission, device)
    Device,          // the compute device failed or is not there
    Numeric,         // a computation left the range of its numbers
    Cancelled,       // the user stopped it
    Internal,        // a library failed in a way nobody foresaw
};

// An expected failure. `message` is one clear sentence for the user that says what happened and what to do;
// `context` names where (a path, a key, a layer) and may be empty.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string context;

    // "context: message", or the message alone when there is no context.
    [[nodiscard]] std::string text() const { return context.empty() ? message : context + ": " + message; }
};

// Either a value or an Error. Reading the side that is not there is a bug and throws std::bad_variant_access.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {} // NOLINT: conversion is the purpose
    Result(Error error)
        : state_(std::in_place_index<1>, std::move(error)) {} // NOLINT: conversion is the purpose

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] T& value() & { return std::get<0>(state_); }
    [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
    [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    std::variant<T, Error> state_;
};

// Success, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {} // NOLINT: conversion is the purpose

    [[nodiscard]] bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error& error() const { return error_.value(); }

private:
    std::optional<Error> error_;
};

using Status = Result<void>;

} // namespace infoplane
