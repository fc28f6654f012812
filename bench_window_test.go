//go:build linux && !headless

package main

// Goal 13 of PERFORMANCE.md: the window on a community of a hundred thousand acts, beside an empty window of Fyne that is measured in the same run.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/store/keyring"
)

// manyActs are those of the community that the window shows.
const manyActs = 100_000

// BenchmarkWindow: goal 13 (start at most 2 x-empty, memory at most 100 MB-over-empty), how long Fyne's goroutine is away while pages are
// switched, scrolled and typed in, and the same while a bundle of a hundred thousand acts comes in.
func BenchmarkWindow(b *testing.B) {
	profile := filledProfile(b)
	x := newServer(b)
	b.Run("start", func(b *testing.B) { benchmarkWindowStart(b, x, profile) })
	b.Run("list", func(b *testing.B) { benchmarkWindowList(b, x) })
	b.Run("pages", func(b *testing.B) { benchmarkWindowPages(b, x, profile, "") })
	stick := filepath.Join(b.TempDir(), "stick.car")
	if _, err := writeBundle(stick, manyActs); err != nil {
		b.Fatal(err)
	}
	addWorkload(b, profile)
	b.Run("catching-up", func(b *testing.B) { benchmarkWindowPages(b, x, profile, stick) })
}

// filledProfile is one with such a community; FOLKMOOT_BENCH_PROFILE names one that is there already, and is copied.
func filledProfile(b *testing.B) string {
	profile := filepath.Join(b.TempDir(), "profile")
	var cmd *exec.Cmd
	if have := os.Getenv("FOLKMOOT_BENCH_PROFILE"); have != "" {
		cmd = exec.Command("cp", "-r", have, profile)
	} else {
		cmd = runFolkmoot("demo", "--seed-data", strconv.Itoa(manyActs), "--keep", profile)
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return profile
}

// runFolkmoot is this binary as the command line.
func runFolkmoot(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Args = append([]string{"folkmoot"}, args...)
	cmd.Env = append(os.Environ(), "LANG=en_US.UTF-8", "FOLKMOOT_NO_LAN=1")
	return cmd
}

// addWorkload makes the profile a member of the community whose acts lie on the stick, with none of them here.
func addWorkload(b *testing.B, folder string) {
	guest := guestOf(apptest.NewWorkload(benchDevices))
	profile, err := store.OpenProfile(filepath.Join(folder, profileFile))
	if err != nil {
		b.Fatal(err)
	}
	defer profile.Close()
	vault, err := keyring.Open(filepath.Join(folder, keyFile), keyring.Config{})
	if err != nil {
		b.Fatal(err)
	}
	defer vault.Close()
	for name, secret := range guest.keys {
		if err := vault.Put(name, secret); err != nil {
			b.Fatal(err)
		}
	}
	replica, err := store.Folder{Path: filepath.Join(folder, communitiesFolder)}.Create(guest.membership.Community)
	if err != nil {
		b.Fatal(err)
	}
	guest.membership.JoinedMillis = time.Now().UnixMilli()
	if err := profile.PutCommunity(guest.membership); err != nil {
		b.Fatal(err)
	}
	if err := replica.Close(); err != nil {
		b.Fatal(err)
	}
}

// server is a screen that nobody sees.
type server struct{ env []string }

func newServer(b *testing.B) server {
	if _, err := exec.LookPath("Xvfb"); err != nil {
		b.Skip("SKIPPED: Xvfb is not installed, so no window was measured: make need-window installs it")
	}
	read, write, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{write}
	endsWith(b, cmd)
	write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	home := b.TempDir()
	return server{append(os.Environ(),
		"DISPLAY=:"+strings.TrimSpace(number), "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1", "HOME="+home, "XDG_RUNTIME_DIR="+home, "XDG_DATA_HOME=",
		"XDG_CONFIG_HOME=", "LANG=en_US.UTF-8", "LANGUAGE=", "LC_ALL=", "TZ=Europe/Berlin", "FYNE_THEME=light", "FOLKMOOT_NO_LAN=1",
		"DBUS_SESSION_BUS_ADDRESS=")}
}

// endsWith starts a process that ends with the benchmark.
func endsWith(b *testing.B, cmd *exec.Cmd) {
	b.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { end(cmd) })
}

func end(cmd *exec.Cmd) {
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// measured is a window that answers.
type measured struct {
	b   *testing.B
	cmd *exec.Cmd
	ask io.Writer
	say *bufio.Scanner
}

func (x server) open(b *testing.B, args ...string) *measured {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Args = args
	cmd.Env = append(x.env, fmt.Sprintf("%s=%d", sinceEnv, time.Now().UnixNano()))
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	endsWith(b, cmd)
	m := &measured{b, cmd, in, bufio.NewScanner(out)}
	m.say.Buffer(nil, 1<<24)
	return m
}

func (m *measured) answer(question string) string {
	m.b.Helper()
	fmt.Fprintln(m.ask, question)
	if !m.say.Scan() {
		m.b.Fatalf("%q: the window is gone: %v", question, m.say.Err())
	}
	said, err := strconv.Unquote(m.say.Text())
	if err != nil {
		m.b.Fatalf("%q: the window says %q", question, m.say.Text())
	}
	return said
}

func (m *measured) number(question string) float64 {
	m.b.Helper()
	said := m.answer(question)
	n, err := strconv.ParseFloat(said, 64)
	if err != nil {
		m.b.Fatalf("%q: %s", question, said)
	}
	return n
}

func (m *measured) numbers(question string) []float64 {
	var list []float64
	if err := json.Unmarshal([]byte(m.answer(question)), &list); err != nil {
		m.b.Fatal(err)
	}
	return list
}

// benchmarkWindowStart starts both by turns: until the frame of the last page stands, and until what stands on it is there.
func benchmarkWindowStart(b *testing.B, x server, profile string) {
	var empty, frame, page, over []float64
	end(x.open(b, emptyCommand).settled().cmd) // once: Fyne looks for the system's fonts
	for b.Loop() {
		blank := x.open(b, emptyCommand)
		empty = append(empty, blank.number("shown Empty"))
		window := x.open(b, measuredCommand, "--profile", profile)
		frame = append(frame, window.number("shown Decisions"))
		page = append(page, window.number("shown "+homeSays))
		over = append(over, window.settled().number("rss")-blank.number("rss"))
		end(window.cmd)
		end(blank.cmd)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(empty), "empty-ms")
	b.ReportMetric(median(frame), "frame-ms")
	b.ReportMetric(median(page), "page-ms")
	b.ReportMetric(median(frame)/median(empty), "frame-x-empty")
	b.ReportMetric(median(page)/median(empty), "page-x-empty")
	b.ReportMetric(median(over)/1e6, "MB-over-empty")
}

// homeSays stands on Home once it was read.
const homeSays = "Good "

// settled lets what begins with the window end.
func (m *measured) settled() *measured {
	m.answer("waits")
	time.Sleep(3 * time.Second)
	return m
}

// benchmarkWindowList scrolls a hundred thousand rows, by turns with Fyne's own list of as many labels: what a turn of the wheel takes of Fyne's
// goroutine before anything is drawn. A frame has 16 ms.
func benchmarkWindowList(b *testing.B, x server) {
	for b.Loop() {
		labels, rows := x.open(b, emptyCommand, emptyLabels).settled(), x.open(b, emptyCommand, emptyRows).settled()
		var plain, ours []float64
		for range 5 {
			plain = append(plain, labels.numbers("scroll 60")...)
			ours = append(ours, rows.numbers("scroll 60")...)
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(median(ours), "median-turn-ms")
		b.ReportMetric(quantile(ours, 0.99), "p99-turn-ms")
		b.ReportMetric(median(plain), "median-labels-turn-ms")
		b.ReportMetric(quantile(plain, 0.99), "p99-labels-turn-ms")
		end(labels.cmd)
		end(rows.cmd)
	}
}

// visit is a page, and what stands on it once it was read.
type visit struct{ tap, says, types string }

// longTopic has some thousand comments.
const longTopic = "What should not stand in the stairwell"

var visits = []visit{
	{"Decisions", "Needs you", ""},
	{"Discussion", longTopic, ""},
	{longTopic, longTopic, "Could it stand below the stairs?"},
	{"Members", "Marta", ""},
	{"Home", homeSays, ""},
}

// benchmarkWindowPages goes from page to page, beside a list of Fyne's own that is scrolled: without a graphics card drawing is what takes longest.
// Where there is a stick, it comes in meanwhile, until it is here.
func benchmarkWindowPages(b *testing.B, x server, profile, stick string) {
	for b.Loop() {
		blank := x.open(b, emptyCommand, emptyLabels).settled()
		window := x.open(b, measuredCommand, "--profile", profile)
		window.number("shown " + homeSays)
		window.settled()
		arrived := make(chan struct{})
		if stick == "" {
			close(arrived)
		} else {
			go func() {
				defer close(arrived)
				if out, err := runFolkmoot("--profile", profile, "--community", "Workload", "bundle", "import", stick).CombinedOutput(); err != nil {
					b.Errorf("importing: %v: %s", err, out)
				}
			}()
		}
		blank.answer("waits")
		window.answer("waits")
		var turns []float64
		for going := true; going; {
			for _, v := range visits {
				window.answer("tap " + v.tap)
				window.number("shown " + v.says)
				blank.answer("scroll 60") // by turns: what is drawn is drawn by the same processors
				turns = append(append(turns, window.numbers("scroll 60")...), window.numbers("scroll -60")...)
				if v.types != "" {
					window.answer("type " + v.types)
				}
			}
			select {
			case <-arrived:
				going = false
			default:
			}
		}
		away, none := window.numbers("waits"), blank.numbers("waits")
		b.ReportMetric(0, "ns/op")
		for _, part := range []struct {
			name  string
			share float64
		}{{"median", 0.5}, {"p99", 0.99}, {"worst", 1}} {
			b.ReportMetric(quantile(away, part.share), part.name+"-away-ms")
			b.ReportMetric(quantile(none, part.share), part.name+"-labels-away-ms")
			b.ReportMetric(quantile(turns, part.share), part.name+"-turn-ms")
		}
		end(window.cmd)
		end(blank.cmd)
	}
}
