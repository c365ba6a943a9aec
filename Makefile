# RoadRunner TCP for .NET. `make` alone lists the targets.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help serve test build check bench pack clean

export DOTNET_NOLOGO := 1
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE := 1

help: # List the targets
	@awk -F ': # ' '/^[a-z]+: # / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

serve: # Build and run the server with .rr.yaml; Ctrl+C stops it
	@.ci/serve

test: # Build and run all tests
	@.ci/test

build: # Restore and build everything in Release
	@.ci/build

check: # What CI runs: format, build, tests, coverage
	@.ci/check

bench: # Run the benchmarks; BENCH="frames --filter *Decode*" runs others
	@.ci/bench $(BENCH)

pack: # Pack the NuGet packages into artifacts/packages
	@.ci/pack

clean: # Delete everything that was built
	@.ci/clean
