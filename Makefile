PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup demo lab docs test clean

# Everything that is needed, in .venv; done again only when pyproject.toml changes.
setup: $(READY)

$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet "torch>=2.6,<2.14"
	$(BIN)/python -m pip install --quiet -e ".[dev]"
	touch $@

# Who said what in the five articles of seeds/: a report, and the table. Where there is a screen,
# the report is opened. The texts name hardly an outlet: analysis/seeds.csv says what each tells of its own.
demo: $(READY)
	$(BIN)/quotes report seeds --metadata analysis/seeds.csv -o reports/report.html \
		--table reports/quotes.csv
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/python -m webbrowser "file://$(CURDIR)/reports/report.html"; fi

# The notebooks in JupyterLab.
lab: $(READY)
	$(BIN)/quotes lab

# The documentation, a notebook run on the demo's articles: reports/docs.html.
docs: $(READY)
	$(BIN)/python docs/build.py

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	OMP_NUM_THREADS=1 $(BIN)/pytest -n auto --dist loadscope --no-loadscope-reorder

clean:
	rm -rf .venv reports dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find quotes tests -name __pycache__ -prune -exec rm -rf {} +
