#!/bin/bash
# SPDX-License-Identifier: MIT
# Builds the targets as OSS-Fuzz wants them: with the compiler, flags and engine in CC, CXX, CFLAGS, CXXFLAGS and
# LIB_FUZZING_ENGINE, into OUT, each with its seeds and the dictionary. AFL++ (Debian: afl++, clang-14) is had in the same
# way, and given the mutator that knows the contract; without the second line it uses its own alone:
#
#   CC=afl-clang-fast CXX=afl-clang-fast++ WORK=build/afl OUT=build/afl-out fuzz/build.sh
#   export AFL_CUSTOM_MUTATOR_LIBRARY=build/afl-out/createproduct-afl-mutator.so CREATEPRODUCT_FUZZ_GRAMMAR=script
#   afl-fuzz -i build/afl-out/request_seeds -o build/afl-found -x build/afl-out/createproduct.dict -- \
#     build/afl-out/createproduct-fuzz-request
#
# CREATEPRODUCT_FUZZ_TARGETS names the targets to build, all unless given. One of them is not built unless named:
# example-engine, the validator with mistakes. CREATEPRODUCT_FUZZ_REPLAY is a createproduct-fuzz-replay that is there
# already, to write seeds and dictionary; unless given, one is built.
set -eu
cd "$(dirname "$0")/.."
: "${CC:=clang-14}" "${CXX:=clang++-14}" "${CFLAGS:=-O1 -g}" "${CXXFLAGS:=-O1 -g}" "${OUT:=build/fuzz-out}"
: "${LIB_FUZZING_ENGINE:=-fsanitize=fuzzer}" "${WORK:=build/fuzz-work}"
export CC CXX CFLAGS CXXFLAGS
mkdir -p "$OUT"
cmake -S . -B "$WORK" -G Ninja -DCMAKE_BUILD_TYPE=None -DCREATEPRODUCT_BUILD_FUZZERS=ON \
  -DCREATEPRODUCT_BUILD_TESTS=OFF -DCREATEPRODUCT_BUILD_PROGRAM=OFF "-DCREATEPRODUCT_FUZZ_ENGINE=$LIB_FUZZING_ENGINE"
replay=${CREATEPRODUCT_FUZZ_REPLAY:-$WORK/fuzz/createproduct-fuzz-replay}
if [ -n "${CREATEPRODUCT_FUZZ_TARGETS:-}" ]; then
  wanted=()
  [ -n "${CREATEPRODUCT_FUZZ_REPLAY:-}" ] || wanted=(createproduct-fuzz-replay)
  for target in $CREATEPRODUCT_FUZZ_TARGETS; do wanted+=("createproduct-fuzz-$target"); done
  cmake --build "$WORK" --target "${wanted[@]}"
else
  cmake --build "$WORK"
fi
"$replay" --dictionary >"$OUT/createproduct.dict"
"$replay" --write-seeds "$WORK/seeds"
for target in $("$replay" --list) example-engine; do
  program=$WORK/fuzz/createproduct-fuzz-$target
  [ -x "$program" ] || continue
  cp "$program" "$OUT/"
  cp "$OUT/createproduct.dict" "$OUT/createproduct-fuzz-$target.dict"
  seeds=$WORK/seeds/$target
  [ "$target" != example-engine ] || seeds=$WORK/seeds/form
  rm -rf "$OUT/${target}_seeds"
  cp -r "$seeds" "$OUT/${target}_seeds"
  if command -v zip >/dev/null; then
    (cd "$seeds" && zip -q -r - .) >"$OUT/createproduct-fuzz-${target}_seed_corpus.zip"
  fi
done
case $CXX in
  *afl*) "${MUTATOR_CXX:-c++}" -std=c++20 -O2 -shared -fPIC -Iinclude fuzz/frame/afl_mutator.cpp \
    -o "$OUT/createproduct-afl-mutator.so" ;;
esac
