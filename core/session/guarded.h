// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <exception>
#include <new>
#include <string>

namespace infoplane {

// The barrier around a thread's work: calls `work`, which returns a Result, and turns what it throws into an
// Error.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return Error{
            ErrorCode::OutOfMemory,
            "there is not enough memory; take a smaller batch, fewer evaluation samples, fewer seeds or "
            "a smaller network",
            ""};
    } catch (const std::exception& exception) {
        const std::string what = exception.what();
        return Error{ErrorCode::Internal, "something unforeseen happened: " + what.substr(0, what.find('\n')),
                     ""};
    } catch (...) {
        return Error{ErrorCode::Internal, "something unforeseen happened, without a description", ""};
    }
}

} // namespace infoplane
