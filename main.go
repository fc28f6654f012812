// Folkmoot is a program with which a community decides things together, without a server.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/store/keyring"
	"github.com/folkmoot/folkmoot/ui/cli"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/trouble"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the process, whatever it does
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: one command, from its arguments to its exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	face, err := newFace(errOut)
	if err != nil {
		fmt.Fprintln(errOut, "folkmoot:", err) // a mistake in the build: there are no words to say it with
		return cli.ExitFailed
	}
	return face.Run(ctx, call(ctx, args, in, out, errOut))
}

// newFace wires the command line to the disk, the clock and the system's randomness.
func newFace(errOut io.Writer) (*cli.Face, error) {
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewTextHandler(errOut, &slog.HandlerOptions{Level: slog.LevelError}))
	face := &cli.Face{
		Profiles: profiles{log: log}, Catalog: catalog, NowMillis: nowMillis, Zone: time.Local, Random: rand.Reader,
		Networks: networks{log: log, errOut: errOut},
		Meaning:  meaning, Version: version(), Program: program(), Gallery: openGallery, Log: log,
	}
	face.Desktop = func(ctx context.Context, dir, language string) error { return openDesktop(ctx, face, dir, language) }
	return face, nil
}

// program is the file that this process was started from; "" where nothing says so. What it was called by comes first: a link to it may be
// what tells it what to be.
func program() string {
	if file, err := exec.LookPath(os.Args[0]); err == nil {
		if file, err = filepath.Abs(file); err == nil {
			return file
		}
	}
	file, err := os.Executable()
	if err != nil {
		return ""
	}
	return file
}

func nowMillis() int64 { return time.Now().UnixMilli() }

// call says where a command was given: which folder, which terminal.
func call(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) cli.Call {
	c := cli.Call{Args: args, In: in, Out: out, Err: errOut, Env: os.Getenv}
	if dir, err := os.Getwd(); err == nil {
		c.Dir = dir
	}
	if width, ok := terminalWidth(out); ok {
		c.Width = width
	}
	keyboard, isKeyboard := in.(*os.File)
	_, shown := terminalWidth(errOut)
	if isKeyboard && shown && term.IsTerminal(int(keyboard.Fd())) {
		c.Terminal = true
		c.ReadSecret = func() ([]byte, error) { return readSecret(ctx, int(keyboard.Fd())) }
	}
	return c
}

// readSecret reads a line that is not shown. Who interrupts it gets the terminal back as it was.
func readSecret(ctx context.Context, keyboard int) ([]byte, error) {
	before, err := term.GetState(keyboard)
	if err != nil {
		return nil, err
	}
	type answer struct {
		secret []byte
		err    error
	}
	typed := make(chan answer, 1)
	go func() {
		secret, err := term.ReadPassword(keyboard)
		typed <- answer{secret, err}
	}()
	select {
	case a := <-typed:
		return a.secret, a.err
	case <-ctx.Done():
		return nil, errors.Join(context.Cause(ctx), term.Restore(keyboard, before))
	}
}

func terminalWidth(out io.Writer) (int, bool) {
	file, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil || width <= 0 {
		width = 80
	}
	return width, true
}

// version is what the build says of itself: a tag, or the commit that it was made from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && info.Main.Version == "(devel)" {
			return s.Value
		}
	}
	return info.Main.Version
}

// meanings says what errors of files and keys mean to people; the first that fits counts.
var meanings = []struct {
	err     error
	meaning trouble.Meaning
}{
	{store.ErrDiskFull, trouble.MeansDiskFull},
	{syscall.ENOSPC, trouble.MeansDiskFull},
	{syscall.EFBIG, trouble.MeansDiskFull},
	{syscall.EDQUOT, trouble.MeansDiskFull},
	{store.ErrReadOnly, trouble.MeansReadOnly},
	{syscall.EROFS, trouble.MeansReadOnly},
	{store.ErrDamaged, trouble.MeansDamaged},
	{store.ErrInUse, trouble.MeansInUse},
	{store.ErrNewerFile, trouble.MeansNewerFile},
	{store.ErrOlderFile, trouble.MeansOlderFile},
	{store.ErrForeignFile, trouble.MeansForeignFile},
	{keyring.ErrWrongPassphrase, trouble.MeansWrongPassphrase},
	{keyring.ErrBadPassphrase, trouble.MeansBadPassphrase},
	{keyring.ErrNoKeyring, trouble.MeansNoKeyring},
	{keyring.ErrNoPassphrase, trouble.MeansKeysLocked},
	{keyring.ErrWrongKey, trouble.MeansKeysLocked},
	{keyring.ErrDamaged, trouble.MeansKeysDamaged},
}

func meaning(err error) trouble.Meaning {
	for _, m := range slices.Concat(networkMeanings, meanings) {
		if errors.Is(err, m.err) {
			return m.meaning
		}
	}
	var missing *keyring.MissingKeyError
	var mode *keyring.ModeError
	var newer *keyring.NewerVersionError
	switch {
	case errors.As(err, &missing):
		return trouble.MeansKeysLocked
	case errors.As(err, &mode):
		return trouble.MeansKeysExposed
	case errors.As(err, &newer):
		return trouble.MeansNewerFile
	}
	return trouble.MeansNothing
}

// Names of what lies in a profile's folder.
const (
	profileFile       = "profile.db"
	keyFile           = "keys"
	communitiesFolder = "communities"
)

// profiles are folders on the disk.
type profiles struct{ log *slog.Logger }

func (profiles) Exists(dir string) (bool, error) {
	_, err := os.Lstat(filepath.Join(dir, profileFile))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func (p profiles) Open(ctx context.Context, dir string, unlock cli.Passphrase) (*cli.Profile, error) {
	profile, err := store.OpenProfile(filepath.Join(dir, profileFile))
	if err != nil {
		return nil, err
	}
	vault, err := keyring.Open(filepath.Join(dir, keyFile), keyring.Config{Passphrase: func() ([]byte, error) { return unlock(ctx) }})
	if err != nil {
		return nil, errors.Join(err, profile.Close())
	}
	return p.wire(dir, profile, vault), nil
}

// protections translates how keys are kept.
var protections = map[string]keyring.Protection{
	cli.KeptInKeyring: keyring.Keyring, cli.KeptUnderPassphrase: keyring.Passphrase, cli.KeptOpen: keyring.Beside,
}

// keptAs is the word for a protection; "" for one that has none.
func keptAs(protection keyring.Protection) string {
	for name, p := range protections {
		if p == protection {
			return name
		}
	}
	return ""
}

// Create makes the keys first: it is the profile's own file that makes a folder a profile.
func (p profiles) Create(ctx context.Context, dir string, protection cli.Protection) (*cli.Profile, error) {
	if err := setKeysAside(dir); err != nil {
		return nil, fmt.Errorf("setting a leftover key file aside: %w", err)
	}
	config := keyring.Config{}
	if protection.Passphrase != nil {
		config.Passphrase = func() ([]byte, error) { return protection.Passphrase(ctx) }
	}
	vault, err := keyring.Create(filepath.Join(dir, keyFile), protections[protection.Kind], config)
	if err != nil {
		return nil, err
	}
	profile, err := store.CreateProfile(filepath.Join(dir, profileFile))
	if err != nil {
		return nil, errors.Join(err, vault.Close(), p.Discard(dir))
	}
	return p.wire(dir, profile, vault), nil
}

// setKeysAside moves keys without a profile into a folder of their own: what a crash left of an attempt to begin is in nobody's way, and what is
// left of a lost profile is not lost too.
func setKeysAside(dir string) error {
	if _, err := os.Lstat(filepath.Join(dir, profileFile)); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fs.ErrExist, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	keys := slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return !strings.HasPrefix(e.Name(), keyFile) })
	if len(keys) == 0 {
		return nil
	}
	aside, err := os.MkdirTemp(dir, "aside-")
	for _, e := range keys {
		if err == nil {
			err = os.Rename(filepath.Join(dir, e.Name()), filepath.Join(aside, e.Name()))
		}
	}
	return err
}

// Discard removes the files that Create made, and the folder if nothing else is in it.
func (profiles) Discard(dir string) error {
	keys, err := filepath.Glob(filepath.Join(dir, keyFile+"*"))
	database, globErr := filepath.Glob(filepath.Join(dir, profileFile+"*"))
	failed := []error{err, globErr, os.RemoveAll(filepath.Join(dir, communitiesFolder))}
	for _, path := range append(database, keys...) {
		failed = append(failed, os.Remove(path))
	}
	return errors.Join(failed...)
}

func (profiles) PassphraseFile(path string) ([]byte, error) { return keyring.ReadPassphraseFile(path) }

// wire puts the core on top of the files.
func (p profiles) wire(dir string, profile *store.Profile, vault *keyring.Vault) *cli.Profile {
	service := app.New(app.Ports{
		Profile: profile, Keys: vault, Replicas: store.Folder{Path: filepath.Join(dir, communitiesFolder)},
		NowMillis: nowMillis, Random: rand.Reader, Log: p.log,
	})
	return &cli.Profile{
		Service: service, Protection: keptAs(vault.Protection()), Parts: parts{keys: vault, store: profile},
		KeyFile: func() (io.ReadCloser, error) { return os.Open(vault.Path()) },
		Protect: func(ctx context.Context, protection cli.Protection) error {
			return vault.ChangeProtection(protections[protection.Kind], func() ([]byte, error) { return protection.Passphrase(ctx) })
		},
		Close: func() error { return errors.Join(service.Close(), profile.Close(), vault.Close()) },
	}
}
