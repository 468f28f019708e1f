#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs every fuzz target for a while, each from its seeds, what was found before and its regression cases.
#
#   fuzz/run.sh [SECONDS [TARGET...]]    20 seconds a target and all targets, unless given
#
# In the environment: CREATEPRODUCT_FUZZ_BUILD, a build with fuzzers (build/fuzz, which is made if it is missing);
# CREATEPRODUCT_FUZZ_CORPUS, where inputs are kept (build/fuzz-corpus); CREATEPRODUCT_FUZZ_WORKERS, how many processes
# work on a target at the same time (1; more of them by libFuzzer's -fork).
#
# Prints for each target executions a second, coverage and what was found. Exit status: 0 if no invariant broke, else 1.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-20}
[ $# -eq 0 ] || shift
build=${CREATEPRODUCT_FUZZ_BUILD:-build/fuzz}
corpus=${CREATEPRODUCT_FUZZ_CORPUS:-build/fuzz-corpus}
workers=${CREATEPRODUCT_FUZZ_WORKERS:-1}

[ -n "${CREATEPRODUCT_FUZZ_BUILD:-}" ] || cmake --workflow --preset fuzz 2>/dev/null ||
  { cmake --preset fuzz && cmake --build --preset fuzz; }
replay=$build/fuzz/createproduct-fuzz-replay
mkdir -p "$corpus"
$replay --write-seeds "$corpus/seeds"
$replay --dictionary >"$corpus/dictionary"

failed=0
for target in ${*:-$($replay --list)}; do
  found=$corpus/found/$target
  crashes=$corpus/crashes/$target
  mkdir -p "$found" "$crashes" "$corpus/seeds/$target"
  log=$corpus/$target.log
  folders="$found $corpus/seeds/$target"
  [ ! -d "fuzz/regressions/$target" ] || folders="$folders fuzz/regressions/$target"
  fork=
  [ "$workers" -eq 1 ] || fork=-fork=$workers
  status=0
  # shellcheck disable=SC2086
  "$build/fuzz/createproduct-fuzz-$target" $folders $fork -dict="$corpus/dictionary" -max_total_time="$seconds" \
    -timeout=10 -max_len=4096 -print_final_stats=1 -artifact_prefix="$crashes/" >"$log" 2>&1 || status=$?
  rate=$(sed -n 's/.*average_exec_per_sec: *//p' "$log" | tail -n 1)
  [ -n "$rate" ] || rate=$(sed -n 's/.*exec\/s:* *\([0-9]*\).*/\1/p' "$log" | tail -n 1)
  coverage=$(sed -n 's/.*cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
  echo "$target: ${rate:-?} executions/s, coverage ${coverage:-?}, exit status $status"
  if [ "$status" -ne 0 ]; then
    failed=1
    sed -n '/createproduct-fuzz: broken/,/^[^ ]/p; /SUMMARY/p' "$log" | head -n 20
    echo "  keep it: fuzz/regress.sh $target $crashes/FILE"
  fi
done
exit $failed
