# `make help` says what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
# Two builds of one package would wait for each other.
.NOTPARALLEL:

LISTEN ?= 127.0.0.1:8080
STORE ?= data
PREFIX ?= /usr/local
# The doors that the contract is tried at.
DOORS ?= serve gthread meinheld
DESTDIR ?=
FUZZ_SECONDS ?= 600
SOAK_SECONDS ?= 3600
# A pattern of tests; all if it is empty.
SANITIZED ?=

# What the program is built and run with, and what the tests need besides.
PACKAGES := liblmdb-dev libsodium-dev libutf8proc-dev zlib1g-dev libcsv-dev
BENCH_PACKAGES := gcc hyperfine liblmdb-dev libsqlite3-dev nginx python3-dev python3-venv wrk
TEST_PACKAGES := curl python3-venv
WHEEL_PACKAGES := gcc libc6-dev python3-dev python3-venv wrk
C_PACKAGES := gcc g++ pkg-config valgrind libjansson-dev luajit
TORTURE_PACKAGES := gcc libc6-dev slowhttptest
LIBRARY_PACKAGES := binutils gcc libc6-dev
BROWSER_PACKAGES := chromium chromium-driver

# Where the wheel takes the C library from.
LIBRARY_DIR ?= build/lib

PYTHON := .venv/bin/python
BENCH_PYTHON := .venv-bench/bin/python
CLASSIC_PYTHON := .venv-classic/bin/python
# What makes the wheel, and a clean environment that it is tried in.
BUILD_PYTHON := .venv-build/bin/python
WHEEL_PYTHON := .venv-wheel/bin/python
PYTHON_FILES := Tests/BlackBox Tests/Contract Tests/Library Tests/Torture scripts/make-common-passwords scripts/make-swagger-assets scripts/format-openapi scripts/check-house scripts/check-documents scripts/check-abi scripts/take-screenshot benchmarks bindings/python
SWIFT_FILES := Sources Tests Package.swift benchmarks/Sources benchmarks/Benchmarks benchmarks/Package.swift
# Needs the Debian libraries, and no Swift. The library is compiled as the command is: what they share is built once.
RELEASE := --configuration release --static-swift-stdlib
VERSION = $(shell sed -nE 's/.*current: StaticString = "(.*)"/\1/p' Sources/Cadastre/Version.swift)

.PHONY: help
help: ## Say what there is
	@awk -F ': .*## ' '/^[a-z-]+: .*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  LISTEN=$(LISTEN)  STORE=$(STORE)  DOORS=$(DOORS)  PREFIX=$(PREFIX)  DESTDIR=$(DESTDIR)"

.PHONY: run
run: build ## Build, make a register with demo data in ./data unless there is one, and serve it
	@exec scripts/run "$(STORE)" "$(LISTEN)"

.PHONY: build
build: packages ## Build the command for release: build/cadastre
	swift build $(RELEASE) --product cadastre
	@mkdir -p build
	@install -m 755 "$$(swift build $(RELEASE) --show-bin-path)/cadastre" build/cadastre

.PHONY: library
library: packages ## Build the C library for release: build/lib
	swift build $(RELEASE) --product CadastreC
	scripts/link-library "$$(swift build $(RELEASE) --show-bin-path)/CadastreC.product/Objects.LinkFileList"
	@install -m 644 Include/cadastre.h build/lib/cadastre.h
	@sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' Include/cadastre.pc.in > build/lib/cadastre.pc

.PHONY: test
test: test-swift test-library test-c test-fuzz test-python test-blackbox test-contract test-torture test-benchmarks ## Run every test

.PHONY: test-swift
test-swift: packages ## Run the tests of each target
	swift build --build-tests
	swift test --skip-build

.PHONY: test-library
test-library: library ## Check the symbols, the needs and the size of the C library
	@scripts/install-packages $(LIBRARY_PACKAGES)
	scripts/check-abi

.PHONY: test-c
test-c: library $(PYTHON) ## Run the programs that use the C library as it is installed
	@scripts/install-packages $(C_PACKAGES)
	$(PYTHON) -m pytest Tests/Library

.PHONY: test-fuzz
test-fuzz: FUZZ_SECONDS = 20
test-fuzz: fuzz ## Feed the C library and the readers at random for 20 seconds

.PHONY: fuzz
fuzz: packages ## Feed the C library and the readers at random for FUZZ_SECONDS; what crashes them stays in build
	scripts/build-fuzzer
	scripts/fuzz $(FUZZ_SECONDS)

.PHONY: test-blackbox
test-blackbox: build $(PYTHON) browser ## Run the checks against a running server
	$(PYTHON) -m pytest Tests/BlackBox

.PHONY: test-contract
test-contract: build $(PYTHON) $(if $(filter-out serve,$(DOORS)),$(WHEEL_PYTHON)) ## Run the suite of the contract at each of DOORS
	for door in $(DOORS); do $(PYTHON) -m pytest Tests/Contract --door "$$door" || exit 1; done

.PHONY: torture
torture: build library $(PYTHON) $(if $(filter-out killed-flask,$(CASE)),,$(WHEEL_PYTHON)) ## Kill it, cut its power, break its disk and its requests, many times, and sanitize: CASE, SEED, ROUND and WORK choose
	@scripts/install-packages $(TORTURE_PACKAGES)
	@cd Tests && ../$(PYTHON) -m Torture $(if $(CASE),--case $(CASE)) $(if $(SEED),--seed $(SEED)) \
		$(if $(ROUND),--round $(ROUND)) $(if $(WORK),--work $(WORK))

.PHONY: sanitize
sanitize: packages ## Run the Swift tests, or those of SANITIZED, under AddressSanitizer and under ThreadSanitizer
	scripts/sanitize address "$(SANITIZED)"
	scripts/sanitize thread "$(SANITIZED)"

.PHONY: soak
soak: build $(PYTHON) ## Ask a mix of things for SOAK_SECONDS, an hour, while one read is held, and fail where anything grows
	cd Tests && ../$(PYTHON) -m Torture.soak --seconds $(SOAK_SECONDS) $(if $(SEED),--seed $(SEED))

.PHONY: test-torture
test-torture: build library $(PYTHON) ## Check what does that, and run a few rounds of each
	@scripts/install-packages $(TORTURE_PACKAGES)
	$(PYTHON) -m pytest Tests/Torture
	cd Tests && ../$(PYTHON) -m Torture --short $(if $(SEED),--seed $(SEED))

.PHONY: wheel
wheel: $(if $(filter build/lib,$(LIBRARY_DIR)),library) $(BUILD_PYTHON) ## Build the Python package with all that it needs: build/wheels
	scripts/make-wheel "$(LIBRARY_DIR)"

.PHONY: test-python
test-python: build $(WHEEL_PYTHON) ## Run the tests of the Python package as its wheel installs it
	$(WHEEL_PYTHON) -m pytest bindings/python/tests

# meinheld asks for a greenlet of long ago: it is installed without what it asks for.
.PHONY: $(WHEEL_PYTHON)
$(WHEEL_PYTHON): wheel
	python3 -m venv --clear .venv-wheel
	$(WHEEL_PYTHON) -m pip install --quiet --disable-pip-version-check \
		"$$(echo build/wheels/*.whl)[flask,orjson]" --requirement bindings/python/requirements-test.txt
	$(WHEEL_PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps meinheld==1.0.2

.PHONY: lint
lint: $(PYTHON) ## Check format, types and the layout of the house
	swift format lint --strict --recursive --parallel $(SWIFT_FILES)
	$(PYTHON) -m ruff check $(PYTHON_FILES)
	$(PYTHON) -m ruff format --check $(PYTHON_FILES)
	$(PYTHON) -m mypy
	scripts/format-openapi --check
	scripts/make-swagger-assets --check
	scripts/check-house
	scripts/check-documents

.PHONY: format
format: $(PYTHON) ## Lay out all sources
	swift format --in-place --recursive --parallel $(SWIFT_FILES)
	$(PYTHON) -m ruff format $(PYTHON_FILES)
	scripts/format-openapi

.PHONY: docs
docs: packages $(WHEEL_PYTHON) ## Make the documentation of EntityStore, Cadastre and the Python package: build/docs
	@mkdir -p build/docs
	swift package --allow-writing-to-directory build/docs generate-documentation \
		--target EntityStore --target Cadastre --enable-experimental-combined-documentation \
		--output-path build/docs --transform-for-static-hosting
	$(WHEEL_PYTHON) -W error -m pdoc --docformat google --output-directory build/docs/python \
		cadastre cadastre.flask

# What all parts of a run need: the wheel's package, and the classic stack beside it.
.PHONY: bench-parts
bench-parts: build library wheel $(BENCH_PYTHON) $(CLASSIC_PYTHON)
	$(BENCH_PYTHON) -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps build/wheels/*.whl

.PHONY: bench
bench: bench-parts ## Measure everything beside its peers, and write benchmarks/REPORT.md: 10 to 15 minutes
	cd benchmarks && LIBRARY="$(abspath $(LIBRARY_DIR))" ../$(BENCH_PYTHON) -m harness bench $(BENCH_OPTIONS)

.PHONY: bench-full
bench-full: bench-parts ## The same with more rounds, and up to 10 million properties: hours, and 40 GB of disk
	cd benchmarks && LIBRARY="$(abspath $(LIBRARY_DIR))" ../$(BENCH_PYTHON) -m harness bench --full $(BENCH_OPTIONS)

.PHONY: bench-check
bench-check: $(BENCH_PYTHON) ## Say what got worse from the results A=file to B=file; B is the latest if left out
	@cd benchmarks && ../$(BENCH_PYTHON) -m harness check "$(abspath $(A))" "$(abspath $(or $(B),benchmarks/results/latest.json))"

.PHONY: bench-report
bench-report: $(BENCH_PYTHON) ## Write benchmarks/REPORT.md anew, beside a run before that FIRST=file names, if one is named
	cd benchmarks && ../$(BENCH_PYTHON) -m harness report $(if $(FIRST),--first "$(abspath $(FIRST))")

.PHONY: bench-embedding
bench-embedding: bench-parts ## Measure the other doors beside what people would use instead
	cd benchmarks && LIBRARY="$(abspath $(LIBRARY_DIR))" ../$(BENCH_PYTHON) -m harness embedding $(BENCH_OPTIONS)

.PHONY: test-benchmarks
test-benchmarks: build library $(BENCH_PYTHON) ## Run the tests of the benchmarks' harness, and a minute of it
	cd benchmarks && ../$(BENCH_PYTHON) -m pytest
	cd benchmarks && LIBRARY="$(abspath $(LIBRARY_DIR))" ../$(BENCH_PYTHON) -m harness bench --smoke

.PHONY: bench-embedded
bench-embedded: build $(BENCH_PYTHON) ## Measure the core against LMDB in C and SQLite
	cd benchmarks && ../$(BENCH_PYTHON) -m harness embedded $(BENCH_OPTIONS)

.PHONY: bench-instructions
bench-instructions: build $(BENCH_PYTHON) ## Count instructions a call, and fail where they have crept up
	@scripts/install-packages valgrind
	cd benchmarks && ../$(BENCH_PYTHON) -m harness instructions $(BENCH_OPTIONS)

.PHONY: bench-micro
bench-micro: packages ## Measure the parts that everything is made of, with ordo-one/benchmark
	swift package --package-path benchmarks --allow-writing-to-package-directory benchmark

.PHONY: bench-servers
bench-servers: build $(BENCH_PYTHON) ## Measure the server beside PocketBase
	cd benchmarks && ../$(BENCH_PYTHON) -m harness servers $(BENCH_OPTIONS)

.PHONY: install
install: build/cadastre install-library ## Copy the command and the C library to PREFIX, under DESTDIR
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 build/cadastre "$(DESTDIR)$(PREFIX)/bin/cadastre"

.PHONY: install-library
install-library: build/lib/libcadastre.so.1 ## Copy the C library alone, with its header and its pkg-config file
	install -d "$(DESTDIR)$(PREFIX)/include" "$(DESTDIR)$(PREFIX)/lib/pkgconfig"
	install -m 755 build/lib/libcadastre.so.1 "$(DESTDIR)$(PREFIX)/lib/libcadastre.so.1"
	ln -sf libcadastre.so.1 "$(DESTDIR)$(PREFIX)/lib/libcadastre.so"
	install -m 644 Include/cadastre.h "$(DESTDIR)$(PREFIX)/include/cadastre.h"
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' Include/cadastre.pc.in \
		> "$(DESTDIR)$(PREFIX)/lib/pkgconfig/cadastre.pc"

build/cadastre:
	$(MAKE) build

build/lib/libcadastre.so.1:
	$(MAKE) library

.PHONY: clean
clean: ## Remove what was built; data stays
	rm -rf .build .build-asan .build-tsan .build-fuzz build .venv .venv-bench .venv-build .venv-classic .venv-wheel benchmarks/.work .mypy_cache .ruff_cache \
		.pytest_cache .hypothesis .schemathesis

.PHONY: packages
packages:
	@scripts/install-packages $(PACKAGES)

.PHONY: browser
browser:
	@scripts/install-packages --optional "the browser test is skipped" $(BROWSER_PACKAGES)

$(BUILD_PYTHON): bindings/python/requirements-build.txt
	@scripts/install-packages $(WHEEL_PACKAGES)
	python3 -m venv --clear .venv-build
	$(BUILD_PYTHON) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(PYTHON): Tests/requirements.txt
	@scripts/install-packages $(TEST_PACKAGES)
	python3 -m venv --clear .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement Tests/requirements.txt
	@touch $(PYTHON)

# meinheld names a greenlet that no longer builds, and works with a newer one.
$(BENCH_PYTHON): benchmarks/requirements.txt
	@scripts/install-packages $(BENCH_PACKAGES)
	python3 -m venv --clear .venv-bench
	$(BENCH_PYTHON) -m pip install --quiet --disable-pip-version-check --requirement benchmarks/requirements.txt
	$(BENCH_PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps meinheld==1.0.2
	@touch $(BENCH_PYTHON)

$(CLASSIC_PYTHON): benchmarks/peers/flask_restx/requirements.txt
	python3 -m venv --clear .venv-classic
	$(CLASSIC_PYTHON) -m pip install --quiet --disable-pip-version-check --requirement benchmarks/peers/flask_restx/requirements.txt
	$(CLASSIC_PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps meinheld==1.0.2
	@touch $(CLASSIC_PYTHON)
