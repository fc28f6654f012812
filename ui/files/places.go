package files

// Places: where people keep their files, and the sticks that are plugged in.

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// The kinds of places.
const (
	PlaceHome      = "home"
	PlaceDocuments = "documents"
	PlaceDownloads = "downloads"
	PlaceStick     = "stick"
)

const (
	// maxSticks are shown at most, and maxUserDirs bytes are read of the list of a user's folders, which has a few lines.
	maxSticks   = 12
	maxUserDirs = 16 << 10
)

// Place is a folder that people know by more than its name.
type Place struct {
	Kind string
	// Name is a stick's; others are named by their kind.
	Name string
	Path string
}

// Places are those that exist: the home folder, what its owner has for documents and downloads, and what is mounted below the roots, which
// MountRoots knows. home may be "".
func Places(home string, roots []string) (places []Place) {
	add := func(kind, name, path string) {
		if info, err := os.Stat(path); path != "" && err == nil && info.IsDir() {
			places = append(places, Place{kind, name, path})
		}
	}
	if home != "" {
		add(PlaceHome, "", home)
		named := userDirs(home)
		add(PlaceDocuments, "", orElse(named["XDG_DOCUMENTS_DIR"], filepath.Join(home, "Documents")))
		add(PlaceDownloads, "", orElse(named["XDG_DOWNLOAD_DIR"], filepath.Join(home, "Downloads")))
	}
	before := len(places)
	for _, root := range roots {
		for _, stick := range foldersOf(root, maxSticks-(len(places)-before)) {
			add(PlaceStick, filepath.Base(stick), stick)
		}
	}
	return places
}

// MountRoots are the folders in which systems mount sticks for this user.
func MountRoots(user string) []string {
	if user == "" {
		return []string{"/Volumes"}
	}
	return []string{filepath.Join("/media", user), filepath.Join("/run/media", user), "/Volumes"}
}

func orElse(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

// foldersOf are the first folders in another one.
func foldersOf(root string, most int) (paths []string) {
	folder, err := os.Open(root)
	if err != nil || most <= 0 {
		return nil
	}
	defer folder.Close()
	found, _ := folder.ReadDir(most) // whatever is wrong with it, there is no stick
	for _, f := range found {
		if f.IsDir() {
			paths = append(paths, filepath.Join(root, f.Name()))
		}
	}
	return paths
}

// userDirs reads how a Linux desktop calls its user's folders, which differs by language: xdg-user-dirs(1).
func userDirs(home string) map[string]string {
	file, err := os.Open(filepath.Join(home, ".config", "user-dirs.dirs"))
	if err != nil {
		return nil
	}
	defer file.Close()
	named := map[string]string{}
	for lines := bufio.NewScanner(io.LimitReader(file, maxUserDirs)); lines.Scan(); {
		key, value, is := strings.Cut(strings.TrimSpace(lines.Text()), "=")
		if !is || strings.HasPrefix(key, "#") {
			continue
		}
		value = strings.Trim(value, `"`)
		if rest, below := strings.CutPrefix(value, "$HOME/"); below {
			value = filepath.Join(home, rest)
		}
		if filepath.IsAbs(value) && value != home {
			named[key] = value
		}
	}
	return named
}
