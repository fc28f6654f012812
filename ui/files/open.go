package files

// Open: a file that somebody chose to be read, which can be anything that a folder shows.

import (
	"fmt"
	"os"
)

// NotAFileError says that what was chosen is a folder, a pipe or a device: it has no end, or nobody may ever write into it.
type NotAFileError struct{ Name string }

func (e *NotAFileError) Error() string { return e.Name + " is not a file" }

// Open opens a file that was chosen, to be read. Errors: *NotAFileError, before anything is waited for, and what the system says.
func Open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("opening %s: %w", path, &NotAFileError{info.Name()})
	}
	return os.Open(path)
}
