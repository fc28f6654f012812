package files

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func lines(content string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, content)
		return err
	}
}

func TestAFileIsWholeOrNotThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "stick.car")
	pulled := errors.New("the stick was pulled out")
	half := func(w io.Writer) error { return errors.Join(lines("half of i")(w), pulled) }
	if _, err := Replace(path, half); !errors.Is(err, pulled) {
		t.Errorf("half a file: %v", err)
	}
	if size, err := Replace(path, lines("all of it")); err != nil || size != 9 {
		t.Errorf("a whole one: %d, %v", size, err)
	}
	if _, err := Replace(path, half); !errors.Is(err, pulled) {
		t.Errorf("half a file in its place: %v", err)
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != "all of it" {
		t.Errorf("it holds %q, %v", content, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
	if size, err := Replace(os.DevNull, lines("through")); err != nil || size != 7 {
		t.Errorf("into a device: %d, %v", size, err)
	}
}

func TestALetterIsNotReplacedByABundle(t *testing.T) {
	dir := t.TempDir()
	letter, empty := filepath.Join(dir, "letter.txt"), filepath.Join(dir, "empty.car")
	if err := errors.Join(os.WriteFile(letter, []byte("Dear Bea,"), 0o600), os.WriteFile(empty, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := ReplaceBundle(letter, lines("x")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a letter: %v", err)
	}
	for _, path := range []string{empty, filepath.Join(dir, "new.car")} {
		if _, err := ReplaceBundle(path, lines("x")); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAFolderIsNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "export")
	for range 2 {
		if err := NewFolder(dir); err != nil {
			t.Fatal(err)
		}
	}
	file, err := In(dir)("topics/bees.md")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(lines("Bees")(file), file.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := In(dir)("topics/bees.md"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the same file again: %v", err)
	}
	if err := NewFolder(dir); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a folder with something in it: %v", err)
	}
}

// What goes wrong before the first file leaves nothing behind. The rest is the backup's own story, in the scripts.
func TestABackupThatCouldNotBegin(t *testing.T) {
	dir := t.TempDir()
	none := func() (io.ReadCloser, error) { return nil, fs.ErrPermission }
	if _, err := Backup(context.Background(), nil, none, dir, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a folder: %v", err)
	}
	if _, err := Backup(context.Background(), nil, none, filepath.Join(dir, "backup"), nil); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("without keys: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestTextThatIsTooLongOrNone(t *testing.T) {
	var long *TextTooLongError
	if _, err := Text(strings.NewReader(strings.Repeat("a", MaxTextBytes+1)), "-"); !errors.As(err, &long) {
		t.Errorf("too long: %v", err)
	}
	var foreign *NotTextError
	if _, err := Text(strings.NewReader("a\xff"), "-"); !errors.As(err, &foreign) {
		t.Errorf("no text: %v", err)
	}
	if got, err := Text(strings.NewReader("two\r\nlines\n\n"), "-"); err != nil || got != "two\nlines" {
		t.Errorf("got %q, %v", got, err)
	}
}
