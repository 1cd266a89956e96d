# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# set_up: everything that configuring, building and (with_tests) testing needs. Afterwards $libtorch is LibTorch's folder.
# Sourced by packaging/setup, run and test, so that a set-up already done costs a tenth of a second.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=packaging/lib/say.sh
. "$here/lib/say.sh"
# shellcheck source=packaging/lib/packages.sh
. "$here/lib/packages.sh"
# shellcheck source=packaging/lib/libtorch.sh
. "$here/lib/libtorch.sh"

with_window=true
with_tests=false
with_packages=true
libtorch_set=""

set_up() {
    local missing="" names set=""
    mkdir -p "$cache" 2>/dev/null || true
    [ -w "$cache" ] ||
        die "the folder $cache cannot be written: mend its rights, or set XDG_CACHE_HOME to one that can, and run this again."
    libtorch=$(named_libtorch) || exit 1 # it has said why
    fetch_libtorch=false
    if [ -n "$libtorch" ]; then
        check_libtorch "$libtorch"
    else
        set=$(choose_set)
        libtorch=$(libtorch_folder "$set")/torch
        libtorch_is_whole "$set" || fetch_libtorch=true
    fi
    if $with_packages; then missing=$(missing_packages); fi
    announce "$missing" "$set"
    if [ -n "$missing" ]; then
        names=$(cut -d : -f 2 <<<"$missing")
        # shellcheck disable=SC2086 # one word a package
        install_packages $names
    fi
    check_tools
    if $fetch_libtorch; then fetch_libtorch "$set"; fi
}

# announce MISSING SET: what will be installed and why, before anything is.
announce() {
    [ -n "$1" ] || $fetch_libtorch || return 0
    say "Infoplane needs some things that this system does not have yet:"
    if [ -n "$1" ]; then
        say "  Debian packages"
        say "    ${1//$'\n'/$'\n    '}"
    fi
    if $fetch_libtorch; then
        case $2 in
        cpu) say "  LibTorch $libtorch_version, which computes the networks (with pip: 545 MB to fetch, 1.1 GB on disk in $cache)" ;;
        cuda) say "  LibTorch $libtorch_version with CUDA, which computes the networks on an NVIDIA device too (with pip: 2.5 GB to fetch, 3.9 GB on disk in $cache)" ;;
        esac
    fi
}
