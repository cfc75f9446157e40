# `make` lists what can be made. Only Python 3.11 and make must be there.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV = .venv/bin
DEV = $(PYTHON) tools/venv_keeper.py dev

.DEFAULT_GOAL := help
.PHONY: help run cluster test test-services screens bench check format messages schema lock clean

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: ## Install what is missing, then serve on http://localhost:8000 (HOST PORT DATA_DIR)
	@exec $(PYTHON) tools/run.py

cluster: ## Two web processes, nginx, PostgreSQL, Redis on http://localhost:8000 (PORT)
	@$(PYTHON) tools/venv_keeper.py base
	@exec $(VENV)/python -m cluster $(ARGS)

test: ## The whole suite on SQLite (ARGS="tests/chat -k claim" for a part)
	@$(DEV)
	@$(VENV)/python tools/test.py $(ARGS)

test-services: ## The suite on PostgreSQL and Redis; fails where they are absent
	@$(DEV)
	@$(VENV)/python tools/test.py --services $(ARGS)

screens: ## Pictures of every screen in var/screens (ARGS="--only list --widths 390")
	@$(DEV)
	@$(VENV)/python tools/screens.py $(ARGS)

bench: ## Measure Relais beside plain Channels (ARGS="w1 w2 --repeat 3", ARGS=--quick)
	@$(PYTHON) tools/venv_keeper.py base
	@$(VENV)/python -m bench $(ARGS)

check: ## Format, lint, types, layers, migrations, translations, schema, shape
	@$(DEV)
	@$(VENV)/python tools/check.py

format: ## Rewrite the code as ruff formats it
	@$(DEV)
	@$(VENV)/ruff format . && $(VENV)/ruff check --fix-only -q .

messages: ## Collect the texts to translate into locale/ (needs gettext), compile them
	@$(DEV)
	@$(VENV)/python tools/messages.py collect

schema: ## Write docs/protocol.schema.json from the models; say what to tell
	@$(DEV)
	@$(VENV)/python tools/schema.py

lock: ## Write requirements/*.txt again from requirements/*.in
	@$(DEV)
	@$(VENV)/python tools/lock.py

clean: ## Remove what was made, except the data and the environment
	rm -rf staticfiles .coverage* .hypothesis .mypy_cache .ruff_cache .pytest_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete
