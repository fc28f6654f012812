package files

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func lay(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o700); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAFolderIsLookedInto(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, "b.car", "Zoo/", "A.car", "attic/", ".hidden", ".config/")
	if err := os.Symlink(filepath.Join(dir, "Zoo"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "broken")); err != nil {
		t.Fatal(err)
	}
	entries, more, err := Look(t.Context(), dir)
	if got := fmt.Sprint(entries); err != nil || more || got != "[{attic true} {link true} {Zoo true} {A.car false} {b.car false}]" {
		t.Errorf("there are %v, more: %v, %v", got, more, err)
	}
	if _, _, err := Look(t.Context(), filepath.Join(dir, "nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, _, err := Look(t.Context(), filepath.Join(dir, "b.car")); err == nil {
		t.Error("a file was looked into")
	}
	left, leave := context.WithCancel(t.Context())
	leave()
	if _, _, err := Look(left, dir); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits any more: %v", err)
	}
}

func TestNoMoreOfAFolderIsReadThanAnybodyScrollsThrough(t *testing.T) {
	dir := t.TempDir()
	for i := range MaxEntries + 3 {
		file, err := os.Create(filepath.Join(dir, fmt.Sprintf("%05d", i)))
		if err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	entries, more, err := Look(t.Context(), dir)
	if err != nil || !more || len(entries) != MaxEntries {
		t.Errorf("%d of them, more: %v, %v", len(entries), more, err)
	}
}

func TestANameIsOneOfAFileInThisFolder(t *testing.T) {
	for typed, want := range map[string]string{
		"record.car": "/a/record.car", " record ": "/a/record.car", "über uns.txt": "/a/über uns.txt", "v1.2": "/a/v1.2",
		"": "", "  ": "", "..": "", ".": "", "a/b": "", `a\b`: "", "../x.car": "", "x\x00": "", strings.Repeat("x", 300): "",
	} {
		path, err := Named("/a", typed, "suggested.car")
		if path != want || errors.Is(err, ErrName) == (want != "") {
			t.Errorf("%q is %q, %v", typed, path, err)
		}
	}
}

func TestWhatStandsThereIsKnownBeforeItIsReplaced(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, "old.car", "folder/")
	if taken, err := Taken(filepath.Join(dir, "new.car")); taken || err != nil {
		t.Errorf("nothing: %v, %v", taken, err)
	}
	if taken, err := Taken(filepath.Join(dir, "old.car")); !taken || err != nil {
		t.Errorf("a file: %v, %v", taken, err)
	}
	if _, err := Taken(filepath.Join(dir, "folder")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a folder: %v", err)
	}
}

func TestPlacesAreThoseThatExist(t *testing.T) {
	home, media := t.TempDir(), t.TempDir()
	lay(t, home, "Dokumente/", "Downloads/", ".config/")
	lay(t, media, "BLUE STICK/", "note.txt")
	dirs := "# made by a tool\nXDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\nXDG_DOWNLOAD_DIR=\"$HOME/Nirgends\"\nbroken\n"
	if err := os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte(dirs), 0o600); err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprint([]Place{{PlaceHome, "", home}, {PlaceDocuments, "", filepath.Join(home, "Dokumente")}, {PlaceStick, "BLUE STICK", filepath.Join(media, "BLUE STICK")}})
	if got := fmt.Sprint(Places(home, []string{media, filepath.Join(media, "nowhere")})); got != want {
		t.Errorf("there are %v, not %v", got, want)
	}
	if got := Places("", nil); len(got) != 0 {
		t.Errorf("without a home: %v", got)
	}
	if roots := MountRoots("ada"); len(roots) != 3 || len(MountRoots("")) != 1 {
		t.Errorf("sticks are mounted in %v", roots)
	}
}

func TestWhatIsTypedIsAPath(t *testing.T) {
	for typed, want := range map[string]string{
		"/media/x": "/media/x", "~": "/home/ada", "~/b ": "/home/ada/b", "sub": "/now/sub", "..": "/", "~other": "/now/~other", "": "/now",
	} {
		if got := Typed("/now", "/home/ada", typed); got != want {
			t.Errorf("%q is %q", typed, got)
		}
	}
}
