package files

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// Whatever a folder shows can be chosen: what has no end is refused before anything is read of it.
func TestOnlyAFileIsOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rules.toml")
	if err := os.WriteFile(path, []byte("name = \"Elm\""), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if content, err := io.ReadAll(file); err != nil || string(content) != "name = \"Elm\"" {
		t.Errorf("%q, %v", content, err)
	}
	var none *NotAFileError
	for _, path := range []string{filepath.Dir(path), os.DevNull} {
		if _, err := Open(path); !errors.As(err, &none) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := Open(path + ".none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}
