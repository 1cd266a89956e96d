# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The Debian and Ubuntu packages that building, running and testing need, each group with its reason.

# Reads $with_window, $with_tests and $fetch_libtorch (true or false). One line a group: reason: names. A name written
# command=package counts as there when the command is, whoever installed it.
package_groups() {
    echo "to compile: g++=g++ cmake=cmake ninja=ninja-build ccache=ccache git=git python3=python3"
    echo "to read settings and data and to record runs: nlohmann-json3-dev libcli11-dev zlib1g-dev libssl-dev libhdf5-dev libzip-dev libmatio-dev"
    echo "to fetch data sets for infoplane data add: curl=curl"
    if $fetch_libtorch; then
        echo "to fetch LibTorch: python3-pip ca-certificates"
    fi
    if $with_window; then
        echo "for the window and the pictures: qt6-base-dev qt6-svg-dev qt6-wayland libqcustomplot-dev fonts-dejavu-core"
    fi
    echo "to build the tests: libgtest-dev libgmock-dev"
    if $with_tests; then
        echo "to run the tests: xvfb python3-h5py python3-pandas desktop-file-validate=desktop-file-utils appstreamcli=appstream"
    fi
}

# missing_packages: one line a group of which something is missing: reason: missing names.
missing_packages() {
    local installed reason names name missing
    installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' 2>/dev/null || true)"
    while IFS=: read -r reason names; do
        missing=""
        for name in $names; do
            case $name in
            *=*) have "${name%%=*}" || missing+=" ${name#*=}" ;;
            *) [[ $installed == *" installed:$name "* ]] || missing+=" $name" ;;
            esac
        done
        [ -z "$missing" ] || echo "$reason:$missing"
    done < <(package_groups)
}

# install_packages NAME...: with apt-get, as root or with sudo.
install_packages() {
    local as_root=() log="$cache/apt.log" names="$*"
    have apt-get ||
        die "this system has no apt-get: install what Debian calls $names with its own package manager, then run packaging/setup --no-packages."
    if [ "$(id -u)" -ne 0 ]; then
        have sudo ||
            die "these packages are missing and neither root nor sudo is at hand: ask an administrator to run 'apt-get install $names', then run this again."
        sudo -v || die "sudo did not let you in: ask an administrator to run 'apt-get install $names', then run this again."
        as_root=(sudo)
    fi
    say "Installing them with apt-get${as_root[*]:+ and sudo}; this takes about a minute. Its words go to $log."
    as_root+=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -o DPkg::Lock::Timeout=300)
    # A source of the user's own that cannot be reached must not stop what the others have.
    "${as_root[@]}" update >"$log" 2>&1 || true
    if ! "${as_root[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1; then
        tail -n 5 "$log" >&2
        die "$(apt_failure "$log")"
    fi
}

# apt_failure LOG: what to do about it.
apt_failure() {
    if grep -qE 'No space left|enough free space' "$1"; then
        echo "the disk is full: free about 2 GB where /usr and /var lie, and run this again."
    elif grep -qE 'Could not get lock|Unable to acquire the dpkg' "$1"; then
        echo "another program is installing packages: wait until it has finished and run this again."
    elif grep -qE 'resolv|Could not connect|Failed to fetch|Unable to fetch|Connection|Network is unreachable|Cannot initiate' "$1"; then
        echo "the package sources could not be reached: connect to the network and run this again."
    elif grep -qE 'Unable to locate package|has no installation candidate' "$1"; then
        echo "the package sources do not have every package: this needs Debian 12 or Ubuntu 24.04 (there with 'universe' enabled) or newer."
    elif grep -qE 'dpkg --configure -a|--fix-broken' "$1"; then
        echo "an earlier installation was interrupted: run 'dpkg --configure -a' and 'apt-get --fix-broken install' as root, then this again."
    else
        echo "apt-get could not install the packages: $1 says why; mend that and run this again."
    fi
}

# check_tools: what is installed is new enough.
check_tools() {
    local compiler=${CXX:-g++} version
    if version=$($compiler -dumpfullversion 2>/dev/null) && ! at_least "$version" 12; then
        die "$compiler is version $version and C++20 needs g++ 12 or newer: install one (on Ubuntu 22.04 the package g++-12) and run this again with CXX=g++-12."
    fi
    version=$(cmake --version | awk 'NR == 1 { print $3 }')
    at_least "$version" 3.25 ||
        die "cmake is version $version and 3.25 or newer is needed: install a newer one (for example with 'pip install cmake'), put it first in PATH and run this again."
}
