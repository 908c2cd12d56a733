# Every target works alone on a fresh clone: it makes the environment that it needs and keeps it for the next time.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SQLFLUFF := .tools/sqlfluff
WAREHOUSES := .tools/warehouses
SPARK_ROOM := .tools/spark
SPARK_WHAT := tests/spark tests/test_distributing.py
MODEL_ROOM := .tools/model
AXE := .tools/browser/node_modules/axe-core/axe.min.js
PIP_FLAGS := --quiet --disable-pip-version-check
AS_OF := 2026-06-30
DEMO := reports/demo

.PHONY: help demo test browser warehouses check format lexicons model docs sample bench bench-sizes bench-eligibility bench-ingest bench-scan bench-rules bench-instead fuzz-ingest torture quality evaluate clean test-spark bench-spark

help:
	@echo "make demo    set up, audit sample_data, say where the report is"
	@echo "make test    set up and run all tests"
	@echo "make browser test the report in Chromium and as PDF (installs what is missing by apt, npm and pip)"
	@echo "make warehouses run compiled rules in PostgreSQL (apt) and ClickHouse (chdb); SPARK=yes for Spark too (Java 17)"
	@echo "make test-spark  audit on Spark, all rules on their cases, a cluster that loses a machine (SPARK_DAYS=all: cases of all days; installs Java 17 by apt)"
	@echo "make check   format, lint, types, floors and SQL style, as CI runs them"
	@echo "make format  let ruff put the code in order"
	@echo "make lexicons  make the lexicons ready to search, after a change of one of them"
	@echo "make model   learn anew by which wording the scanner tells asks, after a change of texts (TEXTS=FOLDER with chat_clean.txt)"
	@echo "make docs    write the generated parts of the README anew"
	@echo "make sample  write sample_data and reports/sample anew"
	@echo "make bench   measure an audit of a million messages against a bare load, and dates of a million relationships"
	@echo "make bench-sizes  audits of 1, 10 and 30 million messages beside a bare load, small ones, and what news costs (an hour)"
	@echo "make bench-eligibility  the dates alone"
	@echo "make bench-ingest  measure the ingest alone, clean, broken and as JSON"
	@echo "make bench-scan  measure the message scanner beside others: make bench-scan TEXTS=FILE (one message a line)"
	@echo "make bench-rules  measure all rules on stores of one and of ten million messages, and the matching of payers"
	@echo "make bench-instead  an audit beside what one would do instead: SQL by hand, pandas with presidio"
	@echo "make fuzz-ingest  10,000 sound CSV files by both paths, 3,300 broken files through the whole of the ingest (FUZZ='--csv 100 …')"
	@echo "make bench-spark  bytes and seconds by stage of audits on Spark: BENCH='--messages 1000000 10000000'"
	@echo "make torture  pull plugs, fill disks, flip bits, feed a million broken inputs (an hour; TORTURE='--short' or names of trials)"
	@echo "make evaluate  precision, recall and false alarms of the rules on simulated worlds"
	@echo "make quality  precision and recall of the scanner on the labelled corpus"
	@echo "make clean   remove environments, caches and local reports"

demo: $(VENV)/.installed
	@$(BIN)/auditor audit sample_data --as-of $(AS_OF) --out $(DEMO) --db $(DEMO)/store/auditor.duckdb
	@echo "The report: $(CURDIR)/$(DEMO)/report.html"

# Compiled once here, and not anew by every process that a test begins. Each process takes a stretch of files, so that what
# a file prepares is prepared once, and helps the other at the end.
test: $(VENV)/.dev
	$(BIN)/python -m compileall -q auditor tests
	$(BIN)/pytest -n auto --dist worksteal

browser: $(VENV)/.dev $(AXE)
	command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }
	$(BIN)/python -m pip install $(PIP_FLAGS) -e ".[pdf]"
	$(BIN)/python -c "import weasyprint" 2>/dev/null || \
	  { apt-get update -qq && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; }
	$(BIN)/pytest -n auto --dist loadfile tests/test_paper.py tests/test_browser.py tests/test_browser_hostile.py tests/test_browser_large.py

# Most cases of rules lie on a few days; those of the others take several times as long together.
test-spark: $(SPARK_ROOM)/.installed
	command -v java >/dev/null || test -x "$${JAVA_HOME:-/none}/bin/java" || \
	  { apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless; }
	SPARK_DAYS="$(SPARK_DAYS)" $(SPARK_ROOM)/bin/python -m pytest -n 0 $(SPARK_WHAT) $(SPARK_TESTS)

warehouses: $(VENV)/.dev $(WAREHOUSES)/.installed
	command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; }
	test -z "$(SPARK)" || $(WAREHOUSES)/bin/python -m pip install $(PIP_FLAGS) "pyspark>=4.1,<5"
	$(BIN)/pytest -n auto tests/test_compiling_executed.py

check: $(VENV)/.dev $(SQLFLUFF)/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(SQLFLUFF)/bin/sqlfluff lint --disable-progress-bar --processes 0 sql

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lexicons: $(VENV)/.dev
	$(BIN)/python -m tests.compiled_lexicons

# What is learnt with and without TEXTS differs: the shipped weights have seen half of that chat.
model: $(MODEL_ROOM)/.installed
	$(MODEL_ROOM)/bin/python -m tests.bench.wording $(if $(TEXTS),--texts $(TEXTS))

docs: $(VENV)/.dev
	$(BIN)/python tests/readme_blocks.py --write
	$(BIN)/python -m tests.compiled_rules --write

# A store of its own each time: the findings of the sample are then always new.
sample: $(VENV)/.installed
	$(BIN)/python sample_data/make.py
	rm -rf reports/sample-store
	$(BIN)/auditor audit sample_data --as-of $(AS_OF) --out reports/sample --db reports/sample-store/auditor.duckdb --quiet
	rm -rf reports/sample-store

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench.run $(BENCH)
	$(BIN)/python -m tests.bench.eligibility
	$(MAKE) bench-rules

bench-sizes: $(VENV)/.dev
	$(BIN)/python -m tests.bench.sizes $(if $(BENCH),$(BENCH),--messages 1000000 10000000 30000000 --runs 5 3 1)

bench-eligibility: $(VENV)/.dev
	$(BIN)/python -m tests.bench.eligibility $(BENCH)

bench-rules: $(VENV)/.dev
	$(BIN)/python -m tests.bench.matching
	$(BIN)/python -m tests.bench.heuristics

# strace makes calls of the system fail and writes down which ones are made; without it those trials are left out, and say so.
torture: $(VENV)/.dev
	command -v strace >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends strace; } || true
	$(BIN)/python -m tests.torture $(TORTURE)

# Sound files by the fast and the slow path, broken lines by the splitter, then broken files through all of it.
fuzz-ingest: $(VENV)/.dev
	$(BIN)/pytest -q tests/test_ingest_paths.py -k "sound_file or broken_file"
	$(BIN)/python -m tests.fuzzing $(FUZZ)

evaluate: $(VENV)/.dev
	$(BIN)/python -m tests.bench.evaluate $(EVALUATE)

bench-ingest: $(VENV)/.dev
	$(BIN)/python -m tests.bench.ingest $(BENCH)

# The peers are measured where they can be installed; the tool itself needs none of them.
bench-scan: $(VENV)/.dev
	$(BIN)/python -m pip install $(PIP_FLAGS) presidio-analyzer
	command -v rg >/dev/null || apt-get install -y -qq ripgrep
	$(BIN)/python -m tests.bench.scan $(if $(TEXTS),--texts $(TEXTS)) $(BENCH)

# What one would do instead stands in an environment of its own: pandas beside pandera is another program.
bench-instead: $(VENV)/.dev
	test -x .tools/peers/bin/python || $(PYTHON) -m venv .tools/peers
	.tools/peers/bin/python -m pip install $(PIP_FLAGS) pandas presidio-analyzer
	$(BIN)/python -m tests.bench.instead --peers .tools/peers/bin/python $(BENCH)

bench-spark: $(SPARK_ROOM)/.installed
	$(SPARK_ROOM)/bin/python -m tests.bench.spark $(BENCH)

quality: $(VENV)/.dev
	$(BIN)/python -m tests.bench.quality $(QUALITY)

clean:
	rm -rf $(VENV) .tools build dist *.egg-info $(DEMO) reports/bench reports/sample-store
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find auditor tests sample_data -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: a second call installs nothing unless pyproject.toml has changed.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "auditor needs Python 3.11 or newer -> make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install $(PIP_FLAGS) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install $(PIP_FLAGS) -e ".[dev]"
	@touch $@

# sqlfluff pins its own click and jinja2, so it lives apart.
$(SQLFLUFF)/.installed: .sqlfluff
	$(PYTHON) -m venv $(SQLFLUFF)
	$(SQLFLUFF)/bin/python -m pip install $(PIP_FLAGS) "sqlfluff>=3.4,<5"
	@touch $@

# chdb is ClickHouse in a Python module. It brings pandas, which changes what other libraries do, so it lives apart.
$(WAREHOUSES)/.installed:
	$(PYTHON) -m venv $(WAREHOUSES)
	$(WAREHOUSES)/bin/python -m pip install $(PIP_FLAGS) "chdb>=4,<5"
	@touch $@

# Spark brings pandas as well.
$(SPARK_ROOM)/.installed: pyproject.toml
	$(PYTHON) -m venv $(SPARK_ROOM)
	$(SPARK_ROOM)/bin/python -m pip install $(PIP_FLAGS) -e ".[spark,dev]"
	@touch $@

# scikit-learn only learns: what it finds are whole numbers that numpy adds up, so that nobody who audits needs it.
$(MODEL_ROOM)/.installed: pyproject.toml
	$(PYTHON) -m venv $(MODEL_ROOM)
	$(MODEL_ROOM)/bin/python -m pip install $(PIP_FLAGS) -e ".[dev]" "scikit-learn>=1.6,<2"
	@touch $@

# Finds faults of accessibility; used by tests only, and never copied into the program.
$(AXE):
	npm install --silent --no-audit --no-fund --prefix .tools/browser axe-core@4.14.1
