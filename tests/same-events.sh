#!/bin/sh
# SPDX-License-Identifier: MIT
# The same seed and salt give the same masked events whatever the compiler and its optimisation: compares the programs
# of the presets debug, sanitize and program, which must have been built. Exit status: 0 if all are equal, 1 if not.
set -eu
cd "$(dirname "$0")/.."
events=$(mktemp -d)
trap 'rm -rf "$events"' EXIT
for preset in debug sanitize program; do
  "build/$preset/createproduct-conformance" run --mock --quiet --mask --jobs 1 --seed 7 --salt events \
   --report "ndjson=$events/$preset" >/dev/null
  lines=$(wc -l <"$events/$preset")
  [ "$lines" -gt 100 ] || { echo "same-events: $preset wrote only $lines events"; exit 1; }
  cmp "$events/debug" "$events/$preset" || { echo "same-events: $preset differs from debug"; exit 1; }
  echo "same-events: $preset wrote $lines events, the same as debug"
done
