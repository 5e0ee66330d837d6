# make         set up what is missing, then build every document
# make test    the whole test suite
# make test-slurm  the same workflow on a real SLURM of one node; see docs/clusters.md
# make test-kubernetes  the same workflow by Kubernetes' executor, without a cluster
# make check   validate data, configuration, templates and the PDFs that are built
# make fuzz    10,000 spoilt projects, 500 documents of projects at random and 200 sheets and handouts; an hour or more
# make bench   measure time and memory, and write docs/benchmarks.md; ROWS="check fonts" for some rows
# make format  put code and workflow in the house's form
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: all setup test test-slurm test-kubernetes setup-cluster check fuzz bench format clean

all: setup
	snakemake

setup: $(READY)

$(READY): requirements.txt pyproject.toml scripts/setup-system
	sh scripts/setup-system
	test -x $(BIN)/python || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

test: setup
	$(BIN)/python -m pytest -n 2

# What clusters need beside: executors of SLURM and Kubernetes, storage in S3.
setup-cluster: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-cluster.txt

test-slurm: setup-cluster
	$(BIN)/python -m pytest -m slurm tests/slurm

test-kubernetes: setup-cluster
	$(BIN)/python -m pytest -m kubernetes tests/pods

check: setup
	orgbriefs check
	orgbriefs conformance

fuzz: setup
	cd tests && ../$(BIN)/python mutations.py 10000
	ORGBRIEFS_FUZZ_PROJECTS=125 $(BIN)/python -m pytest -n 2 tests/builds/test_models.py
	cd tests && ../$(BIN)/python random_pages.py 200

# The switches stand in tests/benchmarks/__main__.py; OPTIONS=--help lists them.
bench: setup
	PYTHONPATH=tests $(BIN)/python -m benchmarks $(OPTIONS) $(ROWS)

format: setup
	ruff check --fix scripts tests
	ruff format scripts tests
	snakefmt Snakefile scripts/inputs.smk

clean:
	rm -rf out .snakemake
