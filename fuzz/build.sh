#!/bin/bash -eu
# SPDX-License-Identifier: MIT
# Builds the targets as OSS-Fuzz wants them: with the compiler, flags and engine in CC, CXX, CFLAGS, CXXFLAGS and
# LIB_FUZZING_ENGINE, into OUT, each with its seeds and the dictionary. AFL++ is had in the same way:
#
#   CC=afl-clang-fast CXX=afl-clang-fast++ LIB_FUZZING_ENGINE=-fsanitize=fuzzer OUT=afl-out fuzz/build.sh
#   afl-fuzz -i afl-out/request_seeds -o afl-found -x afl-out/createproduct.dict -- afl-out/createproduct-fuzz-request
cd "$(dirname "$0")/.."
: "${CC:=clang-14}" "${CXX:=clang++-14}" "${CFLAGS:=-O1 -g}" "${CXXFLAGS:=-O1 -g}" "${OUT:=build/fuzz-out}"
: "${LIB_FUZZING_ENGINE:=-fsanitize=fuzzer}" "${WORK:=build/fuzz-work}"
export CC CXX CFLAGS CXXFLAGS
mkdir -p "$OUT"
cmake -S . -B "$WORK" -G Ninja -DCMAKE_BUILD_TYPE=None -DCREATEPRODUCT_BUILD_FUZZERS=ON \
  -DCREATEPRODUCT_BUILD_TESTS=OFF -DCREATEPRODUCT_BUILD_PROGRAM=OFF "-DCREATEPRODUCT_FUZZ_ENGINE=$LIB_FUZZING_ENGINE"
# CREATEPRODUCT_FUZZ_TARGETS names those to build; all unless given.
if [ -n "${CREATEPRODUCT_FUZZ_TARGETS:-}" ]; then
  wanted=(createproduct-fuzz-replay)
  for target in $CREATEPRODUCT_FUZZ_TARGETS; do wanted+=("createproduct-fuzz-$target"); done
  cmake --build "$WORK" --target "${wanted[@]}"
else
  cmake --build "$WORK"
fi
replay=$WORK/fuzz/createproduct-fuzz-replay
"$replay" --dictionary >"$OUT/createproduct.dict"
"$replay" --write-seeds "$WORK/seeds"
for target in $("$replay" --list); do
  program=$WORK/fuzz/createproduct-fuzz-$target
  [ -x "$program" ] || continue
  cp "$program" "$OUT/"
  cp "$OUT/createproduct.dict" "$OUT/createproduct-fuzz-$target.dict"
  rm -rf "$OUT/${target}_seeds"
  cp -r "$WORK/seeds/$target" "$OUT/${target}_seeds"
  if command -v zip >/dev/null; then
    (cd "$WORK/seeds/$target" && zip -q -r - .) >"$OUT/createproduct-fuzz-${target}_seed_corpus.zip"
  fi
done
