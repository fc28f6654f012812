package keyring

// Crashes and full disks: each step of a write fails, or happens and is reported to have failed, or is the last that the process does.

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var errFull = errors.New("no space left on device")

// faults are what can go wrong in one write of one file.
var faults = map[string]func(d *disk){
	"nothing was written": func(d *disk) { d.write = func(*os.File, []byte) (int, error) { return 0, errFull } },
	"half was written": func(d *disk) {
		d.write = func(f *os.File, b []byte) (int, error) {
			n, _ := f.Write(b[:len(b)/2])
			return n, errFull
		}
	},
	"a short write without an error": func(d *disk) {
		d.write = func(f *os.File, b []byte) (int, error) { return f.Write(b[:len(b)-1]) }
	},
	"written, and reported lost": func(d *disk) {
		d.write = func(f *os.File, b []byte) (int, error) { n, _ := f.Write(b); return n, errFull }
	},
	"not flushed": func(d *disk) { d.flush = func(*os.File) error { return errFull } },
	"flushed, and reported lost": func(d *disk) {
		d.flush = func(f *os.File) error { return errors.Join(f.Sync(), errFull) }
	},
	"not renamed": func(d *disk) { d.rename = func(_, _ string) error { return errFull } },
	"renamed, and reported lost": func(d *disk) {
		d.rename = func(from, to string) error { return errors.Join(os.Rename(from, to), errFull) }
	},
	"folder not flushed": func(d *disk) { d.syncDir = func(string) error { return errFull } },
}

// failing lets the nth write of a file go wrong, counted from 0, and all others succeed.
func failing(fault func(*disk), nth int) *disk {
	broken := realDisk()
	fault(broken)
	good, file := realDisk(), -1
	now := func() *disk {
		if file == nth {
			return broken
		}
		return good
	}
	return &disk{
		write:   func(f *os.File, b []byte) (int, error) { file++; return now().write(f, b) },
		flush:   func(f *os.File) error { return now().flush(f) },
		rename:  func(from, to string) error { return now().rename(from, to) },
		syncDir: func(dir string) error { return now().syncDir(dir) },
	}
}

func isFailure(err error) bool { return errors.Is(err, errFull) || errors.Is(err, io.ErrShortWrite) }

func TestFailedPutLeavesTheOldOrTheNew(t *testing.T) {
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			c := quick("")
			v := create(t, Beside, c)
			put(t, v, "seed", "old")
			v.config.disk = failing(fault, 0)
			if err := v.Put("seed", []byte("new")); !isFailure(err) {
				t.Fatalf("%v", err)
			}
			wantEntries(t, v, map[string]string{"seed": "old"})
			again := reopen(t, v, c)
			got, _, _ := again.Get("seed")
			if string(got) != "old" && string(got) != "new" {
				t.Fatalf("the file says %q", got)
			}
			if happened := strings.Contains(name, "renamed, and") || strings.Contains(name, "folder"); happened != (string(got) == "new") {
				t.Errorf("the file says %q", got)
			}
			if left := filesBeside(t, v.path); len(left) != 2 {
				t.Errorf("left behind: %q", left)
			}
			put(t, v, "other", "x") // the disk has room again, without a restart
			wantEntries(t, reopen(t, v, c), map[string]string{"seed": "old", "other": "x"})
		})
	}
}

func TestFailedCreateLeavesNothing(t *testing.T) {
	for _, p := range everyProtection {
		for name, fault := range faults {
			for nth := range 2 {
				k := newMemoryKeyring()
				c := quick("correct horse")
				c.Keyring, c.disk = k, failing(fault, nth)
				path := filepath.Join(t.TempDir(), "keys")
				_, err := Create(path, p, c)
				if p == Keyring && nth == 1 {
					continue // it writes one file only
				}
				if !isFailure(err) {
					t.Errorf("%v, %s, file %d: %v", p, name, nth, err)
				}
				if left := filesBeside(t, path); len(left) != 0 || len(k.held) != 0 {
					t.Errorf("%v, %s, file %d: left %q, %d keys", p, name, nth, left, len(k.held))
				}
				c.disk = nil
				if _, err := Create(path, p, c); err != nil {
					t.Errorf("%v, %s, file %d: and again: %v", p, name, nth, err)
				}
			}
		}
	}
}

func TestFailedChangeOfProtectionLocksNobodyOut(t *testing.T) {
	for _, from := range everyProtection {
		for _, to := range everyProtection {
			for name, fault := range faults {
				for nth := range 2 {
					changeAndCheck(t, fmt.Sprintf("%v to %v, %s, file %d", from, to, name, nth), from, to, failing(fault, nth), nil)
				}
			}
			changeAndCheck(t, fmt.Sprintf("%v to %v, keyring refuses", from, to), from, to, realDisk(), func(k *memoryKeyring) { k.setErr = errFull })
			changeAndCheck(t, fmt.Sprintf("%v to %v, keyring keeps and reports it lost", from, to), from, to, realDisk(), func(k *memoryKeyring) { k.setErrAfter = errFull })
			changeAndCheck(t, fmt.Sprintf("%v to %v, keyring cannot delete", from, to), from, to, realDisk(), func(k *memoryKeyring) { k.deleteErr = errFull })
		}
	}
}

// changeAndCheck changes the protection under a fault. Whatever comes of it, the file opens with one of the two passphrases, says what it said, and takes more.
func changeAndCheck(t *testing.T, name string, from, to Protection, d *disk, upset func(*memoryKeyring)) {
	t.Helper()
	k := newMemoryKeyring()
	c := quick("before")
	c.Keyring = k
	v := create(t, from, c)
	put(t, v, "seed", "kept")
	v.config.disk = d
	if upset != nil {
		upset(k)
	}
	changeErr := v.ChangeProtection(to, saying("after"))
	var leftover *LeftoverKeyError
	if changeErr != nil && !isFailure(changeErr) {
		t.Errorf("%s: %v", name, changeErr)
	}
	*k = memoryKeyring{held: k.held}
	v.config.disk = realDisk()
	opened, passphrase := openWithEither(c, v.path)
	if opened == nil {
		t.Errorf("%s: nobody can open it any more", name)
		return
	}
	wantEntries(t, opened, map[string]string{"seed": "kept"})
	done := changeErr == nil || errors.As(changeErr, &leftover)
	if done && (opened.Protection() != to || to == Passphrase && passphrase != "after") {
		t.Errorf("%s: done, and yet protected by %v with %q", name, opened.Protection(), passphrase)
	}
	// The vault that went through it goes on, and what it writes can be opened.
	put(t, v, "more", "x")
	if opened, _ = openWithEither(c, v.path); opened == nil {
		t.Errorf("%s: locked out by the next write", name)
		return
	}
	wantEntries(t, opened, map[string]string{"seed": "kept", "more": "x"})
	if changeErr == nil && len(filesBeside(t, v.path)) != filesOf(to) {
		t.Errorf("%s: files %q", name, filesBeside(t, v.path))
	}
	if changeErr == nil && (to == Keyring) != (len(k.held) == 1) {
		t.Errorf("%s: %d keys in the keyring", name, len(k.held))
	}
}

func filesOf(p Protection) int {
	if p == Keyring {
		return 1
	}
	return 2
}

func openWithEither(c Config, path string) (*Vault, string) {
	for _, passphrase := range []string{"before", "after"} {
		c.Passphrase = saying(passphrase)
		if v, err := Open(path, c); err == nil {
			return v, passphrase
		}
	}
	return nil, ""
}

func TestChangedProtectionMakesTheOldKeyUseless(t *testing.T) {
	c := quick("before")
	v, key := filled(t, Passphrase, c)
	oldKey := read(t, key)
	if err := v.ChangeProtection(Passphrase, saying("after")); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(v.path, c); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("with the passphrase of before: %v", err)
	}
	write(t, keyPath(v.path, Passphrase, v.seal.id), oldKey)
	if _, err := Open(v.path, c); !errors.Is(err, ErrWrongKey) {
		t.Errorf("with the key of before: %v", err)
	}
}

func TestRefusedChangeChangesNothing(t *testing.T) {
	c := quick("before")
	v, _ := filled(t, Passphrase, c)
	before, raw := filesBeside(t, v.path), read(t, v.path)
	for _, err := range []error{
		v.ChangeProtection(Passphrase, nil),
		v.ChangeProtection(Passphrase, saying("")),
		v.ChangeProtection(0, saying("x")),
		v.ChangeProtection(4, saying("x")),
	} {
		if err == nil {
			t.Error("it was done")
		}
	}
	if !slices.Equal(before, filesBeside(t, v.path)) || string(raw) != string(read(t, v.path)) {
		t.Error("files were changed")
	}
	wantEntries(t, reopen(t, v, c), map[string]string{"seed": "very secret"})
}

func TestOpenRemovesWhatCrashesLeft(t *testing.T) {
	c := quick("")
	v, key := filled(t, Beside, c)
	dir := filepath.Dir(v.path)
	for _, name := range []string{"keys.123.tmp", filepath.Base(key) + ".77.tmp"} {
		write(t, filepath.Join(dir, name), []byte("half"))
	}
	kept := []string{"keys.old", "other.1.tmp", "keyset.1.tmp"}
	for _, name := range kept {
		write(t, filepath.Join(dir, name), []byte("not mine"))
	}
	reopen(t, v, c)
	want := append([]string{"keys", filepath.Base(key)}, kept...)
	slices.Sort(want)
	if got := filesBeside(t, v.path); !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

// A process that writes without pause is killed at some moment; what it acknowledged is there, and the file opens.
func TestKilledWhileWriting(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := t.TempDir()
	for round := range 8 {
		path := filepath.Join(dir, strconv.Itoa(round), "keys")
		if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		acknowledged := writeAndKill(t, path, 3+7*round)
		v, err := Open(path, quick(""))
		if err != nil {
			t.Fatalf("round %d, after %d: %v", round, acknowledged, err)
		}
		got, ok, err := v.Get("counter")
		if err != nil || !ok {
			t.Fatalf("round %d: %v, %v", round, ok, err)
		}
		if n, err := strconv.Atoi(string(got)); err != nil || n < acknowledged {
			t.Errorf("round %d: %d was acknowledged, %s is there", round, acknowledged, got)
		}
		for _, name := range filesBeside(t, path) {
			if strings.HasSuffix(name, tempSuffix) {
				t.Errorf("round %d: %s stays", round, name)
			}
		}
	}
}

// writeAndKill returns the last number that the process acknowledged before it was killed.
func writeAndKill(t *testing.T, path string, after int) (acknowledged int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "FOLKMOOT_TEST_WRITE_TO="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if acknowledged, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
		if acknowledged == after {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the writer ended by itself")
	}
	if acknowledged < after {
		t.Fatalf("the writer died after %d", acknowledged)
	}
	return acknowledged
}

// writeUntilKilled is the other process: every second write goes to a new key, so that both ways of writing are cut off.
func writeUntilKilled(path string) int {
	v, err := Create(path, Beside, quick(""))
	for n := 1; err == nil; n++ {
		if err = v.Put("counter", []byte(strconv.Itoa(n))); err != nil {
			break
		}
		fmt.Println(n)
		if n%2 == 0 {
			err = v.ChangeProtection(Beside, nil)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// The table above must cover every step.
func TestFaultsCoverEveryStep(t *testing.T) {
	steps := map[string]bool{}
	for _, fault := range faults {
		d := &disk{}
		fault(d)
		steps["write"] = steps["write"] || d.write != nil
		steps["flush"] = steps["flush"] || d.flush != nil
		steps["rename"] = steps["rename"] || d.rename != nil
		steps["syncDir"] = steps["syncDir"] || d.syncDir != nil
	}
	for step, covered := range maps.All(steps) {
		if !covered {
			t.Errorf("nothing fails at %s", step)
		}
	}
}
