// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/device.h"

#include "core/support/available_memory.h"
#include "core/training/trainer.h"

#include <ATen/Context.h>
#include <ATen/DeviceAccelerator.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <torch/headeronly/version.h>

#include <charconv>
#include <dlfcn.h>
#include <filesystem>
#include <optional>

namespace infoplane {
namespace {

bool driverPresent() {
    return std::filesystem::exists("/proc/driver/nvidia/version");
}

// A program linked to LibTorch's processor part alone sees no GPU; opening the CUDA part registers it. The
// handle is kept for the life of the process on purpose: the library cannot be unloaded.
std::string openCudaPart() {
    static const std::string failure = [] {
        if (dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL) != nullptr) return std::string();
        const char* reason = dlerror();
        return std::string(reason == nullptr ? "unknown reason" : reason);
    }();
    return failure;
}

int gpuCount() {
    if (!driverPresent() || !openCudaPart().empty() || !at::globalContext().hasCUDA()) return 0;
    return static_cast<int>(at::detail::getCUDAHooks().deviceCount());
}

std::optional<int> gpuIndex(const std::string& wanted) {
    if (wanted == "cuda") return 0;
    if (!wanted.starts_with("cuda:")) return std::nullopt;
    int index = -1;
    const char* begin = wanted.data() + 5;
    const char* end = wanted.data() + wanted.size();
    const auto [stop, error] = std::from_chars(begin, end, index);
    if (error != std::errc() || stop != end || index < 0) return std::nullopt;
    return index;
}

Error noGpu(const std::string& wanted, int count) {
    if (!driverPresent())
        return {ErrorCode::Device, "there is no NVIDIA driver on this machine; use --device cpu", wanted};
    if (!openCudaPart().empty())
        return {ErrorCode::Device,
                "LibTorch's CUDA part cannot be opened (" + openCudaPart() +
                    "); run packaging/setup on this machine to fetch it, or use --device cpu",
                wanted};
    return {ErrorCode::Device,
            "there are " + std::to_string(count) +
                " GPUs, counted from 0; name one of them or use --device cpu",
            wanted};
}

DeviceChoice gpu(int index) {
    const std::string name = "cuda:" + std::to_string(index);
    return {name, name};
}

} // namespace

Result<DeviceChoice> chooseDevice(const std::string& wanted) {
    const DeviceChoice cpu{"cpu", "cpu"};
    if (wanted == "cpu") return cpu;
    if (wanted == "auto") return gpuCount() > 0 ? gpu(0) : cpu;
    const auto index = gpuIndex(wanted);
    if (!index)
        return Error{ErrorCode::InvalidArgument,
                     "there is no device of this name; use auto, cpu, cuda or cuda:0", wanted};
    const int count = gpuCount();
    if (*index >= count) return noGpu(wanted, count);
    return gpu(*index);
}

std::vector<std::string> listDevices() {
    std::vector<std::string> devices{"cpu"};
    for (int i = 0; i < gpuCount(); ++i)
        devices.push_back("cuda:" + std::to_string(i));
    return devices;
}

std::uint64_t freeMemoryOf(const DeviceChoice& device) {
    const at::Device chosen(device.torch_name);
    if (chosen.is_cpu()) return availableMemory();
    return at::accelerator::getMemoryInfo(chosen.index()).first;
}

std::string libtorchVersion() {
    return TORCH_VERSION;
}

} // namespace infoplane
