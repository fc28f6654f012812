package people

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/ui/files"
)

// Any file can be chosen as the rules: one without an end, one of gigabytes, one that is no text.
func TestAFileThatCannotBeRulesIsNotRead(t *testing.T) {
	write := func(content string) string {
		path := filepath.Join(t.TempDir(), "rules.toml")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	huge := write("")
	if err := os.Truncate(huge, 5<<30); err != nil {
		t.Skip("no file with holes here:", err)
	}
	var none *files.NotAFileError
	var long *files.TextTooLongError
	var foreign *files.NotTextError
	for path, want := range map[string]any{os.DevNull: &none, t.TempDir(): &none, huge: &long, write("\xff\xfe"): &foreign} {
		if _, err := readRules(path); !errors.As(err, want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	var change *charter.ChangeError
	if _, err := readRules(write(strings.Repeat("#", charter.MaxChangeFileBytes+1))); !errors.As(err, &change) {
		t.Errorf("too long: %v", err)
	}
	if content, err := readRules(write("name = \"Elm\"\r\n")); err != nil || content != "name = \"Elm\"" {
		t.Errorf("%q, %v", content, err)
	}
}
