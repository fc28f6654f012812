package cli

// Folder: where the profile is.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

var (
	// errNoProfile says that nothing was begun on this install.
	errNoProfile = errors.New("there is no profile here yet")
	// errNoHome says that the system names no place for a profile.
	errNoHome = errors.New("the system names no home folder")
)

// homeVariable names the profile's folder in the environment.
const homeVariable = "FOLKMOOT_HOME"

// profileFolder is --profile, else FOLKMOOT_HOME, else where the system wants a program's data.
func (a *act) profileFolder() (string, error) {
	if a.opts.profile != "" {
		return a.path(a.opts.profile), nil
	}
	if home := a.call.env(homeVariable); home != "" {
		return a.path(home), nil
	}
	return defaultProfileFolder(runtime.GOOS, a.call.env)
}

// defaultProfileFolder follows the XDG base directories on Unix systems, and the habits of macOS and Windows there.
func defaultProfileFolder(system string, env func(string) string) (string, error) {
	var base string
	var below []string
	switch system {
	case "windows":
		base, below = env("LocalAppData"), []string{"Folkmoot"}
	case "darwin":
		base, below = env("HOME"), []string{"Library", "Application Support", "Folkmoot"}
	default:
		if base = env("XDG_DATA_HOME"); base != "" && filepath.IsAbs(base) {
			return filepath.Join(base, "folkmoot"), nil
		}
		base, below = env("HOME"), []string{".local", "share", "folkmoot"}
	}
	if base == "" {
		return "", errNoHome
	}
	return filepath.Join(append([]string{base}, below...)...), nil
}

// existingProfile is the folder of a profile that was begun.
func (a *act) existingProfile() (string, error) {
	dir, err := a.profileFolder()
	if err != nil {
		return "", err
	}
	exists, err := a.face.Profiles.Exists(dir)
	if err != nil {
		return "", err
	}
	if !exists {
		return "", errNoProfile
	}
	return dir, nil
}

// newProfileFolder makes the folder of a profile, which only its user may enter.
func (a *act) newProfileFolder() (string, error) {
	dir, err := a.profileFolder()
	if err != nil {
		return "", err
	}
	a.madeFolder, err = makeFolder(dir)
	return dir, err
}

// makeFolder makes a folder that only its user may enter, unless it is there.
func makeFolder(dir string) (made bool, err error) {
	_, err = os.Lstat(dir)
	made = errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return made, fmt.Errorf("making the profile's folder: %w", err)
	}
	return made, nil
}

// removeMade takes the folder away again that newProfileFolder made, as nothing came of it; one that holds something stays.
func (a *act) removeMade(dir string) error {
	if !a.madeFolder {
		return nil
	}
	return removeEmpty(dir)
}

// removeEmpty removes a folder in which nothing is.
func removeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		return err
	}
	return os.Remove(dir)
}
