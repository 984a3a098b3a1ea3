#!/usr/bin/env bash
# Reads the example reports into a ledger of their own and serves the register. SERVE=0 stops before serving.
set -uo pipefail
cd "$(dirname "$0")"
ledger="${ARMSLEDGER_DEMO_LEDGER:-$PWD/demo.db}"
armsledger read reports --ledger "$ledger"
status=$?
[ $status -eq 0 ] || [ $status -eq 4 ] || exit $status
echo
armsledger deals --ledger "$ledger"
[ "${SERVE:-1}" = 0 ] && exit 0
exec armsledger serve --ledger "$ledger" --port "${PORT:-0}"
