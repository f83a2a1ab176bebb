# What a newcomer types. Every target works from a fresh clone: the virtual environment is made on the way.
# Needs python3 (3.11 or newer, with venv), make, and a package index that pip can reach.
PYTHON ?= python3
BIN := .venv/bin
# --only-binary: no compiler is needed, and no build step runs code that the lock file has no hash of.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

.PHONY: help demo test test-spark lint types lock reference mutations bench wheel clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/run.stamp ## the whole example study, from definition to report, in build/demo
	$(BIN)/peil demo build/demo

test: lint types ## everything that CI checks
	tools/apt-packages
	$(BIN)/python -m pytest -n 2
	@if command -v java >/dev/null; then $(MAKE) --no-print-directory test-spark; else echo "No Java: Spark is not tried."; fi

test-spark: .venv/spark.stamp ## the Spark engine in local mode (Java 17 or newer; PySpark is 500 MB)
	PYSPARK_PYTHON=$(abspath $(BIN)/python) $(BIN)/python -m pytest tests/spark_in_local_mode.py

lint: .venv/dev.stamp ## style and formatting (ruff)
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet

types: .venv/dev.stamp ## strict types (mypy)
	$(BIN)/mypy

lock: .venv/dev.stamp ## new lock files after a change in pyproject.toml; UPGRADE=1 also takes newer versions
	$(COMPILE) --group build --output-file requirements.txt pyproject.toml
	$(COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	$(COMPILE) --group spark --output-file requirements-spark.txt

reference: ## refresh the numbers that R gave (needs r-base-core, r-cran-survey, r-cran-mass, r-cran-lavaan)
	tests/reference/refresh

mutations: .venv/run.stamp ## break the reference study on purpose, say what the build caught: docs/mutations.md
	PYTHONPATH=tests $(BIN)/python -m mutations --write

bench: .venv/run.stamp ## time Peil beside other packages on generated data: build/bench.md, under ten minutes
	$(BIN)/python tools/bench

wheel: .venv/dev.stamp ## the package as one file, in dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean: ## away with everything that was made
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Peil needs Python 3.11 or newer, this is " \
		+ sys.version.split()[0] + ". Name a newer one: make PYTHON=python3.12 ...")'
	@# A half-made environment would look finished to the next make.
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# The stamps: nothing is installed again while the lock file and pyproject.toml stay as they are.
.venv/run.stamp: requirements.txt pyproject.toml | .venv/bin/python
	$(INSTALL) -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

# PySpark has no wheel: it alone is built, by the setuptools that pip fetches for it. The archive itself has its hash.
.venv/spark.stamp: requirements-spark.txt .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(INSTALL) -r requirements-dev.txt
	@touch $@
