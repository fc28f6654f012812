# Folkmoot's few commands. `make help` lists them.

SHELL       := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Tools run as `go run module@version`, so that go.mod stays the product's own.
GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
DEADCODE    := golang.org/x/tools/cmd/deadcode@v0.52.0
BENCHSTAT   := golang.org/x/perf/cmd/benchstat@v0.0.0-20260908200009-22c9c6c9d4da

TAGS        := headless
BENCH       ?= .
BENCH_COUNT ?= 3
GO_TEST     := go test -tags $(TAGS) -timeout 25m
# What Fyne needs to be compiled, and the tags of a build with a window. Tests
# add ci: no system fonts and no D-Bus, so that pictures are the same anywhere.
WINDOW_TAGS := migrated_fynedo
WINDOW_NEED := libgl1-mesa-dev xorg-dev libxkbcommon-dev libwayland-dev libegl1-mesa-dev
# What the tests of the window need: a screen in memory, a window manager, hands, and a camera.
SCREEN_NEED := xvfb openbox xdotool imagemagick xclip
WINDOW_TEST := LANG=en_US.UTF-8 go test -tags $(WINDOW_TAGS) -count=1 -timeout 15m -run 'TestWindow'
# All packages but those of the window.
CORE        := go list -tags $(TAGS) ./... | grep -v '/ui/desktop'
# Tests of the program as a whole whose work is done by processes of their own.
PROCESSES   := Scripts|Durable|Simulation|Headless|Floods

# FULL=1 is what .ci/run asks for: every simulation seed, the kill -9 rounds,
# two seconds of fuzzing a target. Tests read FOLKMOOT_FULL. To benchmarks it
# adds a million ops, which take some minutes. FOLKMOOT_REAL_NETWORK=1 adds what
# depends on the network that this machine is on: mDNS, and NATs in namespaces.
ifeq ($(FULL),1)
export FOLKMOOT_FULL := 1
export FOLKMOOT_BENCH_FULL := 1
endif

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: need-go ## install what is missing, and open the program with its window
	@if [ "$$(uname)" = Linux ] && [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		echo "There is no screen here to open a window on. \"make demo\" plays a community in the terminal; CGO_ENABLED=0 go build -tags headless -o folkmoot . builds the command line."; exit 1; fi
	@$(MAKE) --no-print-directory desktop
	build/folkmoot

.PHONY: demo
demo: need-go ## play a community of five in the terminal: five profiles, one USB stick, then a relay
	CGO_ENABLED=0 go run -tags headless . demo

.PHONY: desktop
desktop: need-go need-window ## build the program with its window, as build/folkmoot
	@mkdir -p build
	go build -tags $(WINDOW_TAGS) -o build/folkmoot .

.PHONY: pictures
pictures: need-go need-window need-screen ## draw the golden pictures of the parts and the README's anew; look at each before you keep it
	FOLKMOOT_PICTURES=1 LANG=en_US.UTF-8 go test -tags $(WINDOW_TAGS),ci -count=1 -run Pictures ./ui/desktop/...
	FOLKMOOT_PICTURES=1 $(WINDOW_TEST)Pictures .

.PHONY: test
test: need-go need-cc need-window need-screen check ## all tests; FULL=1 adds what takes long
	$(GO_TEST) -count=1 -run Headless . # asks go list, which the test cache does not watch
	$(GO_TEST) $$($(CORE) | grep '/app/') # one goroutine each: the race detector would only make them slow
	$(GO_TEST) -race $$($(CORE) | grep -E '/(app$$|store|p2p|ui|assets)')
	LANG=en_US.UTF-8 go test -tags $(WINDOW_TAGS),ci ./ui/desktop/...
	$(GO_TEST) -race -skip '$(PROCESSES)' .
	$(GO_TEST) -run '$(PROCESSES)' . # the race detector sees one process at a time
	$(WINDOW_TEST) . # a real window, worked by key and mouse; what was seen is in build/screens
ifeq ($(FULL),1)
	go test -count=1 -run 'Signature|Verif' -tags purego ./app/op # the one signature rule, on the other builds of its library
	go test -count=1 -run 'Signature|Verif' -tags purego,force32bit ./app/op
	bash .ci/fuzz 2s
endif

.PHONY: screen
screen: need-go need-window need-screen ## work the window by key and mouse on a screen in memory; what was seen is in build/screens
	$(WINDOW_TEST) .

.PHONY: check
check: need-go
	go vet -tags $(TAGS) $$($(CORE))
	go vet -tags $(WINDOW_TAGS) . ./ui/desktop/...
	go run $(STATICCHECK) -tags $(TAGS) -checks inherit,ST1000 $$($(CORE))
	go run $(STATICCHECK) -tags $(WINDOW_TAGS) -checks inherit,ST1000 . ./assets ./ui/desktop/...
	@unformatted=$$(go run $(GOFUMPT) -l .); \
	if [ -n "$$unformatted" ]; then echo "not formatted by gofumpt:"; echo "$$unformatted"; exit 1; fi
ifeq ($(FULL),1)
	@dead=$$(go run $(DEADCODE) -tags $(WINDOW_TAGS) -test -filter 'folkmoot(/app|/p2p|/store|/ui|/assets|$$$$)' ./...); \
	if [ -n "$$dead" ]; then echo "neither the program nor a test calls:"; echo "$$dead"; exit 1; fi
endif

.PHONY: race
race: need-go need-cc need-window ## pages of the window beside Fyne's goroutine, under the race detector; compiling Fyne for it takes minutes
	LANG=en_US.UTF-8 go test -race -timeout 20m -tags $(WINDOW_TAGS),ci ./ui/desktop/shelltest

.PHONY: soak
soak: need-go ## simulate without end, a new seed each run; stop it with Ctrl+C
	FOLKMOOT_SOAK=1 go test -tags $(TAGS) -count=1 -timeout 0 -v -run Soak ./app/sim

.PHONY: bench
bench: need-go need-window ## benchmarks beside their floor, BENCH_COUNT times; BENCH=pattern chooses, FULL=1 adds a million ops
	@mkdir -p build
	go test -tags $(TAGS) -timeout 0 -run '^$$' -bench '$(BENCH)' -benchmem -count $(BENCH_COUNT) \
		$$(grep -rl --include='*_test.go' '^func Benchmark' . | xargs -r dirname | sort -u) | tee build/bench.txt
	@if [[ BenchmarkWindow =~ $(firstword $(subst /, ,$(BENCH))) ]]; then \
		go test -tags $(WINDOW_TAGS) -timeout 0 -run '^$$' -bench '$(if $(filter .,$(BENCH)),^BenchmarkWindow,$(BENCH))' -benchtime 3x \
			-count $(BENCH_COUNT) . | tee -a build/bench.txt; fi
	go run $(BENCHSTAT) build/bench.txt

# What a bare Debian machine lacks is installed, or named in one line.

.PHONY: need-go
need-go:
	@command -v go >/dev/null || { echo "Folkmoot is built with Go 1.26 or newer: https://go.dev/doc/install"; exit 1; }

.PHONY: need-cc
need-cc:
	@printf '#include <stdlib.h>\n' | "$$(go env CC)" -E - >/dev/null 2>&1 || bash .ci/install build-essential

.PHONY: need-window
need-window: need-cc
	@printf '#include <GL/gl.h>\n#include <X11/Xlib.h>\n#include <xkbcommon/xkbcommon.h>\n#include <wayland-client.h>\n#include <EGL/egl.h>\n' | \
		"$$(go env CC)" -E - >/dev/null 2>&1 || bash .ci/install $(WINDOW_NEED)

.PHONY: need-screen
need-screen:
	@for program in Xvfb openbox xdotool import xclip; do command -v $$program >/dev/null || { bash .ci/install $(SCREEN_NEED); break; }; done
