#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# setup_test.sh SOURCE: packaging/setup on a faked system. Every tool that it calls is found in one folder: real ones as
# links, and fakes for what would change or ask the system. A fake does what its variable in the environment says.
# shellcheck disable=SC2016 # the fakes' own variables stand in single quotes
set -u
source=$1
# shellcheck source=tests/packaging/check.sh
. "$(dirname "$0")/check.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools=$work/tools

# fake NAME: the script on standard input; $calls gets a line a call.
fake() {
    rm -f "$tools/$1"
    {
        echo '#!/bin/bash'
        echo 'echo "$(basename "$0") $*" >>"$calls"'
        cat
    } >"$tools/$1"
    chmod +x "$tools/$1"
}

# new_system: everything installed, LibTorch not fetched, nothing wrong.
new_system() {
    local tool
    rm -rf "$tools" "$work/cache" "$work/proc" "$work/calls"
    mkdir -p "$tools" "$work/cache" "$work/proc"
    for tool in bash env sh dirname basename mkdir mktemp rm mv cat cut grep head tail sed sort tee awk sha256sum tr flock ls printf; do
        ln -s "$(command -v "$tool")" "$tools/$tool"
    done
    real_python=$(python3 -c 'import sys; print(sys.executable)')
    export calls=$work/calls real_python
    : >"$calls"
    for tool in ninja ccache curl git desktop-file-validate appstreamcli; do fake $tool <<<'exit 0'; done
    fake id <<<'echo ${FAKE_UID:-0}'
    fake uname <<<'echo ${FAKE_MACHINE:-x86_64}'
    fake df <<<'printf "Filesystem 1024-blocks Used Available Capacity Mounted on\nx 1 1 ${FAKE_FREE_KB:-99000000} 1%% /\n"'
    fake g++ <<<'echo ${FAKE_GCC:-12.2.0}'
    fake cmake <<<'echo "cmake version ${FAKE_CMAKE:-3.25.1}"'
    fake dpkg-query <<'FAKE'
for name in nlohmann-json3-dev libcli11-dev zlib1g-dev libssl-dev libhdf5-dev libzip-dev libmatio-dev python3-pip ca-certificates \
    qt6-base-dev qt6-svg-dev qt6-wayland libqcustomplot-dev fonts-dejavu-core libgtest-dev libgmock-dev xvfb python3-h5py python3-pandas; do
    [[ " ${FAKE_MISSING:-} " == *" $name "* ]] || echo -n "installed:$name "
done
FAKE
    fake apt-get <<'FAKE'
[[ $* != *install* ]] || [ -z "${FAKE_APT:-}" ] || { echo "E: $FAKE_APT"; exit 100; }
FAKE
    fake sudo <<'FAKE'
[ "$1" != -v ] || exit "${FAKE_SUDO:-0}"
exec "$@"
FAKE
    fake python3 <<'FAKE'
[ "$1 $2 $3" = "-m pip download" ] || exec "$real_python" "$@"
while [ "$1" != --dest ]; do shift; done
mkdir -p "$2"
case ${FAKE_PIP:-whole} in
    whole) "$real_python" - "$2" <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + "/torch-whole.whl", "w") as z:
    for name in ("torch/include/ATen/ATen.h", "torch/lib/libtorch_cpu.so", "torch/lib/libc10.so",
                 "torch/_python_only.py", "nvidia/cu13/lib/libcudart.so.13"):
        z.writestr(name, "x" * 1000)
PYTHON
    ;;
    half) FAKE_PIP=whole "$0" -m pip download --dest "$TMPDIR" && head -c 300 "$TMPDIR/torch-whole.whl" >"$2/torch-whole.whl"; exit 0 ;;
    killed) head -c 300 /dev/zero >"$TMPDIR/torch-part"; kill -9 "$PPID"; exit 137 ;;
    *) echo "$FAKE_PIP" >&2; exit 1 ;;
esac
FAKE
}

# setup [NAME=VALUE...] [OPTION...]: in an environment of nothing else; $status, $out and the sentence, its last line.
setup() {
    local settings=()
    while [[ ${1:-} == *=* ]]; do
        settings+=("$1")
        shift
    done
    : >"$calls"
    out=$(env -i PATH="$tools" HOME="$work" XDG_CACHE_HOME="$work/cache" INFOPLANE_PROC="$work/proc" calls="$calls" \
        real_python="$real_python" "${settings[@]}" bash "$source/packaging/setup" "$@" 2>&1)
    status=$?
    sentence=$(tail -n 1 <<<"$out")
}

cpu() { echo "$work/cache/infoplane/libtorch-2.11.0-cpu"; }
works() { [ $status -eq 0 ]; }
fetched() { [ -f "$(cpu)/torch/lib/libtorch_cpu.so" ] && [ -f "$(cpu)/.wheels" ]; }
called() { grep -q "$1" "$calls"; }
explain() { printf '%s\n' "status $status" "calls:" "$(cat "$calls")" "output:" "$out"; }
not() { ! "$@"; }

# fails PATTERN: not zero, and the last line is one sentence that has PATTERN, and nothing unfinished is in use.
fails() {
    [ $status -ne 0 ] && [[ $sentence == "packaging/setup: "*. ]] && [[ $sentence =~ $1 ]]
}

new_system
setup
check "fetches LibTorch and nothing else" works
check "LibTorch is there" fetched
check "what only Python needs is left out" [ ! -e "$(cpu)/torch/_python_only.py" ]
check "the wheels are removed" not compgen -G "$work/cache/infoplane/wheels*"
check "no package was asked for" not called apt-get
setup
check "the second time nothing is done" works
check "nothing is fetched twice" not called python3
check "and nothing announced" not grep -q "does not have" <<<"$out"

rm "$(cpu)/nvidia/cu13/lib/libcudart.so.13"
setup
check "a LibTorch taken apart is fetched again" works
check "and whole then" [ -f "$(cpu)/nvidia/cu13/lib/libcudart.so.13" ]
echo of-other-wheels >"$(cpu)/.wheels"
setup
check "a LibTorch of other wheels is fetched again" called "pip download"

new_system
touch "$work/proc/none" && mkdir -p "$work/proc/driver/nvidia" && touch "$work/proc/driver/nvidia/version"
setup
check "with a driver the CUDA set" [ -d "$work/cache/infoplane/libtorch-2.11.0-cuda" ]
rm -r "$work/proc/driver"
setup
check "which also serves without one" not called "pip download"
setup --cpu
check "but for --cpu" fetched
new_system
setup --cuda
check "--cuda without a driver" [ -d "$work/cache/infoplane/libtorch-2.11.0-cuda" ]

new_system
setup FAKE_MISSING="libhdf5-dev qt6-base-dev"
check "missing packages are installed" called "apt-get .*install .*libhdf5-dev qt6-base-dev"
check "as root without sudo" not called sudo
check "and announced with their reason" grep -q "to record runs: libhdf5-dev" <<<"$out"
setup FAKE_MISSING=libhdf5-dev FAKE_UID=1000
check "with sudo for a user" called "sudo env .*apt-get"
setup FAKE_MISSING=qt6-base-dev --headless
check "no Qt for the headless preset" not called apt-get
setup --tests
check "with everything there apt-get is not called" not called apt-get
rm "$tools/ninja"
setup
check "a missing tool brings its package" called "install .* ninja-build"
setup FAKE_MISSING=python3-h5py
check "what only tests need is left out" not called "install .*python3-h5py"
setup FAKE_MISSING=python3-h5py --tests
check "but for --tests" called "install .*python3-h5py"
setup FAKE_MISSING=libhdf5-dev --no-packages
check "--no-packages" not called apt-get

new_system
setup FAKE_MISSING=libhdf5-dev FAKE_APT="Failed to fetch: Temporary failure resolving 'host'"
check "no network for packages" fails "connect to the network"
setup FAKE_MISSING=libhdf5-dev FAKE_APT="You don't have enough free space in /var/cache/apt/archives/."
check "disk full for packages" fails "disk is full"
setup FAKE_MISSING=libhdf5-dev FAKE_APT="Could not get lock /var/lib/dpkg/lock-frontend"
check "packages locked" fails "another program is installing"
setup FAKE_MISSING=libhdf5-dev FAKE_APT="Unable to locate package libhdf5-dev"
check "an unknown package" fails "universe"
setup FAKE_MISSING=libhdf5-dev FAKE_APT="something new"
check "any other trouble" fails "apt.log says why"
setup FAKE_MISSING=libhdf5-dev FAKE_UID=1000 FAKE_SUDO=1
check "sudo refuses" fails "ask an administrator to run 'apt-get install libhdf5-dev'"
rm "$tools/sudo"
setup FAKE_MISSING=libhdf5-dev FAKE_UID=1000
check "no sudo" fails "neither root nor sudo"
rm "$tools/apt-get"
setup FAKE_MISSING=libhdf5-dev
check "no apt-get" fails "no-packages"

new_system
setup FAKE_GCC=11.4.0
check "an old compiler" fails "g[+][+] 12"
setup FAKE_GCC=11.4.0 CXX=/nowhere/g++-12
check "another compiler named" works
setup FAKE_CMAKE=3.22.1
check "an old CMake" fails "cmake is version 3.22.1"

new_system
setup FAKE_FREE_KB=900000
check "disk full for LibTorch" fails "needs 1800 MB .* has 878 MB"
check "nothing was begun" not called "pip download"
setup FAKE_PIP="WARNING: Retrying after connection broken by 'NewConnectionError: Failed to establish a new connection'"
check "no network for LibTorch" fails "broke off"
setup FAKE_PIP="connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate"
check "a certificate that is not trusted" fails "does not trust"
setup FAKE_PIP="ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."
check "another file than the pinned one" fails "thrown away"
setup FAKE_PIP="OSError: [Errno 28] No space left on device"
check "disk full in the middle" fails "disk is full"
check "leaves nothing behind" not compgen -G "$work/cache/infoplane/unpacking.*"
setup FAKE_PIP="No module named pip"
check "no pip" fails "python3-pip"
setup FAKE_PIP=half
check "half a wheel" fails "could not be unpacked"
check "is never used" not fetched
setup FAKE_PIP=killed
check "killed while it fetches" [ $status -ne 0 ]
check "nothing is in use then" not fetched
setup
check "and the next one mends it" works
check "wholly" fetched
check "without leftovers" not compgen -G "$work/cache/infoplane/unpacking.*"
setup FAKE_MACHINE=riscv64 --cuda
check "no wheel for the machine" fails "no LibTorch wheel for riscv64"

new_system
named=$work/named
mkdir -p "$named/include/ATen" "$named/lib" "$named/include/torch/csrc/api/include/torch" "$named/share/cmake/Torch"
touch "$named/include/ATen/ATen.h" "$named/lib/libtorch_cpu.so"
version() {
    printf '#define TORCH_VERSION_MAJOR %s\n#define TORCH_VERSION_MINOR %s\n#define TORCH_VERSION_PATCH 0\n' "$1" "$2" \
        >"$named/include/torch/csrc/api/include/torch/version.h"
}
version 2 6
setup INFOPLANE_LIBTORCH="$named"
check "a LibTorch that the user names" works
check "is used instead" not called "pip download"
setup Torch_DIR="$named/share/cmake/Torch"
check "by Torch_DIR" not called "pip download"
setup CMAKE_PREFIX_PATH="/nowhere::$named"
check "by CMAKE_PREFIX_PATH" not called "pip download"
version 2 5
setup INFOPLANE_LIBTORCH="$named"
check "too old a LibTorch" fails "is version 2.5.0 and 2.6 or newer"
setup INFOPLANE_LIBTORCH=/nowhere
check "no LibTorch there" fails "holds no LibTorch"

new_system
: >"$work/file"
setup XDG_CACHE_HOME="$work/file"
check "a cache folder that cannot be made" fails "cannot be written"
setup --nonsense
check "an unknown option" fails "not an option"
finish
