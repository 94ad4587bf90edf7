# The words people type. Each sets up what it needs first: see tools/setup.sh.
MONTH ?=
CHAPTERS ?= chapters
PORT ?= 8000
BOOK := .venv/bin/book

.PHONY: help book html pdf epub check serve test clean lock
.DEFAULT_GOAL := help

help: ## list these words
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1|\2/' | while IFS='|' read -r word what; do printf '  %-12s %s\n' "$$word" "$$what"; done

book: ## the newest month (or MONTH=2022-08) as PDF, and the HTML book, which links it
	@tools/setup.sh press
	@$(BOOK) pdf $(MONTH) --chapters $(CHAPTERS)
	@$(BOOK) html --chapters $(CHAPTERS) --pdfs _build/pdf

html: ## the HTML book alone, into _build/html
	@tools/setup.sh book
	@$(BOOK) html --chapters $(CHAPTERS)

pdf: ## a month or a year as PDF: make pdf MONTH=2022-08, MONTH=2022 (without MONTH: the newest month)
	@tools/setup.sh press
	@$(BOOK) pdf $(MONTH) --chapters $(CHAPTERS)

epub: ## a month or a year as an e-book, as with make pdf
	@tools/setup.sh book
	@$(BOOK) epub $(MONTH) --chapters $(CHAPTERS)

check: ## all problems of all chapters, without building
	@tools/setup.sh book
	@$(BOOK) check --chapters $(CHAPTERS)

serve: ## write and look: web pages and printed pages follow every save in the browser
	@tools/setup.sh press
	@$(BOOK) serve --chapters $(CHAPTERS) --port $(PORT)

test: ## every test
	@tools/setup.sh test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check -q .
	@.venv/bin/mypy
	@.venv/bin/pytest -n 2

clean: ## remove everything that was built
	rm -rf _build

lock: ## renew the lock files from pyproject.toml (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build --upgrade pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
