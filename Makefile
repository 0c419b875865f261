# Every target is one script in bin/ or one command. Pass more with ARGS, for example
#   make demo ARGS="--port 9000"      make test ARGS="--filter Journal"

ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup build release demo test journeys pictures faults try-rolling bench bench-pages bench-expressions try-postgres-restore try-failover format lint docs clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the Debian packages that are missing and look for Swift
	@bin/setup

build: setup ## build for development into .build/debug
	@bin/resources
	@bin/step 'debug build' swift build $(ARGS)

release: setup ## build the program that cities run: .build/release/baodao
	@bin/resources
	@bin/step 'release build' swift build -c release --product baodao $(ARGS)

demo: ## play one day in an invented city and serve it
	@bin/demo $(ARGS)

test: ## build and run all tests
	@bin/test $(ARGS)

journeys: release ## go the users' journeys through a real browser, on every page axe
	@bin/journeys $(ARGS)

pictures: release ## take the pictures of docs/pictures anew
	@bin/journeys --pictures $(ARGS)

faults: release ## break the machine under a city in every way, and look at what is left
	@bin/faults $(ARGS)

try-rolling: release ## restart two nodes in turn behind a balancer, under load
	@bin/try-rolling $(ARGS)

bench: release ## measure whole lives of matters, also through HTTP, against bare SQLite
	@bin/bench $(ARGS)

bench-pages: release ## time the first byte of every page at a million matters
	@bin/bench-pages $(ARGS)

bench-expressions: release ## measure expressions beside PyPI's common-expression-language
	@bin/bench-expressions $(ARGS)

try-postgres-restore: ## try PostgreSQL's backup and restore to a moment, as the guide says
	@bin/try-postgres-restore

try-failover: release ## kill the leading one of three databases under load, as the guide says
	@bin/try-failover $(ARGS)

format: ## rewrite the Swift files in the project's layout
	@bin/step 'format' swift format format -i -p -r Sources Tests Package.swift

lint: ## refuse Swift files that are not in the project's layout
	@bin/lint

docs: build ## write docs/reference and the schemas again from the declarations
	@bin/step 'reference pages' .build/debug/baodao docs --write docs/reference

clean: ## remove what was built; stores are left alone
	@bin/step 'clean' rm -rf .build .build-*
