# Set up, run and check Đôn Đốc. `make help` lists what there is.
PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
export PORT

.PHONY: help setup run test lint bench requirements screenshots

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

setup: ## .venv, npm packages, assets and readers of files, renewed when their pinned list has changed
	@$(PYTHON) scripts/setup.py base local readers

run: setup ## the whole site on http://localhost:8000 (PORT=8010 for another port); Ctrl-C stops it
	@exec .venv/bin/python scripts/run.py

test: ## all tests: unit, database, Celery, SMTP, browser (TESTS=tests/... for some)
	@$(PYTHON) scripts/setup.py base local test readers chromium
	@.venv/bin/python -m pytest -n $(JOBS) --dist loadfile --cov --cov-report=term:skip-covered $(TESTS)

lint: ## style, types, templates, migrations, deployment settings
	@$(PYTHON) scripts/setup.py base local test dev
	@.venv/bin/python scripts/lint.py

bench: ## how long reading a text, a night of reminders, dashboards and long files take, as ratios: docs/performance.md
	@$(PYTHON) scripts/setup.py base local test
	@.venv/bin/python -m bench

screenshots: ## every screen, desktop and phone, into docs/screenshots/
	@$(PYTHON) scripts/setup.py base local test chromium
	@.venv/bin/python scripts/screenshots.py

requirements: ## resolve requirements/*.in anew into the hashed lists (needs the package index)
	@$(PYTHON) scripts/setup.py base local test dev
	@.venv/bin/python scripts/lock_requirements.py
