# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Configuring and building a preset, after set_up. Configuring is left out where nothing that it depends on has changed
# (ninja itself sees to changed CMake files).
root=$(cd "$here/.." && pwd)

# nproc by itself says what these variables ask for, not what there is.
cores() { env -u OMP_NUM_THREADS -u OMP_THREAD_LIMIT nproc; }

# at_once MEGABYTES: one a core, but no more than the memory has room for.
at_once() {
    local cores room
    cores=$(cores)
    room=$(awk -v each="$1" '/MemAvailable/ { print int($2 / 1000 / each) }' /proc/meminfo 2>/dev/null || echo "$cores")
    echo $((room < 1 ? 1 : room < cores ? room : cores))
}

# What compiling a folder of sources takes at most, and running a test.
compilers() { at_once 1300; }
tests_at_once() { at_once 700; }

# configure PRESET
configure() {
    local cache_file=$root/build/$1/CMakeCache.txt fresh=() together=()
    if [ -f "$root/build/$1/build.ninja" ] && grep -qxF "INFOPLANE_LIBTORCH:PATH=$libtorch" "$cache_file" &&
        grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache_file"; then
        return
    fi
    need_disk "$root" 500 "building"
    # A copied or moved source folder leaves a cache that belongs to the old place.
    if [ -f "$cache_file" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache_file"; then fresh=(--fresh); fi
    # For those who use it, not work on it: a third less to wait.
    if [ "$1" = release ]; then together=(-DINFOPLANE_UNITY=ON); fi
    (cd "$root" && cmake --preset "$1" "${fresh[@]}" "-DINFOPLANE_LIBTORCH:PATH=$libtorch" "${together[@]}") >&2 ||
        die "CMake could not configure the preset $1: the lines above say why; mend that and run this again."
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    cmake --build "$root/build/$preset" --parallel "$(compilers)" ${1+--target "$@"} >&2 ||
        die "the preset $preset does not build: the first error above says why (a disk that is full too: $(df -h --output=avail "$root" | tail -n 1 | tr -d ' ') are left); mend that and run this again."
}
