// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstdint>
#include <string>

namespace infoplane {

// A device to compute on, as LibTorch names it.
struct DeviceChoice {
    std::string torch_name;  // cpu, cuda:0
    std::string description; // "cpu", "cuda:0 NVIDIA H200"
};

// Resolves compute.device (auto, cpu, cuda, cuda:i). LibTorch's CUDA part is opened at run time, only when a
// driver is there; auto then takes the first GPU and else the processor. Naming a GPU that is not there is an
// error that says why.
[[nodiscard]] Result<DeviceChoice> chooseDevice(const std::string& wanted);

// Bytes that are free on the device.
[[nodiscard]] std::uint64_t freeMemoryOf(const DeviceChoice& device);

// LibTorch's version, for the run's environment.
[[nodiscard]] std::string libtorchVersion();

} // namespace infoplane
