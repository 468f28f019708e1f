# SPDX-License-Identifier: MIT
# Sourced by run-mock.sh and run-all.sh: says what is missing, and on Debian 12 installs it.

missing=

# need PACKAGE COMMAND...: PACKAGE is missing if COMMAND fails.
need() {
  package=$1
  shift
  "$@" >/dev/null 2>&1 || missing="$missing $package"
}

has_header() {
  printf '#if !__has_include(<%s>)\n#error\n#endif\n' "$1" | g++ -std=c++20 -E -x c++ -
}

has_sanitizers() {
  ls "$(clang++-14 -print-resource-dir)"/lib/linux/libclang_rt.asan*
}

has_libcxx() {
  echo '#include <version>' | clang++-19 -stdlib=libc++ -x c++ -fsyntax-only -
}

has_libcxxabi() {
  ls "$(clang++-19 -print-file-name=libc++abi.so)"  # the bare name if it is not there
}

need_for_program() {
  need cmake command -v cmake
  need ninja-build command -v ninja
  need g++ command -v g++
  need pkg-config command -v pkg-config
  need libcpp-httplib-dev has_header httplib.h
  need libcli11-dev has_header CLI/CLI.hpp
  need libssl-dev has_header openssl/ssl.h
}

need_for_tests() {
  need_for_program
  need clang-14 command -v clang++-14
  need libclang-rt-14-dev has_sanitizers
  need python3 test -x /usr/bin/python3
  need openssl command -v openssl
  need python3-jsonschema /usr/bin/python3 -c 'import jsonschema'
  need nlohmann-json3-dev has_header nlohmann/json.hpp
  need doctest-dev has_header doctest/doctest.h
  need librapidcheck-dev has_header rapidcheck.h
  need doxygen command -v doxygen
}

# The compilers beside the oldest ones that tests/consumer builds with.
need_for_consumers() {
  need clang-16 command -v clang++-16
  need clang-19 command -v clang++-19
  need libc++-19-dev has_libcxx
  need libc++abi-19-dev has_libcxxabi
}

# Ends the script with status 2 if something is missing and cannot be installed.
install_missing() {
  [ -n "$missing" ] || return 0
  if ! grep -qx 'ID=debian' /etc/os-release || ! grep -qx 'VERSION_ID="12"' /etc/os-release; then
    echo "Missing, by the names of Debian 12 (this is another system, so nothing was installed):" >&2
    printf '  %s\n' $missing >&2
    exit 2
  fi
  if [ "$(id -u)" -eq 0 ]; then
    as_root=
  elif command -v sudo >/dev/null; then
    as_root=sudo
  else
    echo "Missing; as root: apt-get install --no-install-recommends$missing" >&2
    exit 2
  fi
  echo "Installing$missing"
  $as_root apt-get update &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing || exit 2
}
