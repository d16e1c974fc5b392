SHELL := bash
.DEFAULT_GOAL := help
dev := deploy/local/dev.sh
# Compiled ahead, as images and `make run-etl` are.
benchmarks = dotnet publish tests/Kasparro.Benchmarks --configuration Release --use-current-runtime --self-contained false \
	-p:PublishReadyToRun=true --output .kasparro/benchmarks --nologo --verbosity quiet && dotnet .kasparro/benchmarks/Kasparro.Benchmarks.dll
compose = COMMIT=$$(git rev-parse HEAD 2>/dev/null || echo unknown) docker compose $(if $(offline),--env-file deploy/offline.env)

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## From nothing to a running API with data in it; again: nothing is stored twice
	@$(dev) demo

up: ## Start PostgreSQL and the API (port 8000, or API_PORT)
	@$(dev) up

down: ## Stop the API, the simulator and PostgreSQL; data is kept
	@$(dev) down

status: ## What of these is running
	@$(dev) status

migrate: ## Bring the database's schema up to date
	@$(dev) migrate

run-etl: ## One ETL run: fetch every source, transform the records (args="--source coingecko")
	@$(dev) run $(args)

run-etl-cron: ## An ETL run now and every 4 hours until Ctrl-C (hours=4)
	@$(dev) cron $(or $(hours),4)

docker-up: ## PostgreSQL and the API in containers (offline=yes: simulated sources)
	@deploy/docker/check-port.sh
	@$(compose) up --build --detach --wait

docker-migrate: ## The schema of the containers' database
	@$(compose) run --build --rm migrate

docker-run-etl: ## One ETL run in a container (args="--source coingecko", settings="LOG_LEVEL=debug", offline=yes)
	@$(compose) run --build --rm $(addprefix --env ,$(settings)) etl run $(args)

docker-run-etl-cron: ## A container that runs the ETL now and every 4 hours (offline=yes)
	@$(compose) up --build --detach etl-cron

docker-observe: ## Prometheus, Alertmanager and Grafana in containers (offline=yes)
	@$(compose) up --detach prometheus alertmanager grafana

docker-down: ## Stop the containers; data is kept in their volumes (offline=yes)
	@$(compose) --profile '*' down

images: ## Build the images for production: kasparro-api and kasparro-etl
	@$(compose) build api etl

pin-images: ## Write the digest of each image next to its tag, as the registry has it now
	@deploy/docker/pin-images.sh

destroy-data: ## Stop everything and delete the local database; asks, unless CONFIRM=yes
	@CONFIRM="$(CONFIRM)" $(dev) destroy-data

build: ## Compile everything
	dotnet build Kasparro.sln

test: ## Build everything and run every test on a real PostgreSQL (args="--filter FullyQualifiedName~Csv")
	@$(dev) test $(args)

record: ## Record what a source's provider sends, shortened and without the key (source=kraken; settings from the environment)
	@KASPARRO_SOURCE=$(source) $(dev) test --filter "FullyQualifiedName=Kasparro.UnitTests.Infrastructure.Sources.Recorded.RecordingTools.Record"

accept: ## Write what sources make of their recordings now; read the difference before you commit it (source=all, or one)
	@KASPARRO_SOURCE=$(or $(source),all) $(dev) test --filter "FullyQualifiedName=Kasparro.UnitTests.Infrastructure.Sources.Recorded.RecordingTools.Accept"

check: build lint test ## All that CI checks on every push: build, lint, test

coverage: ## Line and branch coverage of src by every test; the report is in TestResults/coverage
	@deploy/local/coverage.sh

mutation: ## How many mutants of Kasparro.Domain the unit tests kill; slow (args="--concurrency 1")
	dotnet tool restore
	cd tests/Kasparro.UnitTests && dotnet stryker --output ../../TestResults/mutation $(args)

torture: ## Programs and PostgreSQL killed and cut off for minutes=10, what is stored checked; 1,000 simulated histories (seeds=1000-1999), a million mutated records
	@KASPARRO_TORTURE_SECONDS=$$(( $(or $(minutes),10) * 60 )) KASPARRO_FUZZ_RECORDS=1000000 KASPARRO_PROPERTY_SEED=$$RANDOM \
		KASPARRO_SIMULATION_SEEDS=$(or $(seeds),1000-1999) $(dev) test \
		--filter "FullyQualifiedName~TortureTests|FullyQualifiedName~SimulationTests|FullyQualifiedName~PayloadFuzzTests|FullyQualifiedName~PropertiesTests" \
		--output detailed --hangdump --hangdump-timeout $$(( $(or $(minutes),10) + 20 ))m --hangdump-type None

soak: ## Runs every few seconds with faults while the API serves, for minutes=30: nothing may grow or get lost (needs wrk and hey)
	@$(benchmarks) soak $(or $(minutes),30)

bench: ## Ours against PostgreSQL alone, on 500,000 rows (args="500000 3": rows, rounds; args=start|storage|exports|api|routes|history|rebuild|sources|partitions|dlt: one part of bench-scale; wrk and hey for api)
	@$(benchmarks) $(args)

bench-scale: ## All benchmarks as one table, on a seeded history of rows=10000000 against one of 1,000,000 (needs wrk and hey, and memory or disk for the rows)
	@$(benchmarks) scale 1000000 $(or $(rows),10000000) $(or $(rounds),3)

check-alerts: ## Prove alerts, dashboards and runbook with a real failing run, Prometheus and Alertmanager
	@deploy/observability/check.sh

check-aws: ## Check the Terraform of deploy/aws (needs terraform 1.11 and jq)
	@deploy/aws/check.sh

format: ## Format the code
	dotnet tool restore
	dotnet format style Kasparro.sln
	dotnet format analyzers Kasparro.sln
	dotnet csharpier format .

lint: ## Format, scripts, Compose and workflows, as CI checks them
	dotnet format style Kasparro.sln --verify-no-changes
	dotnet format analyzers Kasparro.sln --verify-no-changes
	@deploy/local/lint.sh

migration: ## Add a migration of the schema (name=AddSomething); needs the tool dotnet-ef 10
	@[ -n "$(name)" ] || { echo 'Say how it is called: make migration name=AddSomething' >&2; exit 2; }
	dotnet ef migrations add $(name) --project src/Kasparro.Infrastructure --output-dir Postgres/Migrations

.PHONY: help demo up down status migrate run-etl run-etl-cron docker-up docker-migrate docker-run-etl docker-run-etl-cron docker-observe docker-down images pin-images \
	destroy-data build test check record accept coverage mutation torture soak bench bench-scale check-alerts check-aws format lint migration
