# The two commands are `make demo` and `make test`; each does all the set-up it needs.

# Node and all else that the set-up had to fetch: harmless where there is none.
cache := $(or $(CREDITKIT_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/creditkit)
export PATH := $(cache)/node-22/bin:$(PATH)

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

with := scripts/with-toolchain
stamps := build/stamps
jobs := $(shell nproc 2>/dev/null || echo 2)

package_sources := $(shell find js/src providers -type f 2>/dev/null) package.json tsconfig.json scripts/package/*.mjs
demo_sources := $(shell find web-demo -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

SEEDS ?= 1000
FUZZ_SECONDS ?= 60

# Rules of the walk that the simulation can switch off.
mutations := drop-loop-guard end-on-empty trust-total

.PHONY: help setup setup-test demo test build native wasm lint format simulate mutations $(mutations) fuzz fuzz-short bench clean FORCE

help: ## This list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(stamps)/toolchain $(stamps)/packages ## The compilers, Node and its packages, without building

demo: $(stamps)/demo ## Build, serve the page with the five vendors simulated over HTTP, print its URL
	@exec node web-demo/server.mjs

test: setup-test ## Build, and pass every test
	@node scripts/test.mjs

build: dist/core.wasm ## The npm package in dist/

native: build/native/build.ninja ## The core and its tests for this machine, under sanitizers
	@$(with) cmake --build --preset native -j $(jobs)

wasm: build/wasm/core.wasm ## The core for WebAssembly

lint: native wasm build $(stamps)/packages ## Formatting, clang-tidy, eslint, tsc
	@node scripts/test.mjs 'static checks' clang-tidy

format: setup ## Format all sources in place
	@git ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.hpp' | xargs -0r $(with) clang-format -i
	@npx prettier --log-level warn --write .

simulate: build/native-release/build.ninja ## Walks over simulated servers: make simulate SEEDS=100000
	@$(with) cmake --build --preset native-release -j $(jobs) --target simulate
	@$(with) build/native-release/tests/simulate $(SEEDS)

mutations: $(mutations) ## A rule of the walk switched off, each in turn: the simulation must notice

# 4,000 seeds are fewer than 10,000 walks.
$(mutations): build/native-release/build.ninja
	@$(with) cmake --build --preset native-release -j $(jobs) --target simulate
	@$(with) build/native-release/tests/simulate --mutate $@ --seeds 4000 --threads 1

fuzz: build/fuzz/build.ninja ## Every fuzzer in turn: make fuzz FUZZ_SECONDS=600
	@$(with) cmake --build --preset fuzz -j $(jobs)
	@$(with) scripts/fuzz $(FUZZ_SECONDS)

fuzz-short: build/fuzz/build.ninja ## Every fuzzer for a moment, always the same inputs
	@$(with) cmake --build --preset fuzz -j $(jobs) -- --quiet
	@$(with) scripts/fuzz --runs 4000

bench: build setup-test ## Pages to entries, side by side with plain and with exact JavaScript: bench/results.json
	@node bench/run.mjs

clean: ## Remove all that was built; the set-up stays
	rm -rf build dist web-demo/dist

# Set-up. The scripts decide what is missing; the stamps only spare asking again.
$(stamps)/toolchain: scripts/setup-toolchain scripts/build-toolchain-root scripts/toolchain-paths.sh scripts/toolchain-packages.txt
	@scripts/setup-toolchain
	@mkdir -p $(@D) && touch $@

$(stamps)/packages: scripts/setup-node scripts/setup-packages package-lock.json
	@scripts/setup-node
	@scripts/setup-packages
	@mkdir -p $(@D) && touch $@

setup-test: setup
	@scripts/setup-browsers
	@scripts/setup-consumers

# Native, fuzz and WASM trees: the preset is configured once, then ninja knows what has changed.
build/%/build.ninja: CMakePresets.json | $(stamps)/toolchain
	@$(with) cmake --preset $* > build/$*.log || { cat build/$*.log; exit 1; }
	@touch $@

build/wasm/core.wasm: build/wasm/build.ninja FORCE
	@$(with) cmake --build --preset wasm -j $(jobs)

# Ninja leaves core.wasm alone when nothing changed, and then the package is current too.
dist/core.wasm: build/wasm/core.wasm $(package_sources) | $(stamps)/packages
	@node scripts/package/build.mjs

$(stamps)/demo: dist/core.wasm $(demo_sources) | $(stamps)/packages
	@npm run --silent --prefix web-demo build
	@touch $@
