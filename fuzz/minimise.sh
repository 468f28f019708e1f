#!/bin/sh
# SPDX-License-Identifier: MIT
# Merges what fuzz/run.sh, or other machines, found for a target into the fewest inputs with the same coverage.
#
#   fuzz/minimise.sh TARGET FOLDER...    the first folder is replaced by what is left of all of them
set -eu
cd "$(dirname "$0")/.."
[ $# -ge 2 ] || { sed -n '3,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
target=$1
first=$2
shift
build=${CREATEPRODUCT_FUZZ_BUILD:-build/fuzz}
merged=$(mktemp -d)
trap 'rm -rf "$merged"' EXIT
before=$(find "$@" -type f | wc -l)
"$build/fuzz/createproduct-fuzz-$target" -merge=1 "$merged" "$@" >/dev/null 2>&1
find "$first" -type f -delete
cp "$merged"/* "$first"
echo "$target: $before inputs became $(find "$first" -type f | wc -l)"
