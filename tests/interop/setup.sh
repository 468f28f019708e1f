#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs the tools and clients that the tests in this folder use into the directory that CREATEPRODUCT_INTEROP_DIR
# names. Exit code 2 if something could not be installed.
set -eu
cd "$(dirname "$0")/../.."
. tests/packages.sh

if [ -z "${CREATEPRODUCT_INTEROP_DIR:-}" ]; then
  echo "usage: CREATEPRODUCT_INTEROP_DIR=DIRECTORY sh tests/interop/setup.sh" >&2
  exit 2
fi
need nodejs command -v node
need npm command -v npm
need python3-venv /usr/bin/python3 -c 'import ensurepip'
need openssl command -v openssl
need curl command -v curl
need wget command -v wget
need chromium command -v chromium
need nginx-light env PATH="$PATH:/usr/sbin" sh -c 'command -v nginx'
install_missing

mkdir -p "$CREATEPRODUCT_INTEROP_DIR"
npm install --prefix "$CREATEPRODUCT_INTEROP_DIR" --no-audit --no-fund --loglevel=error \
  @redocly/cli@1.34.5 @stoplight/spectral-cli@6.16.3 @stoplight/prism-cli@5.14.2 qcloudapi-sdk@0.2.1 \
  playwright-core@1.48.2 || exit 2
/usr/bin/python3 -m venv "$CREATEPRODUCT_INTEROP_DIR/venv" || exit 2
"$CREATEPRODUCT_INTEROP_DIR/venv/bin/pip" install --quiet schemathesis==4.32.5 qcloudapi-sdk-python==2.0.15 || exit 2
echo "Installed. Now: CREATEPRODUCT_INTEROP_DIR=$CREATEPRODUCT_INTEROP_DIR ctest --preset debug -R '^interop/'"
