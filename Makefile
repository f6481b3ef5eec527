# Two commands matter: `make run` and `make test`. `make help` lists all.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2
export FLASK_APP := wsgi.py
export PORT

.PHONY: help run worker demo migrate test test-sqlite test-postgresql coverage lint types format messages bench shell requirements clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-16s %s\n", $$1, $$2}'

$(VENV)/.runtime: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.runtime requirements-bench.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-bench.txt
	@touch $@

migrate: $(VENV)/.runtime ## Bring the database to the newest migration and load the reference tables
	@$(BIN)/flask db upgrade
	@$(BIN)/flask reference load

run: $(VENV)/.runtime ## Serve on 127.0.0.1:$(PORT) with a worker and demo data (the first time); prints the logins
	@$(BIN)/flask prepare --port $(PORT)
	@$(BIN)/flask worker --parent $$$$ & exec $(BIN)/gunicorn wsgi:app --bind 127.0.0.1:$(PORT) --workers $(WORKERS) --threads 4 --access-logfile - --log-level warning

worker: $(VENV)/.runtime ## Do background jobs (make run starts one by itself); as many, on as many machines, as you like
	@exec $(BIN)/flask worker

demo: migrate ## Throw the demo data away and build it again
	@$(BIN)/flask demo load --rebuild

test: test-sqlite test-postgresql ## The whole suite, on SQLite and on PostgreSQL

test-sqlite: $(VENV)/.dev ## The whole suite on SQLite
	@$(BIN)/python -m pytest -n 2 --database sqlite

test-postgresql: $(VENV)/.dev ## Everything that touches the database, on PostgreSQL
	@$(BIN)/python -m pytest -n 2 --database postgresql -m "database and not one_database"

coverage: $(VENV)/.dev ## Coverage of the law and the engine, and of the whole
	@NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -n 2 --database sqlite --cov --cov-report=term

lint: $(VENV)/.dev ## Style, layers, templates, migrations, dependencies
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/deptry .
	@tools/check_migrations

types: $(VENV)/.dev ## mypy, strict
	@$(BIN)/mypy

format: $(VENV)/.dev ## Put the code in its usual form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

CATALOGUES := matcher/translations
messages: $(VENV)/.runtime ## Bring the catalogues in step with the texts of mail: extract, update, compile; translate what is new in the .po
	@$(BIN)/pybabel --quiet extract -F babel.cfg --no-location --sort-output -o $(CATALOGUES)/messages.pot .
	@$(BIN)/pybabel --quiet update -i $(CATALOGUES)/messages.pot -d $(CATALOGUES) --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120
	@$(BIN)/pybabel --quiet compile -d $(CATALOGUES)
	@rm $(CATALOGUES)/messages.pot

bench: $(VENV)/.bench ## Every benchmark at a small size; DATA=folder runs them on outside data too
	@$(BIN)/python -m bench small $(DATA)

shell: $(VENV)/.runtime ## A Python shell inside the application
	@$(BIN)/flask shell

requirements: ## Compile the pinned requirements anew (needs uv)
	@uv pip compile --quiet --upgrade --no-header --python-version 3.11 requirements.in -o requirements.txt
	@uv pip compile --quiet --upgrade --no-header --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	@uv pip compile --quiet --upgrade --no-header --python-version 3.11 requirements-bench.in -o requirements-bench.txt

clean: ## Remove the environment and the local database
	@rm -rf $(VENV) instance
