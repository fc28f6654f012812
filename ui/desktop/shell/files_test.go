package shell

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
)

// Fyne's chooser makes an empty file where something is to be saved.
func TestNothingStaysWhereSavingFails(t *testing.T) {
	test.NewTempApp(t) // knows files
	wanted := filepath.Join(t.TempDir(), "record.car")
	chosen, err := storage.Writer(storage.NewFileURI(wanted))
	if err != nil {
		t.Fatal(err)
	}
	path, err := placeOf(chosen)
	if err != nil || path != wanted {
		t.Fatalf("the place is %q, %v", path, err)
	}
	full := errors.New("the disk is full")
	if err := WriteFile(path, func(io.Writer) error { return full }); !errors.Is(err, full) {
		t.Errorf("saving said %v", err)
	}
	if _, err := os.Lstat(wanted); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an empty file stays: %v", err)
	}
}
