# The commands of this repository. `make help` lists them.
#
# Each sets up what it needs first: a Python environment from the hashed lock and, for what runs the engine, a Pulumi
# CLI and an offline home (offline/toolchain). Whoever deploys with the official `pulumi` needs none of this.

PYTHON ?= python3
STACK ?= prod

# The environment is whole when it holds a stamp with the checksum of today's lock.
ENVIRONMENT := .venv/.locked-$(firstword $(shell cksum < requirements.txt))
TOOLCHAIN := .venv/bin/python -m offline.toolchain
# Runs what follows in the offline environment; stops if that cannot be set up.
OFFLINE := exports=$$($(TOOLCHAIN) env) && eval "$$exports" &&
# The same, after making sure that the stack is there.
OFFLINE_STACK := $(OFFLINE) { test -e .pulumi-offline/state/.pulumi/stacks/floodgate/$(STACK).json || \
    pulumi stack init --no-select --non-interactive $(STACK); } &&
# Modules that write generated files: python -m MODULE. With --check they only say which ones are out of date, and fail.
GENERATORS := $(addprefix docs.generate., components picture shapes rules field_study)
# Writes a lock with hashes, for all platforms and every Python from 3.11 on.
COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --custom-compile-command 'make lock'

.SILENT:
.DELETE_ON_ERROR:
.PHONY: help preview up refresh destroy env test unit check bench format lock clean-offline

help: ## List the commands.
	awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

preview: $(ENVIRONMENT) ## Preview a stack with the policy pack, offline. STACK=dev for another than prod.
	$(OFFLINE_STACK) pulumi preview --stack $(STACK) --policy-pack policies/floodgate-policies

up: $(ENVIRONMENT) ## Deploy a stack to the simulated AWS.
	$(OFFLINE_STACK) pulumi up --yes --skip-preview --stack $(STACK) --policy-pack policies/floodgate-policies

refresh: $(ENVIRONMENT) ## Read a stack back from the simulated AWS.
	$(OFFLINE_STACK) pulumi refresh --yes --skip-preview --clear-pending-creates --stack $(STACK)

destroy: $(ENVIRONMENT) ## Remove a stack from the simulated AWS.
	$(OFFLINE_STACK) pulumi destroy --yes --stack $(STACK)

env: $(ENVIRONMENT) ## Print the offline environment: eval "$(make -s env)"
	$(TOOLCHAIN) env

# Coverage is of components and offline, by the tests that need no engine; it would only slow the others down.
test: $(ENVIRONMENT) ## Run every test, with coverage.
	$(OFFLINE) pytest -n 2 --dist loadfile -m "not engine and not policies" --cov
	$(OFFLINE) pytest -n 2 --dist loadfile -m "engine or policies"

unit: $(ENVIRONMENT) ## Run the tests that need no engine.
	.venv/bin/pytest -n 2 --dist loadfile -m "not engine"

check: $(ENVIRONMENT) ## Run the gate: format, lint, types, generated files, tests.
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	for generator in $(GENERATORS); do .venv/bin/python -m $$generator --check || exit 1; done
	$(MAKE) test

bench: $(ENVIRONMENT) ## Measure the offline preview and the policy pack.
	$(OFFLINE) python -m tests.bench && python -m tests.bench.pack

format: $(ENVIRONMENT) ## Format the code and sort its imports.
	.venv/bin/ruff check --fix --exit-zero --quiet
	.venv/bin/ruff format

lock: $(ENVIRONMENT) ## Compile the two requirements.txt from pyproject.toml. UPGRADE=--upgrade takes newer versions.
	$(COMPILE) $(UPGRADE) --group dev --output-file requirements.txt pyproject.toml
	$(COMPILE) --group services --constraints requirements.txt --output-file services/requirements.txt

clean-offline: ## Forget the offline state and home. The CLI and the environment stay.
	rm -rf .pulumi-offline

$(ENVIRONMENT): requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	    { echo 'floodgate: install Python 3.11 or newer, or name one: make PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo 'floodgate: install the venv module of $(PYTHON) (Debian, Ubuntu: apt install python3-venv)' >&2; exit 1; }
	$(PYTHON) -m offline.toolchain venv $@
	touch $@
