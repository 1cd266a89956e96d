# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Checks for tests written in bash: a wrong one says so, calls the test's own `explain` if it has one, and the test goes on;
# `finish` has the verdict.
checks=0
wrong=0

# check WHAT COMMAND...: COMMAND succeeds.
check() {
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" && return
    wrong=$((wrong + 1))
    echo "WRONG: $what"
    if declare -F explain >/dev/null; then explain; fi
}

finish() {
    echo "$((checks - wrong)) passed, $wrong failed"
    [ "$wrong" -eq 0 ] && [ "$checks" -gt 0 ]
}
