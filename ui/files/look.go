package files

// Look: what lies in a folder, for somebody who chooses from it.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// MaxEntries are read of one folder at most: more than anybody scrolls through, and little to keep. Whoever knows the name types it.
const MaxEntries = 10_000

// batchEntries are read at once, before it is looked whether anybody still waits.
const batchEntries = 512

// Entry is a folder, or a file, within one.
type Entry struct {
	Name   string
	Folder bool
}

// Look reads what lies in a folder: folders first, then files, each by name. What is hidden, and what is neither, is left out. more says that there
// is more than MaxEntries. Errors: those of the file system, as *fs.PathError, and the context's.
func Look(ctx context.Context, path string) (entries []Entry, more bool, err error) {
	folder, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer folder.Close()
	for seen := 0; ; {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		batch, err := folder.ReadDir(min(batchEntries, MaxEntries+1-seen))
		for _, found := range batch {
			if seen++; seen > MaxEntries {
				more = true
				break
			}
			if entry, is := entryOf(path, found); is {
				entries = append(entries, entry)
			}
		}
		if more || errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, false, err
		}
	}
	slices.SortFunc(entries, func(a, b Entry) int {
		if a.Folder != b.Folder {
			if a.Folder {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return entries, more, nil
}

// entryOf follows a link: what it leads to is what somebody chooses.
func entryOf(path string, found fs.DirEntry) (Entry, bool) {
	name, mode := found.Name(), found.Type()
	if strings.HasPrefix(name, ".") {
		return Entry{}, false
	}
	if mode&fs.ModeSymlink != 0 {
		info, err := os.Stat(filepath.Join(path, name))
		if err != nil {
			return Entry{}, false
		}
		mode = info.Mode().Type()
	}
	return Entry{Name: name, Folder: mode.IsDir()}, mode.IsDir() || mode.IsRegular()
}

// longestName is what file systems take.
const longestName = 255

// ErrName says that a name cannot be one of a file.
var ErrName = errors.New("this is no name of a file")

// Named is the path of a file in a folder under a name that somebody typed; where that has no ending, it gets the one of the name that was
// suggested. Error: ErrName.
func Named(folder, typed, suggested string) (string, error) {
	name := strings.TrimSpace(typed)
	if filepath.Ext(name) == "" && name != "" {
		name += filepath.Ext(suggested)
	}
	if name == "" || strings.ContainsAny(name, "/\\\x00") || strings.Trim(name, ".") == "" || len(name) > longestName || !filepath.IsLocal(name) {
		return "", fmt.Errorf("%q: %w", typed, ErrName)
	}
	return filepath.Join(folder, name), nil
}

// Taken says what stands at a path already: a file that would be replaced, or something that cannot be, which is fs.ErrExist.
func Taken(path string) (bool, error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case info.IsDir():
		return true, &fs.PathError{Op: "save", Path: path, Err: fs.ErrExist}
	}
	return true, nil
}

// Typed is the path that somebody means by what they typed while a folder is shown: "~" is their home.
func Typed(folder, home, typed string) string {
	path := strings.TrimSpace(typed)
	if rest, is := strings.CutPrefix(path, "~"); is && home != "" && (rest == "" || os.IsPathSeparator(rest[0])) {
		path = filepath.Join(home, rest)
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	return filepath.Clean(path)
}
