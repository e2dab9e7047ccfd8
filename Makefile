# make demo   environment, checks of the samples, their documents under out/
# make test   the Python tests (under 3 minutes)
# The rest is for people who work on negotia; CONTRIBUTING.md explains it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
AS_OF := 2026-03-02
TESTS ?= tests

.PHONY: demo test fuzz lint coverage bench acceptance templates docs wheel clean

demo: $(VENV)/.runtime
	@echo "== The samples, as of $(AS_OF). Early plans and the one full of mistakes have blockers: that is their point."
	@$(BIN)/negotia check samples/deals --as-of $(AS_OF) || test $$? -eq 1
	@$(BIN)/negotia documents samples/deals --as-of $(AS_OF) --out out
	@echo "== The Word documents are under out/, a folder a deal."

test: $(VENV)/.dev
	$(BIN)/pytest -q -n auto -m "not acceptance" $(TESTS)

fuzz: $(VENV)/.dev
	$(BIN)/pytest -q -n auto -m hypothesis --hypothesis-profile=fuzz $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

coverage: $(VENV)/.dev
	$(BIN)/pytest -q -n auto -m "not acceptance" --cov --cov-report=term --cov-fail-under=95 $(TESTS)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

acceptance: $(VENV)/.dev
	bash tools/acceptance.sh

templates: $(VENV)/.dev
	$(BIN)/python -m tools.templates

docs: $(VENV)/.dev
	rm -f docs/rules/*.md
	$(BIN)/negotia rules docs --out docs/rules

wheel: $(VENV)/.dev
	rm -rf build dist
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

# A virtual environment needs ensurepip, which some systems package apart; virtualenv and uv do as well.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "negotia needs Python 3.11 or later; name one: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m virtualenv -q $(VENV) 2>/dev/null || uv venv -q --seed -p $(PYTHON) $(VENV) \
	  || { rm -rf $(VENV); echo "No virtual environment could be made: install python3-venv (Debian), virtualenv or uv."; exit 1; }

$(VENV)/.runtime: $(BIN)/python pyproject.toml constraints.txt
	@echo "== Installing negotia into $(VENV)"
	@$(PIP) install -q --upgrade "pip>=25.1"
	@PYTHONWARNINGS=ignore $(PIP) install -q -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@PYTHONWARNINGS=ignore $(PIP) install -q -c constraints.txt --group dev -e ".[oidc,service,postgres]"
	@touch $@
