#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds createproduct-conformance and runs it over HTTP against its own mock, in another process, on a free loopback
# port. Arguments are passed on to `createproduct-conformance run`; its exit code is that of this script.
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
need_for_program
install_missing

cmake --workflow --preset program
program=build/program/createproduct-conformance

log=$(mktemp)
"$program" mock --port 0 >"$log" &
mock=$!
trap 'kill "$mock" 2>/dev/null || true; wait "$mock" 2>/dev/null || true; rm -f "$log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The mock prints its address as soon as it answers.
tries=0
until url=$(grep -o -m 1 'http://[^ ]*' "$log"); do
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ] || ! kill -0 "$mock" 2>/dev/null; then
    echo "the mock did not start:" >&2
    cat "$log" >&2
    exit 4
  fi
  sleep 0.1
done

"$program" run --endpoint "$url" "$@"
