package keyring

// Passphrases from files, as editors, shells and systemd write them.

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

func TestPassphraseFiles(t *testing.T) {
	long := strings.Repeat("x", MaxPassphraseBytes)
	for name, s := range map[string]struct{ content, want string }{
		"without a line's end": {"correct horse", "correct horse"},
		"with one":             {"correct horse\n", "correct horse"},
		"from Windows":         {"correct horse\r\n", "correct horse"},
		"spaces belong to it":  {" correct horse \n", " correct horse "},
		"as long as can be":    {long + "\r\n", long},
		"too long":             {long + "x\n", ""},
		"some other file":      {strings.Repeat("x", 10<<20), ""},
		"two lines":            {"correct\nhorse\n", ""},
		"an empty line after":  {"correct horse\n\n", ""},
		"empty":                {"", ""},
		"an empty line":        {"\n", ""},
		"binary":               {"a\x00b", ""},
	} {
		path := filepath.Join(t.TempDir(), "passphrase")
		write(t, path, []byte(s.content))
		got, err := ReadPassphraseFile(path)
		if s.want == "" {
			if !errors.Is(err, ErrBadPassphrase) || got != nil {
				t.Errorf("%s: %q, %v", name, got, err)
			}
			continue
		}
		if err != nil || string(got) != s.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if _, err := ReadPassphraseFile(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := ReadPassphraseFile(t.TempDir()); err == nil {
		t.Error("a folder was read")
	}
}
