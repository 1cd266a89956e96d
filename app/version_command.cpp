// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/version_command.h"

#include "app/window_command.h"
#include "core/session/run_identity.h"

#include <ostream>

namespace infoplane::app {

int runVersion(const VersionOptions&, Console& console) {
    const EnvironmentDescription environment = thisEnvironment();
    console.out << "infoplane " << programVersion() << '\n';
    if (!environment.revision.empty()) console.out << "revision " << environment.revision << ", ";
    console.out << "LibTorch " << environment.libtorch << ", HDF5 " << environment.hdf5 << ", "
                << windowLibraries() << '\n';
    return kDone;
}

} // namespace infoplane::app
