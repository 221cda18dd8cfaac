# Shortcuts; each target is one command that works without make as well.
.DEFAULT_GOAL := help
.PHONY: help run up login e2e bench faults verify fuzz licences audit format test lint clean

help: ## list what one can do
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## run the whole pipeline on this machine; options: make run ARGS='--orders 1000000'
	./run $(ARGS)

up: ## start the whole system in containers: Airflow, a warehouse, an S3 server
	docker compose up -d

login: ## show how to log in to what `make up` started
	docker compose run --rm login

e2e: ## drive the whole system in containers as an operator does
	python3 docker/e2e $(ARGS)

bench: ## measure the product beside psql's copy and others: make bench ARGS=--short
	python3 benchmarks $(ARGS)

faults: ## kill the tasks, cut them off, lie to them: make faults ARGS=--short
	./faults $(ARGS)

verify: ## build, all tests, all checks
	./mvnw verify

fuzz: ## random CSVs and contracts against independent judges: make fuzz [SECONDS=600] [SEED=1]
	./mvnw -pl common -am test -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dorders-etl.fuzz.seconds=$(or $(SECONDS),600) -Dorders-etl.fuzz.seed=$(or $(SEED),$(shell date +%s))

licences: ## list the licences of all libraries in the images, and refuse others than agreed; after a build
	python3 .ci/check-licences.py

audit: ## look the images' libraries up among known vulnerabilities, by osv-scanner; after a build
	osv-scanner scan source $(foreach image,extract-task transform-task load-task local-run,\
	  --lockfile=$(image)/target/classes/META-INF/sbom/application.cdx.json)

format: ## format Java and the poms
	./mvnw -q spotless:apply

test: ## test a module and those it needs: make test MODULE=common [TEST=KeySetTest]
	@test -n "$(MODULE)" || { echo "which module? make test MODULE=common" >&2; exit 64; }
	./mvnw -pl $(MODULE) -am test $(if $(TEST),-Dtest=$(TEST) -Dsurefire.failIfNoSpecifiedTests=false)

lint: ## check the shell scripts
	shellcheck $$(git grep -lE '^#!/(bin/sh|usr/bin/env bash)' -- ':!mvnw')

clean: ## delete what was built, and out/
	./mvnw -q clean
	rm -rf target out
