# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Configuring and building a preset, after set_up. Configuring is left out where nothing that it depends on has changed
# (ninja itself sees to changed CMake files).
root=$(cd "$here/.." && pwd)

# jobs: one a core, but no more than the memory has room for; a file that includes LibTorch takes up to 2 GB.
jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/MemAvailable/ { print int($2 / 2000000) }' /proc/meminfo 2>/dev/null || echo "$cores")
    echo $((memory < 1 ? 1 : memory < cores ? memory : cores))
}

# configure PRESET
configure() {
    local cache_file=$root/build/$1/CMakeCache.txt fresh=()
    if [ -f "$root/build/$1/build.ninja" ] && grep -qxF "INFOPLANE_LIBTORCH:PATH=$libtorch" "$cache_file" &&
        grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache_file"; then
        return
    fi
    need_disk "$root" 500 "building"
    # A copied or moved source folder leaves a cache that belongs to the old place.
    if [ -f "$cache_file" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache_file"; then fresh=(--fresh); fi
    (cd "$root" && cmake --preset "$1" "${fresh[@]}" "-DINFOPLANE_LIBTORCH:PATH=$libtorch") >&2 ||
        die "CMake could not configure the preset $1: the lines above say why; mend that and run this again."
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    cmake --build "$root/build/$preset" --parallel "$(jobs)" ${1+--target "$@"} >&2 ||
        die "the preset $preset does not build: the first error above says why (a disk that is full too: $(df -h --output=avail "$root" | tail -n 1 | tr -d ' ') are left); mend that and run this again."
}
