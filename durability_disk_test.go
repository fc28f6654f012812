//go:build unix

package main

// A disk without room, and a folder that may not be written: one clear sentence, nothing acknowledged that is not there, and everything goes on
// as soon as it can, in the same process too.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/cli"
	"github.com/folkmoot/folkmoot/ui/trouble"
)

// nobody is a user without rights; its number is that of the overflow user on every Linux.
const nobody = 65534

func addDurabilityJobs() {
	jobs["folkmoot"] = func(context.Context, []string) (any, error) {
		main()
		return nil, nil
	}
	jobs["folkmoot, with a limit on files"] = limitedJob
	jobs["folkmoot, as nobody"] = func(context.Context, []string) (any, error) {
		if os.Getuid() == 0 {
			if err := syscall.Setuid(nobody); err != nil {
				return nil, err
			}
		}
		main()
		return nil, nil
	}
	jobs["fill and go on"] = fillJob
	jobs["import and go on"] = importJob
}

// limitVariable says how large a file may get, in bytes.
const limitVariable = "FOLKMOOT_TEST_FILE_LIMIT"

func limitedJob(context.Context, []string) (any, error) {
	limit, err := strconv.ParseUint(os.Getenv(limitVariable), 10, 64)
	if err == nil {
		_, err = limitFiles(limit)
	}
	if err != nil {
		return nil, err
	}
	main()
	return nil, nil
}

// limitFiles bounds the size of the files that this process writes, and returns what lifts the bound.
func limitFiles(bytes uint64) (lift func() error, err error) {
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		return nil, err
	}
	bounded := before
	bounded.Cur = bytes
	return func() error { return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before) }, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &bounded)
}

func TestDurableUnderALimitOnFiles(t *testing.T) {
	durable(t)
	l := begin(t)
	var acknowledged []op.ID
	failed := 0
	for _, limit := range []int{1 << 10, 5 << 10, 20 << 10, 40 << 10, 80 << 10, 10 << 20} {
		cmd := l.command("folkmoot, with a limit on files", "comment", "add", l.topic, "--text", "Is there room?", "--json")
		cmd.Env = append(cmd.Env, limitVariable+"="+strconv.Itoa(limit))
		out, err := cmd.Output()
		if err == nil {
			id, ok := idIn(t, string(out))
			if !ok {
				t.Fatalf("%d bytes: it says %s", limit, out)
			}
			acknowledged = append(acknowledged, id)
			continue
		}
		failed++
		wantStorage(t, fmt.Sprintf("%d bytes", limit), out, err)
		if id, ok := idIn(t, l.must("comment", "add", l.topic, "--text", "Now there is.", "--json")); ok {
			acknowledged = append(acknowledged, id)
		}
	}
	if failed == 0 || len(acknowledged) == 0 {
		t.Fatalf("%d failed, %d acknowledged: nothing was tried", failed, len(acknowledged))
	}
	l.inspect(acknowledged)
}

// wantStorage: it ended with the exit code of the disk, printed nothing, and said one sentence and what to do.
func wantStorage(t *testing.T, what string, out []byte, err error) {
	t.Helper()
	var ended *exec.ExitError
	if !errors.As(err, &ended) {
		t.Fatalf("%s: %v", what, err)
	}
	if ended.ExitCode() != cli.ExitStorage || len(out) > 0 {
		t.Fatalf("%s: exit code %d, it says %q and %q", what, ended.ExitCode(), out, ended.Stderr)
	}
	if lines := strings.Count(strings.TrimSpace(string(ended.Stderr)), "\n") + 1; lines > 2 || strings.Contains(string(ended.Stderr), "goroutine") {
		t.Fatalf("%s: it says %q", what, ended.Stderr)
	}
}

func TestDurableProcessGoesOnAfterAFullDisk(t *testing.T) {
	durable(t)
	l := begin(t)
	said := ask[[]string](t, "fill and go on", l.home, l.topic)
	var acknowledged []op.ID
	for _, text := range said {
		id, err := op.ParseID(text)
		if err != nil {
			t.Fatal(err)
		}
		acknowledged = append(acknowledged, id)
	}
	l.inspect(acknowledged)
}

// fillJob takes a profile's folder and a topic, and says which comments were acknowledged: some before there is no room, some after, none between.
func fillJob(ctx context.Context, args []string) (any, error) {
	p, c, err := openProfile(ctx, args[0])
	if err != nil {
		return nil, err
	}
	topic, err := op.ParseID(args[1])
	if err != nil {
		return nil, err
	}
	lift, err := limitFiles(400 << 10)
	if err != nil {
		return nil, err
	}
	var acknowledged []string
	comment := func() error {
		id, err := c.Comment(ctx, proposal.AddComment{On: topic, Text: "Is there room?"})
		if err == nil {
			acknowledged = append(acknowledged, id.String())
		}
		return err
	}
	for err == nil && len(acknowledged) < 1000 {
		err = comment()
	}
	before := len(acknowledged)
	for range 3 {
		if err == nil {
			err = errors.New("there was room all the time, or again")
		}
		if meaning(err) != trouble.MeansDiskFull {
			return nil, fmt.Errorf("after %d comments: %w", before, err)
		}
		if _, errStatus := c.Status(ctx); errStatus != nil {
			return nil, fmt.Errorf("reading while there is no room: %w", errStatus)
		}
		err = comment()
	}
	err = lift()
	for range 3 {
		err = errors.Join(err, comment())
	}
	return acknowledged, errors.Join(err, p.Close())
}

func TestDurableImportGoesOnAfterAFullDisk(t *testing.T) {
	durable(t)
	stick := filepath.Join(t.TempDir(), "stick.car")
	if _, err := writeBundle(stick, 12_000); err != nil {
		t.Fatal(err)
	}
	whole, l := guestLaptop(t), guestLaptop(t)
	whole.must("bundle", "import", stick)
	ask[int](t, "import and go on", l.home, stick)
	if got, want := l.inspect(nil), whole.inspect(nil); got != want {
		t.Fatalf("state %s after a full disk, %s without", got, want)
	}
}

// importJob takes a profile's folder and a bundle that is larger than there is room for at first.
func importJob(ctx context.Context, args []string) (any, error) {
	p, c, err := openProfile(ctx, args[0])
	if err != nil {
		return nil, err
	}
	lift, err := limitFiles(5 << 20)
	if err != nil {
		return nil, err
	}
	if _, err := importFile(ctx, c, args[1]); meaning(err) != trouble.MeansDiskFull {
		return nil, fmt.Errorf("importing where there is no room: %w", err)
	}
	if err := lift(); err != nil {
		return nil, err
	}
	brought, err := importFile(ctx, c, args[1])
	if err == nil && (brought.Known == 0 || brought.Stored == 0) {
		err = fmt.Errorf("%d ops were here, %d came: the disk was never full in the middle", brought.Known, brought.Stored)
	}
	return brought.Stored, errors.Join(err, p.Close())
}

func importFile(ctx context.Context, c *app.Community, path string) (app.Brought, error) {
	file, err := os.Open(path)
	if err != nil {
		return app.Brought{}, err
	}
	defer file.Close()
	return c.ImportBundle(ctx, file, "", nil)
}

func TestDurableInUnwritableFolders(t *testing.T) {
	durable(t)
	l := begin(t)
	handOver(t, filepath.Dir(l.home), l.home)
	outside := t.TempDir()
	chmod(t, outside, 0o555)
	communities := filepath.Join(l.home, communitiesFolder)
	files, err := filepath.Glob(filepath.Join(communities, "*.db"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	comment := []string{"comment", "add", l.topic, "--text", "May I?"}
	for _, c := range []struct {
		name  string
		path  string
		mode  fs.FileMode
		after fs.FileMode
		home  string
		args  []string
	}{
		{"the profile's folder", l.home, 0o500, 0o700, l.home, comment},
		{"the profile", filepath.Join(l.home, profileFile), 0o400, 0o600, l.home, []string{"community", "use", "Elm Street"}},
		{"the folder of communities", communities, 0o500, 0o700, l.home, comment},
		{"the community", files[0], 0o400, 0o600, l.home, comment},
		{"where a profile would begin", outside, 0o555, 0o755, filepath.Join(outside, "new"), []string{"init", "--no-passphrase", "--print-phrase"}},
		{"where a bundle is to go", outside, 0o555, 0o755, l.home, []string{"bundle", "export", "--to", filepath.Join(outside, "stick.car")}},
		{"where a backup is to go", outside, 0o555, 0o755, l.home, []string{"backup", filepath.Join(outside, "copy")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			chmod(t, c.path, c.mode)
			defer chmod(t, c.path, c.after)
			cmd := l.command("folkmoot, as nobody", c.args...)
			cmd.Env = append(cmd.Env, "FOLKMOOT_HOME="+c.home, "FOLKMOOT_WAIT=0s", "FOLKMOOT_NO_LAN=1")
			cmd.Dir = "/"
			out, err := cmd.Output()
			wantStorage(t, c.name, out, err)
		})
	}
	cmd := l.command("folkmoot, as nobody", append(comment, "--json")...)
	cmd.Dir = "/"
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("when all may be written again: %v: %s", err, err.(*exec.ExitError).Stderr)
	}
	id, _ := idIn(t, string(out))
	l.inspect([]op.ID{id})
}

// handOver gives a folder to nobody, with all that is in it, so that only modes say what may be done there; the folders above may be entered.
func handOver(t *testing.T, above, folder string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	chmod(t, filepath.Dir(above), 0o755)
	chmod(t, above, 0o755)
	if err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(path, nobody, nobody))
	}); err != nil {
		t.Fatal(err)
	}
}

func chmod(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}
