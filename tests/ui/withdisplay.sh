#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# withdisplay.sh PROGRAM [ARGUMENTS]: runs a test of the window on an X server of its own, which goes when the test has gone.
# Answers 77, which ctest reads as “skipped”, where there is no Xvfb.
set -eu

if ! command -v Xvfb >/dev/null 2>&1; then
    echo "withdisplay.sh: skipped, Xvfb is not installed"
    exit 77
fi
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
# It finds a free number by itself, and tells it once it can be connected to.
Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp >"$folder/log" 2>&1 3>"$folder/number" &
server=$!
waited=0
until [ -s "$folder/number" ]; do
    if ! kill -0 "$server" 2>/dev/null || [ "$waited" -ge 100 ]; then
        echo "withdisplay.sh: Xvfb did not start:" >&2
        cat "$folder/log" >&2
        exit 1
    fi
    waited=$((waited + 1))
    sleep 0.1
done
# What D-Bus keeps when there is no session bus is not ours; with leak checks the rest counts.
echo "leak:libdbus-1" >"$folder/leaks"
DISPLAY=":$(cat "$folder/number")" QT_QPA_PLATFORM=xcb LSAN_OPTIONS="suppressions=$folder/leaks:print_suppressions=0" "$@"
