package shell

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestAFailedSaveLeavesTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.car")
	full := errors.New("the disk is full")
	half := func(w io.Writer) error {
		_, err := io.WriteString(w, "half")
		return errors.Join(err, full)
	}
	if err := WriteFile(path, half); !errors.Is(err, full) {
		t.Errorf("saving said %v", err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an empty file stays: %v", err)
	}
	if err := os.WriteFile(path, []byte("the old one"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, half); !errors.Is(err, full) {
		t.Errorf("saving said %v", err)
	}
	if stays, err := os.ReadFile(path); string(stays) != "the old one" || err != nil {
		t.Errorf("there is %q, %v", stays, err)
	}
}
