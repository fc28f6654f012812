package files

// Bundle: the one kind of file that may take the place of another of its kind.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/folkmoot/folkmoot/app/bundle"
)

// ReplaceBundle is Replace for a bundle. A file that is no bundle stays, and the error is fs.ErrExist: a name that was mistyped must not cost
// anybody a letter. What is empty, or what a bundle was cut down to, may go.
func ReplaceBundle(path string, write func(io.Writer) error) (size int64, err error) {
	if err := mayReplace(path); err != nil {
		return 0, err
	}
	return Replace(path, write)
}

func mayReplace(path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return nil // whatever else is wrong with the place, writing there says it
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := bundle.NewReader(file); errors.Is(err, bundle.ErrNotBundle) {
		return fmt.Errorf("%s is no bundle: %w", path, fs.ErrExist)
	}
	return nil
}
