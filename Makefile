# What one does with this project. `make` alone lists it.

python := .venv/bin/python
manage := $(python) manage.py
pytest := $(python) -m pytest -n auto --maxprocesses 4

# As on a public server, whatever the shell says; no database, since nothing is read from one.
as_in_production := env -u DEBUG -u LOOPBACK SITE_URL=https://example.org DATABASE_URL=sqlite://:memory:
on_sqlite := env -u DATABASE_URL
templates := find templates -name '*.html' -exec .venv/bin/djade
static := $(shell find static $(filter-out var/static,$(wildcard */static)))

.PHONY: help demo test lint format messages writable system
.NOTPARALLEL:

help: ## List what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: writable .venv/runtime var/static/staticfiles.json ## Run the site here, with its content (PORT=8000)
	@exec $(manage) demo

test: writable .venv/development system tests/node_modules/installed var/static/staticfiles.json ## Prove that everything works
	$(on_sqlite) $(pytest) -m "not browser"
	$(python) -m tests.postgres $(pytest) -m "not browser"
	$(on_sqlite) $(pytest) -m browser

lint: writable .venv/development ## Read code, templates, migrations and settings for mistakes
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	$(templates) --check {} +
	$(as_in_production) $(manage) makemigrations --check --dry-run
	$(as_in_production) $(manage) check --deploy --fail-level WARNING

format: .venv/development ## Mend what a machine can mend in code and templates
	.venv/bin/ruff check --fix-only
	.venv/bin/ruff format
	$(templates) {} +

messages: .venv/development system ## Collect the texts to translate, and compile the translations
	$(manage) makemessages --locale sv --locale en --add-location file --ignore tests --ignore var
	$(python) tools/tidy-messages locale/*/LC_MESSAGES/django.po
	$(manage) compilemessages --verbosity 0 --ignore .venv

# --- What the above need, each made when it is missing or older than what it comes from ----------

writable:
	@for folder in . .venv var; do test ! -e $$folder || test -w $$folder || \
		{ echo "The folder $$folder in $(CURDIR) cannot be written to." >&2; exit 1; }; done

.venv/bin/uv:
	@tools/create-venv

# --inexact keeps what the other command has installed, uv itself included.
.venv/runtime: uv.lock pyproject.toml | .venv/bin/uv
	.venv/bin/uv sync --inexact --locked --no-dev
	@touch $@

.venv/development: .venv/runtime
	.venv/bin/uv sync --inexact --locked --all-groups
	@touch $@

var/static/staticfiles.json: .venv/runtime $(static)
	$(manage) collectstatic --noinput --clear --verbosity 0
	@touch $@

tests/node_modules/installed: tests/package.json tests/package-lock.json | .venv/development
	.venv/bin/npm ci --prefix tests
	@touch $@

system: .venv/runtime
	@$(python) -m tests.system
