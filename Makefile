# `make` lists what there is. Every command sets up .venv first, once, and again only when it has to.

PYTHON ?= python3
RUN    := .venv/bin/python
EXTRAS := book,test

.DEFAULT_GOAL := help
.PHONY: help setup book test lab verify notebooks bench format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

# .venv/ready holds a checksum of this folder's path and of what was asked for. It is written last. So an interrupted
# set-up has none, a moved clone (whose editable install points to the old folder) has another, and both are made anew.
# Matplotlib lists the fonts at its first import and says so on standard error: here, and not in somebody's notebook.
setup: ## .venv with everything; needs Python 3.11 or newer (make PYTHON=python3.12 setup)
	@fingerprint=$$( { pwd; cat requirements.txt pyproject.toml; } | cksum ); \
	wanted=$(if $(filter file,$(origin PYTHON)),any,$$($(PYTHON) -V 2>&1)); \
	found=$$($(RUN) -V 2>&1) && [ "$$(cat .venv/ready 2>&1)" = "$$fingerprint" ] \
	    && { [ "$$wanted" = any ] || [ "$$wanted" = "$$found" ]; } && exit 0; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>&1 || { \
	    echo "w2vexplained needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1)." >&2; \
	    echo "Name a newer one, for example: make PYTHON=python3.12 $(firstword $(MAKECMDGOALS))" >&2; exit 1; }; \
	echo "Setting up .venv with $$($(PYTHON) -V 2>&1): about two minutes, once."; \
	$(PYTHON) -m venv --clear .venv && \
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt -e '.[$(EXTRAS)]' && \
	$(RUN) -c 'import matplotlib.font_manager' && \
	echo "$$fingerprint" > .venv/ready

verify: setup ## check every equation of the ledger
	@$(RUN) -m w2vexplained verify

notebooks: setup ## execute every notebook again, in place
	@$(RUN) -m book.execute

book: setup ## verify, execute every notebook, build the book
	@$(RUN) -m book

# Two processes, each with whole files, since the cells of a notebook share a kernel. One that ends (pyproject.toml
# limits the time of a test) is not begun anew: it would meet the same test.
test: setup ## ruff, every test, every notebook against its stored outputs
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m pytest --nbval --nbval-current-env -n 2 --dist loadfile --max-worker-restart 0

lab: setup ## open the notebooks in Jupyter Lab
	@$(RUN) -m jupyter lab --notebook-dir=notebooks

# gensim, the peer, is no part of what a reader sets up; where it cannot be installed its rows are skipped.
# The paths: TEXT, PROGRAM (a built word2vec program), QUESTIONS, SIMILARITIES; QUICK=1, LARGE=1; OPTIONS="--only roof".
bench: setup ## measure against peers, in about six minutes; QUICK=1 in one; TEXT=… PROGRAM=… QUESTIONS=… SIMILARITIES=…
	@$(RUN) -c 'import gensim' 2>/dev/null \
	    || $(RUN) -m pip install --quiet --disable-pip-version-check -e '.[$(EXTRAS),bench]' \
	    || echo "gensim cannot be installed here: what is held against it is skipped." >&2
	@$(RUN) -m benchmarks $(if $(TEXT),--text '$(TEXT)') $(if $(PROGRAM),--program '$(PROGRAM)') \
	    $(if $(QUESTIONS),--questions '$(QUESTIONS)') $(if $(SIMILARITIES),--similarities $(SIMILARITIES)) \
	    $(if $(QUICK),--quick) $(if $(LARGE),--large) $(OPTIONS)

format: setup ## let ruff format and mend what it can
	@$(RUN) -m ruff check --fix
	@$(RUN) -m ruff format

clean: ## remove .venv and everything that is made
	@rm -rf .venv .hypothesis .pytest_cache .ruff_cache build book/_build book/_generated benchmarks/_results *.egg-info
	@find w2vexplained tests book benchmarks notebooks -name __pycache__ -o -name .ipynb_checkpoints -o -name .hypothesis -o -name .ruff_cache | xargs -I{} rm -rf {}
