# Everything a newcomer needs. `make demo` and `make test` work on a fresh clone with Python 3.11+.
PYTHON ?= python3
UV = .venv/bin/uv
IN = .venv/bin/
# A cache beside the environment or not at all: copying always works.
export UV_LINK_MODE = copy

.PHONY: demo serve test check bench format clean

demo: .venv/installed
	$(IN)regulars demo $(or $(DIR),regulars-demo)

serve: .venv/installed
	$(IN)regulars serve --book $(or $(BOOK),regulars-demo)

test: .venv/installed-dev
	$(IN)pytest -n 2 --dist loadscope --durations 40

check: .venv/installed-dev
	$(IN)ruff format --check src tests benchmarks
	$(IN)ruff check src tests benchmarks
	$(IN)mypy
	$(IN)pytest -q tests/law

format: .venv/installed-dev
	$(IN)ruff format src tests benchmarks
	$(IN)ruff check --fix src tests benchmarks

bench: .venv/installed-dev
	$(IN)python -m benchmarks

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	$(IN)pip install --quiet --disable-pip-version-check uv

.venv/installed: .venv/bin/uv pyproject.toml constraints.txt
	$(UV) pip install --quiet --compile-bytecode --python .venv/bin/python --constraint constraints.txt --editable .
	touch $@

.venv/installed-dev: .venv/bin/uv pyproject.toml constraints.txt
	$(UV) pip install --quiet --compile-bytecode --python .venv/bin/python --constraint constraints.txt --editable '.[dev,mcp,spark]'
	touch $@ .venv/installed

clean:
	rm -rf .venv regulars-demo

.PHONY: docs
docs: .venv/installed
	$(IN)python docs/data_dictionary.py
	$(IN)python docs/api_reference.py
	$(IN)python docs/world_truth.py
