#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes a crash a regression case: makes its input as small as the time allows and puts it where the tests replay it.
#
#   fuzz/regress.sh TARGET FILE [NAME]    NAME is that of FILE unless given
set -eu
cd "$(dirname "$0")/.."
[ $# -ge 2 ] || { sed -n '3,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
target=$1
file=$2
name=${3:-$(basename "$file")}
build=${CREATEPRODUCT_FUZZ_BUILD:-build/fuzz}
program=$build/fuzz/createproduct-fuzz-$target
kept=fuzz/regressions/$target/$name
[ -f "$file" ] || { echo "fuzz/regress.sh: there is no file $file" >&2; exit 2; }
[ ! -e "$kept" ] || { echo "fuzz/regress.sh: $kept exists" >&2; exit 2; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
small=$scratch/small
export CREATEPRODUCT_FUZZ_FOLDER="$scratch"
if "$program" "$file" >/dev/null 2>&1; then
  echo "fuzz/regress.sh: $file breaks nothing" >&2
  exit 2
fi
"$program" -minimize_crash=1 -exact_artifact_path="$small" -max_total_time=20 "$file" >/dev/null 2>&1 || true
[ -s "$small" ] && ! "$program" "$small" >/dev/null 2>&1 || cp "$file" "$small"
mkdir -p "fuzz/regressions/$target"
cp "$small" "$kept"
echo "$kept: $(wc -c <"$file") bytes became $(wc -c <"$kept")"
