# make help lists what there is. PY may name another Python 3.11+.
PY ?= python3
BIN := .venv/bin
SERVE ?= 1
PORT ?= 0

.DEFAULT_GOAL := help
.PHONY: help demo test test-full test-e2e check format fuzz train screenshots docs clean

help:  ## list the targets
	@grep -hE '^[a-z%-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.venv/.runtime: pyproject.toml
	$(PY) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -e .
	@touch $@

.venv/.installed: pyproject.toml
	@test -x $(BIN)/python || $(PY) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@ .venv/.runtime

.venv/.peers: .venv/.installed
	$(BIN)/pip install -q --disable-pip-version-check -e '.[test,bench]'
	@touch $@

demo: .venv/.runtime  ## install, read the example reports, serve the register (SERVE=0 stops before serving)
	@PATH="$(CURDIR)/$(BIN):$$PATH" SERVE=$(SERVE) PORT=$(PORT) bash examples/demo.sh

check: .venv/.installed  ## lint, types, the architecture contract
	$(BIN)/python -m ruff check -q .
	$(BIN)/python -m ruff format -q --check .
	$(BIN)/python -m mypy --no-error-summary
	@$(BIN)/python -c "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())" > .importlint.log 2>&1 || { cat .importlint.log; exit 1; }

format: .venv/.installed  ## sort imports and format
	$(BIN)/python -m ruff check -q --fix . ; $(BIN)/python -m ruff format -q .

test: .venv/.installed  ## everything but the long tests
	@bash .ci/system-parts
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup -m "not long"

test-full: .venv/.installed  ## all tests, the long ones too
	@bash .ci/system-parts
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup

test-e2e: .venv/.installed  ## the browser tests
	@bash .ci/system-parts
	$(BIN)/python -m pytest -q -m "e2e and not long" tests/e2e

.venv/.fuzz: .venv/.installed
	$(BIN)/pip install -q --disable-pip-version-check -e '.[test,fuzz]'
	@touch $@

fuzz: .venv/.fuzz  ## any bytes under any ending, for some minutes (FUZZ_RUNS: how many tries, FUZZ_S: seconds by coverage)
	FUZZ_RUNS=$${FUZZ_RUNS:-20000} $(BIN)/python -m pytest -q --timeout 1800 tests/sources/test_fuzz.py
	@if $(BIN)/python -c "import atheris" 2> /dev/null; \
	then $(BIN)/python -m tests.sources.fuzz build/fuzz/inputs -max_total_time=$${FUZZ_S:-300} -print_final_stats=1; \
	else echo "atheris does not install here: the run by coverage is left out"; fi

bench-%: .venv/.installed  ## one benchmark: prints one table, writes benchmarks/results/
	$(BIN)/python -m benchmarks.$(subst -,_,$*)

bench-pages bench-copies: .venv/.peers

docs:  ## docs/commands.md from the help texts
	$(BIN)/python -m armsledger.cli.reference

screenshots: .venv/.installed  ## every page as pictures in screenshots/, wide and narrow, light and dark
	@PATH="$(CURDIR)/$(BIN):$$PATH" SERVE=0 bash examples/demo.sh > /dev/null
	$(BIN)/python -m benchmarks.screenshots --ledger examples/demo.db --out screenshots

train: .venv/.installed  ## the reader's weights anew, from annotated reports in ../shared/gold (needs the training extra)
	$(BIN)/python -m armsledger.training

clean:  ## remove what can be made again
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache
