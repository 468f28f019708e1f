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
# Prints for each target executions a second, by the clock and by processor time, coverage and what was found. What
# breaks is kept in crashes/TARGET/ among the inputs. Exit status: 0 if no invariant broke, else 1.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-20}
[ $# -eq 0 ] || shift
build=${CREATEPRODUCT_FUZZ_BUILD:-build/fuzz}
corpus=${CREATEPRODUCT_FUZZ_CORPUS:-build/fuzz-corpus}
workers=${CREATEPRODUCT_FUZZ_WORKERS:-1}

[ -n "${CREATEPRODUCT_FUZZ_BUILD:-}" ] || cmake --workflow --preset fuzz
# Memory that was freed is watched for a while, not by the hundred megabytes, which takes longer than most inputs do.
export ASAN_OPTIONS="${ASAN_OPTIONS-quarantine_size_mb=8}"
replay=$build/fuzz/createproduct-fuzz-replay
mkdir -p "$corpus"
$replay --write-seeds "$corpus/seeds"
$replay --dictionary >"$corpus/dictionary"

# Processor time of all children until `times` was last written, in seconds.
spent() {
  sed -n '2s/[ms]/ /gp' "$corpus/times" | awk '{print $1 * 60 + $2 + $3 * 60 + $4}'
}

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
  times >"$corpus/times"
  before=$(spent)
  # shellcheck disable=SC2086
  CREATEPRODUCT_FUZZ_FOLDER=$crashes "$build/fuzz/createproduct-fuzz-$target" $folders $fork -dict="$corpus/dictionary" -max_total_time="$seconds" \
    -timeout=10 -max_len=4096 -print_final_stats=1 -artifact_prefix="$crashes/" >"$log" 2>&1 || status=$?
  times >"$corpus/times"
  units=$(sed -n 's/.*number_of_executed_units: *//p' "$log" | tail -n 1)
  busy=$(echo "${units:-0} $before $(spent)" | awk '{print ($3 > $2 ? int($1 / ($3 - $2)) : "?")}')
  rate=$(sed -n 's/.*average_exec_per_sec: *//p' "$log" | tail -n 1)
  [ -n "$rate" ] || rate=$(sed -n 's/.*exec\/s:* *\([0-9]*\).*/\1/p' "$log" | tail -n 1)
  coverage=$(sed -n 's/.*cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
  echo "$target: ${rate:-?} executions/s ($busy by processor time), coverage ${coverage:-?}, exit status $status"
  if [ "$status" -ne 0 ]; then
    failed=1
    sed -n '/createproduct-fuzz: broken/,/^[^ ]/p; /SUMMARY/p' "$log" | head -n 20
    echo "  keep it: fuzz/regress.sh $target $crashes/FILE"
  fi
done
exit $failed
