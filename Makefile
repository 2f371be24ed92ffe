# Two commands do everything on a fresh machine: make demo, make test. Both work in .venv.

PYTHON ?= python3
BIN := .venv/bin

.venv/ready: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.PHONY: demo test golden gate speed pages train train-pages docs clean

demo: .venv/ready ## run sayso on the demo case and say where the dossier is
	$(BIN)/sayso demo --out out/demo

test: .venv/ready ## everything that must hold before a change lands
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

golden: .venv/ready ## rewrite the demo case's expected export and dossier text
	$(BIN)/python -m tests.demo.rewrite

docs: .venv/ready ## rewrite the pages that are made from the code
	$(BIN)/python -m docs.generate

gate: .venv/ready ## accuracy floors on the development gold, where it lies beside the checkout
	$(BIN)/python -m benchmarks.gate

speed: .venv/ready ## each stage's time as a ratio to the bare language pipeline
	$(BIN)/python -m benchmarks.speed

pages: .venv/ready ## the reading of saved pages, with and without their markup
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.leftovers

train: .venv/ready ## fit the learned part of attribution to the marked news beside the checkout, and write its card
	$(BIN)/python -m training.attribution
	$(BIN)/python -m training.card

train-pages: .venv/ready ## learn anew what each sign of a page's blocks and a text's lines counts, from the pages beside the checkout
	$(BIN)/python -m training.pages
	$(BIN)/python -m training.lines

clean: ## remove what the commands above made
	rm -rf out .venv
