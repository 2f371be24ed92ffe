# Two commands do everything on a fresh machine: make demo, make test. Both work in .venv.

PYTHON ?= python3
BIN := .venv/bin

.venv/ready: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.PHONY: demo test golden gate speed bench pages train train-pages reference docs wheel clean

demo: .venv/ready ## run sayso on the demo case and say where the dossier is
	$(BIN)/sayso demo --out out/demo

test: .venv/ready ## everything that must hold before a change lands
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

golden: .venv/ready ## rewrite the demo case's expected export and dossier text
	$(BIN)/python -m tests.demo.rewrite

reference: .venv/ready ## rewrite the pages that are made from the code
	$(BIN)/python -m docs.generate

.PHONY: pictures
pictures: .venv/ready ## take the pictures of the reader that the documentation shows; needs a Chromium
	$(BIN)/python -m docs.screenshots

docs: reference ## build the pages as a site in out/site, every link checked
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[docs]'
	$(BIN)/python -m docs.site

wheel: .venv/ready ## build the wheel, install it into a clean environment, run the demo there without any network
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir out/wheel .
	$(PYTHON) -m venv --clear out/clean
	out/clean/bin/python -m pip install --quiet --disable-pip-version-check out/wheel/sayso-*.whl
	$(BIN)/python -m tests.offline out/clean/bin/sayso demo --out out/wheel-demo

gate: .venv/ready ## accuracy floors on the development gold, where it lies beside the checkout
	$(BIN)/python -m benchmarks.gate

speed: .venv/ready ## each stage's time as a ratio to the bare language pipeline
	$(BIN)/python -m benchmarks.speed

bench: .venv/ready ## speed and growth, a million claims, Spark (with its extra and Java), and 300 kills (an hour and a half)
	$(BIN)/python -m benchmarks.five
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.whole
	$(BIN)/python -m benchmarks.arrivals
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.million
	$(BIN)/python -m benchmarks.plan
	$(BIN)/python -m benchmarks.spark
	$(BIN)/python -m benchmarks.kills

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
