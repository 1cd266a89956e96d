// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/open_arrays.h"

#include "core/arrays/array_format.h"
#include "core/arrays/hdf5_arrays.h"
#include "core/arrays/npz.h"

namespace infoplane {

Result<std::unique_ptr<OpenArrays>> openArrays(const std::string& path) {
    const auto format = formatOf(path);
    if (!format) return Error{format.error().code, format.error().message, path};
    if (*format != ArrayFormat::Npz && *format != ArrayFormat::Hdf5)
        return Error{ErrorCode::InvalidFile, "holds no arrays of several epochs; save it as .npz or HDF5",
                     path};
    auto opened = *format == ArrayFormat::Npz ? openNpz(path) : openHdf5Arrays(path);
    if (!opened) return Error{opened.error().code, opened.error().message, path};
    return opened;
}

} // namespace infoplane
