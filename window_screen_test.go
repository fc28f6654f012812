//go:build linux && !headless

package main

// The screen: a real window of this very program under Xvfb, worked by key and mouse as a person would. The window runs in a process of its own,
// which answers what stands where; nothing of that is in the program itself.

import (
	"bufio"
	"context"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Times. What is waited for comes far sooner, unless the machine is very busy.
const (
	screenPatience = 60 * time.Second
	lookEvery      = 100 * time.Millisecond
	dragSteps      = 8
	// frameWide and frameHigh are more than the window manager draws around a window.
	frameWide, frameHigh = 32, 64
)

// screen is Xvfb with a window manager and one window.
type screen struct {
	t       testing.TB
	display string
	folder  string // of the screenshots
	env     []string
	window  *exec.Cmd
	ask     *bufio.Writer
	answers *bufio.Scanner
	id      string // the window's, for xdotool
	size    [2]int
}

// newScreen starts Xvfb, or skips loudly where what it takes is not installed.
func newScreen(t testing.TB, width, height int) *screen {
	t.Helper()
	for _, program := range []string{"Xvfb", "openbox", "xdotool", "import"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("SKIPPED: %s is not installed, so no window was shown: make test installs it", program)
		}
	}
	s := &screen{t: t, folder: filepath.Join("build", "screens"), size: [2]int{width, height}}
	if err := os.MkdirAll(s.folder, 0o755); err != nil {
		t.Fatal(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width+frameWide, height+frameHigh), "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	s.begin(server)
	write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb names no display: %v", err)
	}
	s.display = ":" + strings.TrimSpace(number)
	home, run := t.TempDir(), t.TempDir()
	if err := os.Mkdir(filepath.Join(home, ".cache"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(run, 0o700); err != nil {
		t.Fatal(err)
	}
	s.env = append(os.Environ(),
		"DISPLAY="+s.display, "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1", "HOME="+home, "XDG_RUNTIME_DIR="+run, "XDG_DATA_HOME=", "XDG_CONFIG_HOME=",
		"LANG=en_US.UTF-8", "LANGUAGE=", "LC_ALL=", "TZ=Europe/Berlin", "FYNE_THEME=light", "FOLKMOOT_NO_LAN=1", "DBUS_SESSION_BUS_ADDRESS=",
	)
	manager := exec.Command("openbox")
	manager.Env = s.env
	s.begin(manager)
	return s
}

// begin starts a process that ends with the test.
func (s *screen) begin(cmd *exec.Cmd) {
	s.t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

// open opens the window on a profile, and waits for its first frame.
func (s *screen) open(profile string, env ...string) {
	s.t.Helper()
	program, err := os.Executable()
	if err != nil {
		s.t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Args = []string{windowCommand, "--profile", profile}
	cmd.Env = append(s.env, env...)
	log, err := os.Create(filepath.Join(s.folder, s.t.Name()+".log"))
	if err != nil {
		s.t.Fatal(err)
	}
	cmd.Stderr = log
	in, err := cmd.StdinPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	s.begin(cmd)
	s.window, s.ask, s.answers = cmd, bufio.NewWriter(in), bufio.NewScanner(out)
	s.answers.Buffer(nil, 1<<20)
	s.until("a window is shown", func() bool {
		found, err := s.x("search", "--name", "^Folkmoot")
		s.id = strings.TrimSpace(found)
		return err == nil && s.id != "" && !strings.Contains(s.id, "\n")
	})
	s.must("windowactivate", "--sync", s.id)
	s.resize(s.size[0], s.size[1])
}

// resize makes the window so large, at the screen's corner.
func (s *screen) resize(width, height int) {
	s.t.Helper()
	want := fmt.Sprintf("WIDTH=%d\nHEIGHT=%d\n", width, height)
	s.until("the window is that large", func() bool {
		s.must("windowmove", s.id, "0", "0") // again and again: what is asked of a window that still grows to its own size is lost
		s.must("windowsize", s.id, strconv.Itoa(width), strconv.Itoa(height))
		is, err := s.x("getwindowgeometry", "--shell", s.id)
		return err == nil && strings.Contains(is, want)
	})
	s.size = [2]int{width, height}
}

// close closes the window as its cross does, and waits for the end of the program.
func (s *screen) close() {
	s.t.Helper()
	s.must("key", "alt+F4") // the window manager asks the window; xdotool's own close takes it away from the program
	done := make(chan error, 1)
	go func() { done <- s.window.Wait() }()
	select {
	case <-done:
	case <-time.After(screenPatience):
		s.t.Error("the program goes on after its window was closed")
	}
}

// x runs xdotool.
func (s *screen) x(args ...string) (string, error) {
	ctx, stop := context.WithTimeout(context.Background(), screenPatience)
	defer stop()
	cmd := exec.CommandContext(ctx, "xdotool", args...)
	cmd.Env = append(s.env, "LANG=C.UTF-8")
	out, err := cmd.Output()
	return string(out), err
}

func (s *screen) must(args ...string) {
	s.t.Helper()
	if _, err := s.x(args...); err != nil {
		s.t.Fatalf("xdotool %v: %v", args, err)
	}
}

// until waits for something.
func (s *screen) until(what string, isSo func() bool) {
	s.t.Helper()
	for end := time.Now().Add(screenPatience); !isSo(); time.Sleep(lookEvery) {
		if time.Now().After(end) {
			s.failed()
			s.t.Fatalf("waited in vain: %s. The window says:\n%s", what, s.text())
		}
	}
}

// failed keeps a picture of where a test stopped.
func (s *screen) failed() { s.shot("failed-" + s.t.Name()) }

// answer asks the window's process.
func (s *screen) answer(question string) string {
	s.t.Helper()
	if _, err := s.ask.WriteString(question + "\n"); err != nil {
		s.t.Fatal(err)
	}
	if err := s.ask.Flush(); err != nil {
		s.t.Fatalf("the window is gone: %v", err)
	}
	if !s.answers.Scan() {
		s.t.Fatalf("the window says nothing any more: %v", s.answers.Err())
	}
	said, err := strconv.Unquote(s.answers.Text())
	if err != nil {
		s.t.Fatalf("the window says %q", s.answers.Text())
	}
	return said
}

// text is every word on the screen.
func (s *screen) text() string { return s.answer("text") }

// says waits until some words are on the screen.
func (s *screen) says(words string) {
	s.t.Helper()
	s.until("it says "+words, func() bool { return strings.Contains(s.text(), words) })
}

// silent waits until some words are gone.
func (s *screen) silent(words string) {
	s.t.Helper()
	s.until("it no longer says "+words, func() bool { return !strings.Contains(s.text(), words) })
}

// shot keeps a picture of the window. It must show something: a window of one colour is none.
func (s *screen) shot(name string) {
	s.t.Helper()
	s.rest() // what is said already may be drawn in the next frame only
	path := filepath.Join(s.folder, name+".png")
	cmd := exec.Command("import", "-window", s.id, path)
	cmd.Env = s.env
	if out, err := cmd.CombinedOutput(); err != nil {
		s.t.Fatalf("a screenshot: %v: %s", err, out)
	}
	file, err := os.Open(path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		s.t.Fatal(err)
	}
	seen := map[uint32]bool{}
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y += 3 {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x += 3 {
			r, g, b, _ := picture.At(x, y).RGBA()
			seen[r>>8<<16|g>>8<<8|b>>8] = true
		}
	}
	if len(seen) < 8 {
		s.t.Errorf("%s shows %d colours", name, len(seen))
	}
}
