#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds and runs every test: with GCC, then with clang under the address and undefined-behaviour sanitizers, then
# the kill matrix of the optimised program, then whether all three programs do the same. The last line sums all, skipped
# being the tests with tools by other hands that are not installed; the exit code is 0 if none failed, 1 if some did, 2
# if something needed could not be installed.
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
need_for_tests
[ "${CREATEPRODUCT_TEST_CONSUMERS:-}" != all ] || need_for_consumers
install_missing

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

passed=0
failed=0
skipped=0
for preset in debug sanitize; do
  {
    status=0
    cmake --workflow --preset "$preset" 2>&1 || status=$?
    echo "$status" >"$results/status"
  } | tee "$results/output"
  # ctest closes with: 99% tests passed, 1 tests failed out of 120
  counts=$(sed -n 's/^[0-9]*% tests passed, \([0-9]*\) tests failed out of \([0-9]*\)$/\1 \2/p' "$results/output" | tail -n 1)
  counts=${counts:-0 0}
  failures=${counts% *}
  tests=${counts#* }
  left_out=$(grep -c '^[[:space:]]*[0-9]* - .* (Skipped)$' "$results/output" || true)
  if [ "$(cat "$results/status")" -ne 0 ] && [ "$failures" -eq 0 ]; then
    echo "$preset: it did not come to the tests"
    failures=1
    tests=1
    left_out=0
  fi
  failed=$((failed + failures))
  passed=$((passed + tests - failures - left_out))
  skipped=$((skipped + left_out))
done

# The kill matrix is run by the program as it is built for use; built as above it takes minutes.
kill_matrix() {
  if cmake --workflow --preset program && build/program/createproduct-conformance selftest --quiet "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
}
kill_matrix
kill_matrix --budget quick --least-killed 95 --least-right 94

if sh tests/same-events.sh; then
  passed=$((passed + 1))
else
  failed=$((failed + 1))
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
