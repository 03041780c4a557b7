# What one does with this project. `make` alone lists it.

PORT ?= 8000
# What the site is comes from here, not from the shell that make was started in.
unexport DATABASE_URL DEBUG INSTANCE_DIR LOOPBACK SITE_URL

python := .venv/bin/python
manage := $(python) manage.py
pytest := $(python) -m pytest -n auto --maxprocesses 4 --dist loadgroup
# Plain http, on this machine only.
loopback := env LOOPBACK=1 SITE_URL=http://127.0.0.1:$(PORT)
# The settings of a public server. The database stays empty: nothing is read from it.
public := env SITE_URL=https://example.org DATABASE_URL=sqlite://:memory:
templates := find templates -name '*.html' -exec .venv/bin/djade
static := $(shell find static $(filter-out var/static,$(wildcard */static)))

.PHONY: help demo test lint format messages writable programs
.NOTPARALLEL:

help: ## List what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: writable .venv/runtime var/static/staticfiles.json ## Run the site here, with its content; PORT=8000 unless told
	@exec $(loopback) $(manage) demo --port $(PORT)

test: writable .venv/development programs tests/node_modules/installed var/static/staticfiles.json ## Prove that everything works
	$(pytest) -m "not browser"
	$(python) -m tests.postgres $(pytest) -m "not browser"
	$(pytest) -m browser

lint: writable .venv/development ## Read code, templates, migrations and settings for mistakes
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	$(templates) --check {} +
	$(public) $(manage) makemigrations --check --dry-run
	$(public) $(manage) check --deploy --fail-level WARNING

format: writable .venv/development ## Mend what a machine can mend in code and templates
	.venv/bin/ruff check --fix-only
	.venv/bin/ruff format
	$(templates) {} +

messages: writable .venv/development programs ## Collect the texts to translate, and compile the translations
	$(manage) makemessages --locale sv --locale en --add-location file --ignore tests --ignore var
	$(python) tools/tidy-messages locale/*/LC_MESSAGES/django.po
	$(manage) compilemessages --verbosity 0 --ignore .venv

# --- What these need, each made when it is missing or older than what it is made from ------------

writable:
	@for folder in . .venv var; do test ! -e $$folder || test -w $$folder || \
		{ echo "The folder $$folder in $(CURDIR) cannot be written to." >&2; exit 1; }; done

.venv/bin/uv:
	@tools/create-venv

# Inexact: what the other set has installed stays, and so does uv itself.
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

programs: .venv/runtime
	@$(python) -m tests.programs
