# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# LibTorch: the one that the user names, or the pinned wheels, unpacked in the user's cache folder.
# packaging/cmake/FindLibTorch.cmake looks in the same places in the same order.

libtorch_version=2.11.0
libtorch_lowest=2.6
: "${HOME:=/root}"
case ${XDG_CACHE_HOME:-} in
/*) cache=$XDG_CACHE_HOME/infoplane ;;
*) cache=$HOME/.cache/infoplane ;;
esac

# libtorch_root FOLDER: FOLDER or FOLDER/torch, whichever holds LibTorch.
libtorch_root() {
    local folder
    for folder in "$1" "$1/torch"; do
        if [ -f "$folder/include/ATen/ATen.h" ] && [ -f "$folder/lib/libtorch_cpu.so" ]; then
            echo "$folder"
            return
        fi
    done
    return 1
}

# named_libtorch: the folder of the LibTorch that the user names; nothing when none is named.
named_libtorch() {
    local folder
    if [ -n "${INFOPLANE_LIBTORCH:-}" ]; then
        libtorch_root "$INFOPLANE_LIBTORCH" ||
            die "INFOPLANE_LIBTORCH=$INFOPLANE_LIBTORCH holds no LibTorch: name the folder with include/ATen/ATen.h and lib/libtorch_cpu.so, or unset it."
    elif [ -n "${Torch_DIR:-}" ]; then
        libtorch_root "${Torch_DIR%/}/../../.." ||
            die "Torch_DIR=$Torch_DIR belongs to no LibTorch: name its share/cmake/Torch folder, or unset it."
    else
        while read -r -d : folder; do
            if [ -n "$folder" ] && libtorch_root "$folder"; then return; fi
        done <<<"${CMAKE_PREFIX_PATH:-}:"
    fi
}

# check_libtorch FOLDER: new enough?
check_libtorch() {
    local file version=""
    for file in torch/headeronly/version.h torch/version.h torch/csrc/api/include/torch/version.h; do
        [ -n "$version" ] || [ ! -f "$1/include/$file" ] ||
            version=$(awk '/define TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]/ { v = v s $3; s = "." } END { print v }' "$1/include/$file")
    done
    at_least "${version:-0}" "$libtorch_lowest" ||
        die "the LibTorch in $1 is version ${version:-unknown} and $libtorch_lowest or newer is needed: name a newer one, or none to have $libtorch_version fetched."
}

has_nvidia_driver() {
    [ -e "${INFOPLANE_PROC:-/proc}/driver/nvidia/version" ] || { have nvidia-smi && nvidia-smi -L >/dev/null 2>&1; }
}

# choose_set: cpu or cuda. The CUDA set serves a machine without a driver too, so it is kept where it is.
choose_set() {
    if [ -n "$libtorch_set" ]; then
        echo "$libtorch_set"
    elif libtorch_is_whole cuda || has_nvidia_driver; then
        echo cuda
    else
        echo cpu
    fi
}

libtorch_folder() { echo "$cache/libtorch-$libtorch_version-$1"; }

# wheels_digest SET: changes when another wheel is pinned.
wheels_digest() {
    case $1 in
    cpu) sha256sum <"$here/wheels/cpu.txt" ;;
    cuda) cat "$here/wheels/cpu.txt" "$here/wheels/cuda.txt" | sha256sum ;;
    esac
}

# libtorch_is_whole SET: unpacked to the end, from the wheels that are pinned now, and not taken apart since.
libtorch_is_whole() {
    local folder file
    folder=$(libtorch_folder "$1")
    [ -f "$folder/.wheels" ] && [ "$(cat "$folder/.wheels")" = "$(wheels_digest "$1")" ] || return 1
    for file in include/ATen/ATen.h lib/libtorch_cpu.so lib/libc10.so ../nvidia/cu13/lib/libcudart.so.13; do
        [ -f "$folder/torch/$file" ] || return 1
    done
}

# fetch_libtorch SET: one set-up at a time; a second one waits and finds it done.
fetch_libtorch() {
    exec 9>"$cache/lock"
    if have flock && ! flock -n 9; then
        say "Another set-up is fetching LibTorch; waiting for it."
        flock 9
    fi
    if ! libtorch_is_whole "$1"; then replace_libtorch "$1"; fi
    exec 9>&-
}

# replace_libtorch SET: downloads and unpacks beside the final place, which only a rename fills: so what is there is whole.
replace_libtorch() {
    local folder digest wheels
    folder=$(libtorch_folder "$1")
    digest=$(wheels_digest "$1")
    wheels=$cache/wheels-$1-${digest:0:12}
    rm -rf "$cache"/unpacking.*
    case $1 in
    cpu) need_disk "$cache" 1800 "LibTorch" ;;
    cuda) need_disk "$cache" 6600 "LibTorch with CUDA" ;;
    esac
    work=$(mktemp -d "$cache/unpacking.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    download_wheels "$1" "$wheels"
    unpack_wheels "$work/new" "$wheels"
    echo "$digest" >"$work/new/.wheels"
    if [ -e "$folder" ]; then mv "$folder" "$work/old"; fi
    mv "$work/new" "$folder"
    rm -rf "$work" "$cache"/wheels-*
    trap - EXIT
}

# download_wheels SET FOLDER: whole wheels that fit their digest into FOLDER; what breaks off stays in $work.
# A wheel that an interrupted set-up left in FOLDER whole is not fetched again.
download_wheels() {
    local machine minor platforms=() errors="$work/pip.log"
    machine=$(uname -m)
    case $machine in
    x86_64 | aarch64) ;;
    *) die "there is no LibTorch wheel for $machine: build LibTorch $libtorch_lowest or newer yourself and name it with INFOPLANE_LIBTORCH=FOLDER." ;;
    esac
    for minor in 28 27 26 25 24 18 17; do platforms+=(--platform "manylinux_2_${minor}_$machine"); done
    for minor in 2014 2010 1; do platforms+=(--platform "manylinux${minor}_$machine"); done
    if ! {
        TMPDIR=$work LC_ALL=C.UTF-8 python3 -m pip download --no-cache-dir --disable-pip-version-check --no-deps \
            --require-hashes --only-binary=:all: --implementation cp --python-version 3.11 --abi cp311 "${platforms[@]}" \
            --dest "$2" --requirement "$here/wheels/$1.txt" 2>&1 >&3 3>&- | tee "$errors" >&2
    } 3>&2; then
        die "$(pip_failure "$errors")"
    fi
}

# pip_failure LOG: what to do about it.
pip_failure() {
    if grep -qE 'No space left' "$1"; then
        echo "the disk is full: free some space in $cache and run this again."
    elif grep -qE 'DO NOT MATCH THE HASHES|Hash' "$1"; then
        echo "the package index sent another file than the one whose digest is known, and it was thrown away: run this again, and if that does not help name a LibTorch of your own with INFOPLANE_LIBTORCH=FOLDER."
    elif grep -qE 'No module named pip' "$1"; then
        echo "python3 has no pip: install it (Debian's package python3-pip) or put /usr/bin first in PATH, and run this again."
    elif grep -qE 'CERTIFICATE_VERIFY_FAILED' "$1"; then
        echo "this system does not trust the package index's certificate: set the clock, or install the certificates of your network, and run this again."
    elif grep -qE 'onnection|imed out|resol|IncompleteRead|SSL|HTTP error|Proxy|unreachable' "$1"; then
        echo "the download of LibTorch broke off: connect to the network and run this again; what came whole is kept."
    elif grep -qE 'No matching distribution|Could not find a version' "$1"; then
        echo "the package index that pip uses does not have LibTorch $libtorch_version: let pip use another one, or name a LibTorch with INFOPLANE_LIBTORCH=FOLDER."
    else
        echo "pip could not fetch LibTorch: the lines above say why; mend that and run this again."
    fi
}

# unpack_wheels FOLDER WHEELS: of every wheel in the folder WHEELS what a C++ program needs, and the licences.
unpack_wheels() {
    say "Unpacking LibTorch into $cache."
    python3 - "$1" "$2"/*.whl <<'PYTHON' || die "LibTorch could not be unpacked: see that $cache has space left and is yours to write, and run this again."
import sys, zipfile
kept = ("torch/lib/", "torch/include/", "torch/share/", "nvidia/")
try:
    for wheel in sys.argv[2:]:
        with zipfile.ZipFile(wheel) as archive:
            names = [n for n in archive.namelist() if n.startswith(kept) or ".dist-info/licenses/" in n]
            archive.extractall(sys.argv[1], names)
except (OSError, zipfile.BadZipFile) as error:
    sys.exit(f"{wheel}: {error}")
PYTHON
}
