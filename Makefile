# `make help` lists the targets.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
export NO_MKDOCS_2_WARNING := 1
TOOL := PYTHONPATH=hooks:tests $(BIN)/python tools
OFFLINE := dist/only-for-scalar-outputs
NEWEST := dist/newest-torch.md

.DEFAULT_GOAL := help
.PHONY: help serve build offline publish system test explained quick audit mutate repeat lint format record records releases newest newest-issue lacks reviewed card-font math-font picture bench properdocs lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/lock ## serve both languages on http://127.0.0.1:8000 with live reload (ADDR=host:port for another address)
	$(BIN)/mkdocs serve $(if $(ADDR),--dev-addr $(ADDR))

build: $(VENV)/lock ## build the site into site/ (SITE_URL=https://… for its public address)
	$(BIN)/mkdocs build --strict

offline: $(VENV)/lock ## build the edition that opens from files, and pack it as dist/only-for-scalar-outputs.zip
	SITE_URL= $(BIN)/mkdocs build --strict --no-directory-urls --site-dir $(OFFLINE)

# The pages tell search engines the date of the last commit, as of which they are what they are.
publish: export SOURCE_DATE_EPOCH ?= $(or $(shell git log -1 --format=%ct 2>/dev/null),$(shell date +%s))
publish: offline ## build the site into site/ with the offline edition in it, linked from every page
	OFFLINE_EDITION=$(OFFLINE).zip $(BIN)/mkdocs build --strict

system: ## install what the tests need beside Python: Chromium, a font for Chinese, nginx (Debian, Ubuntu)
	.ci/system

test: $(VENV)/lock ## run every test (ARGS="-k runner" for some of them)
	$(BIN)/python -m pytest $(ARGS)

explained: $(VENV)/lock ## run every snippet that ends well through explain.py: nothing that it prints may change (two minutes; ENV=lightning: those that need it)
	$(if $(ENV),$(TOOL)/explain_libraries.py $(ENV) $(ARGS),$(BIN)/python -m pytest -m every_snippet tests/explain $(ARGS))
	$(if $(ENV),,$(TOOL)/explain_figures.py)

quick: $(VENV)/lock ## run what says in a few minutes whether a change is right: no browser, no whole site, changed snippets
	$(BIN)/python -m pytest --quick $(ARGS)

audit: $(VENV)/lock ## run axe-core on every page and Lighthouse on each kind (ARGS="--axe why.md" for some of it)
	$(TOOL)/audit.py $(ARGS)

mutate: $(VENV)/lock ## change a module in one place at a time, and print what its tests do not notice (MODULE=hooks/pages/options.py)
	$(TOOL)/mutate.py $(or $(MODULE),$(error expected MODULE=hooks/…, a module)) $(TESTS)

repeat: $(VENV)/lock ## run every test again and again, each time in another order, with every processor kept busy (TIMES=20, ARGS=tests/browser)
	$(BIN)/python tools/repeat.py $(or $(TIMES),20) $(ARGS)

lint: $(VENV)/lock ## check the code's style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/lock ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

record: $(VENV)/lock ## record the snippets' transcripts anew, to be read in the diff
	rm -rf tests/snippets/transcripts tests/snippets/explained
	$(BIN)/python -m pytest tests/snippets/test_transcripts.py tests/snippets/test_explained.py --regen-all -q

records: $(VENV)/lock ## run the programs of another environment and keep what they print (ENV=huggingface, ARGS=one of them)
	$(TOOL)/records.py $(or $(ENV),$(error expected ENV=a name in environments/)) $(ARGS)

releases: $(VENV)/lock ## run all programs with other releases of PyTorch and keep how each did (VERSIONS="2.0.1 2.6.0")
	$(TOOL)/releases.py $(or $(VERSIONS),$(error expected VERSIONS="2.0.1 …"))

newest: $(VENV)/lock ## hold the pages against the newest torch, and write what differs to dist/newest-torch.md (minutes, gigabytes)
	$(TOOL)/newest_torch.py $(NEWEST) $(TORCH_INDEX)

newest-issue: ## open, change or close the issue about that (needs gh, GH_TOKEN and GH_REPO)
	$(PYTHON) tools/newest_issue.py $(NEWEST)

lacks: $(VENV)/lock ## list what the further languages lack (LOCALE=zh for one of them)
	$(TOOL)/drift.py lacks $(LOCALE)

reviewed: $(VENV)/lock ## note that a translation is up to date (PAGE=why.md#loss, PAGE=why.md or PAGE=all; LOCALE=zh)
	$(TOOL)/drift.py reviewed '$(or $(PAGE),$(error expected PAGE=why.md#loss, PAGE=why.md or PAGE=all))' $(LOCALE)

# All of ASCII, and whatever mkdocs.yml holds, since the texts of the card are there.
card-font: $(VENV)/lock ## cut the font of the picture for links to the characters that it needs (needs fonts-noto-cjk)
	$(BIN)/pyftsubset /usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc --font-number=2 --layout-features= --notdef-outline \
		--unicodes=20-7E --text-file=mkdocs.yml --output-file=hooks/publishing/fonts/NotoSansSC-Bold-subset.otf

math-font: build ## cut the font for mathematics anew, to the characters in the site's formulas
	$(TOOL)/mathematics_font.py site

picture: build ## take the pictures of the error page that README.md shows, light and dark
	$(TOOL)/picture.py site

bench: $(VENV)/lock ## measure the build against the same site without execution
	$(TOOL)/benchmark.py

properdocs: $(VENV)/lock ## build the site with ProperDocs, the fork of MkDocs, and compare it with MkDocs' (VERSION=1.6.7)
	$(TOOL)/properdocs.py $(VERSION)

# torch brings its own CUDA packages where it wants them, in versions that it pins itself.
lock: ## write requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.10 --no-annotate --no-header --quiet \
		$(if $(UPGRADE),--upgrade) --output-file requirements.txt
	grep -vE '^(cuda|nvidia|triton)' requirements.txt > requirements.tmp && mv requirements.tmp requirements.txt

clean: ## remove everything that was built or installed
	rm -rf $(VENV) site dist .pytest_cache .ruff_cache

# Newer than the lock once everything in it is installed. From TORCH_INDEX comes torch alone, all else from where pip has it.
$(VENV)/lock: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or newer is needed; this is %d.%d (set PYTHON=…)" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	$(if $(TORCH_INDEX),$(PIP) --no-deps --index-url $(TORCH_INDEX) --constraint requirements.txt torch)
	$(PIP) -r requirements.txt
	@touch $@
