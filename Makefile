# What a person does with this repository; `make` lists it.
# Everything is installed into $(VENV) from a lock file with hashes, once: a second `make` installs nothing.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo serve test check format docs picture evaluate lock clean

help:
	@echo 'make demo      code the example reports, show the incidents, explain one'
	@echo 'make serve     the same as pages in a browser (PORT=8000)'
	@echo 'make test      all tests'
	@echo 'make check     lint, format, types, layers, documents'
	@echo 'make evaluate  measure the coder on the labelled sets and compare with the floors'
	@echo 'make format    put the code into form'
	@echo 'make docs      write real output and lists into the documents again'
	@echo 'make picture   take the pictures of the pages (needs chromium)'
	@echo 'make lock      write requirements/*.txt again (needs uv)'
	@echo 'make clean     remove what make made'

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo 'contested needs Python 3.11 or later; name one: make PYTHON=python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo 'this Python cannot make environments; on Debian: apt install python3-venv' >&2; exit 1; }
	@echo 'installing into $(VENV), once'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)
	@PATH="$(abspath $(BIN)):$$PATH" sh examples/demo.sh

serve: $(READY)
	@test -f demo/demo.ledger || $(MAKE) --no-print-directory demo
	@$(BIN)/contested serve demo/demo.ledger --port $(PORT)

test: $(READY)
	@$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py tests/test_docs.py

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

evaluate: $(READY)
	@$(BIN)/python evaluation/run.py --check --quick fakes case2021 ucdp plover wikievents

docs: $(READY)
	@$(BIN)/python docs/live.py

picture: $(READY)
	@test -f demo/demo.ledger || $(MAKE) --no-print-directory demo
	@$(BIN)/python docs/pictures/take.py demo/demo.ledger

lock:
	@command -v uv >/dev/null || { echo 'make lock needs uv: https://docs.astral.sh/uv/' >&2; exit 1; }
	uv pip compile --universal --generate-hashes --no-header -o requirements/runtime.txt pyproject.toml
	uv pip compile --universal --generate-hashes --no-header --group dev -o requirements/dev.txt pyproject.toml

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The shipped weights from nothing: torch and the sets beside the clone are needed, and some CPU hours.
TRAIN := .venv-train
train: $(READY)
	@test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check -r requirements/train.txt
	@$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --no-deps -e .
	@$(TRAIN)/bin/python -m training.run build/training
