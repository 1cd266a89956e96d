# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What every script here shares: how it speaks, how it fails, and what it asks of the disk.

say() { printf '%s\n' "$*" >&2; }

# die SENTENCE: the last line of every failure; it says what to do.
die() {
    trap - ERR
    say "$script_name: $*"
    exit 1
}

# Nothing fails without a sentence: what no other line foresaw ends here.
set -Eeuo pipefail
script_name="packaging/$(basename "$0")"
trap 'die "stopped unexpectedly at $(basename "${BASH_SOURCE[0]}"):$LINENO; run it again as bash -x $script_name and report the last lines."' ERR

have() { command -v "$1" >/dev/null 2>&1; }

# need_disk FOLDER MEGABYTES PURPOSE: FOLDER exists.
need_disk() {
    local free
    free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$free" -ge "$2" ] ||
        die "$3 needs $2 MB of disk and $1 has $free MB left: free some, or set XDG_CACHE_HOME to a folder on another disk, and run this again."
}

# at_least VERSION LOWEST
at_least() { [ "$(printf '%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }
