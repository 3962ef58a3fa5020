# The commands of the project. `make demo` and `make test` do all their set-up themselves.
# Set-up is done once in .venv, and again when requirements.txt changes or when the folder was
# copied or moved (a virtual environment holds its own path). Modules are compiled when they are first
# used: most of what is installed never is.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
HERE := $(shell pwd | cksum | cut -d ' ' -f 1)
READY := $(VENV)/.ready-$(HERE)

# dbt compiles the models for sqlfluff and wants a home: an empty one of its own, never the real.
LINT_HOME := $(CURDIR)/$(VENV)/lint_home
SQLFLUFF := mkdir -p $(LINT_HOME)/warehouse && XUNCHA_HOME=$(LINT_HOME) \
	DBT_TARGET_PATH=$(LINT_HOME)/target DBT_LOG_PATH=$(LINT_HOME)/logs $(BIN)/sqlfluff

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint style types sql format bench lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(READY): requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo 'Python 3.11 is needed: $(PYTHON) was not found.' >&2; exit 2; }
	@echo 'Setting up $(VENV) (a few minutes, once) …'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --no-compile --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(READY) ## make .venv and install what requirements.txt pins

demo: $(READY) ## write the demonstration province, run everything, say where the results lie
	@$(BIN)/xuncha demo --out data

test: $(READY) ## every test
	@$(BIN)/python -m pytest

lint: $(READY) ## format, style, types, layers, SQL
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target sql types style

# Types and layers.
types: $(READY)
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo

# Sizes, names, dialect: tests that read the tree; no workers, they take a second.
style: $(READY)
	@$(BIN)/python -m pytest -q -p no:xdist -o addopts=--import-mode=importlib tests/style

sql: $(READY)
	@$(SQLFLUFF) lint --processes 2 --disable-progress-bar dbt

format: $(READY) ## put Python and SQL into the project's format
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .
	@$(SQLFLUFF) fix --disable-progress-bar --quiet dbt

bench: $(READY) ## measure the speed of loading and of documents (minutes; never part of the tests)
	@$(BIN)/python -m benchmarks.loading
	@$(BIN)/python -m benchmarks.demo
	@$(BIN)/python -m benchmarks.documents
	@$(BIN)/python -m benchmarks.notices
	@$(BIN)/python -m benchmarks.annotating
	@$(BIN)/python -m benchmarks.blanks

lock: ## pin the dependencies of pyproject.toml anew (needs uv)
	@uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --python-version 3.11 --extra dev --output-file requirements.txt pyproject.toml

clean: ## remove what was installed and built, not what was received
	@rm -rf $(VENV) *.egg-info build dbt/target dbt/logs .mypy_cache .ruff_cache .pytest_cache
