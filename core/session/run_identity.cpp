// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/run_identity.h"

#include "core/store/clock.h"
#include "core/training/device.h"

#include <array>
#include <fstream>
#include <random>
#include <sys/utsname.h>

namespace infoplane {
namespace {

// The only random number of a run that a seed does not determine.
std::string randomId() {
    static constexpr std::array kDigits{'0', '1', '2', '3', '4', '5', '6', '7',
                                        '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    std::random_device source;
    std::string id;
    while (id.size() < 32)
        id += kDigits[source() % kDigits.size()];
    return id;
}

// "Debian GNU/Linux 12 (bookworm)", or empty where the system does not say.
std::string distribution() {
    static constexpr std::string_view kKey = "PRETTY_NAME=\"";
    std::ifstream file("/etc/os-release");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(kKey) && line.ends_with('"') && line.size() < 200)
            return line.substr(kKey.size(), line.size() - kKey.size() - 1);
    return "";
}

std::string systemName() {
    utsname names{};
    if (::uname(&names) != 0) return distribution();
    const std::string kernel = std::string(names.sysname) + " " + names.release + " " + names.machine;
    const std::string name = distribution();
    return name.empty() ? kernel : name + ", " + kernel;
}

} // namespace

EnvironmentDescription thisEnvironment() {
    EnvironmentDescription environment;
    environment.program = "Infoplane " + programVersion();
    environment.revision = INFOPLANE_REVISION;
    environment.libtorch = libtorchVersion();
    environment.hdf5 = INFOPLANE_HDF5_VERSION;
    environment.system = systemName();
    return environment;
}

std::string programVersion() {
    return INFOPLANE_VERSION;
}

void identifyRun(RunDescription& run) {
    run.run_id = randomId();
    run.start_time = isoTimeNow();
    EnvironmentDescription environment = thisEnvironment();
    environment.device = run.environment.device;
    environment.threads = run.environment.threads;
    environment.deterministic = run.environment.deterministic;
    run.environment = environment;
}

} // namespace infoplane
