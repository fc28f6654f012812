package charter_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestAChangeFile(t *testing.T) {
	file := fmt.Sprintf(`
# The second steward joins.
name = "Oak Street Club"
text = """
# Rules
[[tracks]] is no table here, and "opener = 3" no key.
"""
council = [
  %q, # Bea
  %q, # Ada
]
threshold = 2
admitters = []
waiting = "1d12h"
retire = [%q]

[[tracks]]
id = "money"
title = "Money"
about = "What we pay for."
opener = "stewards"
decision = "10d"

[[tracks]]
id = "rules"
title = "Rules"
opener = 'members'
decision = "3w"
`, account(2), account(1), op.ID{5})
	have, err := charter.ParseChange([]byte(file), charter.Named{})
	if err != nil {
		t.Fatal(err)
	}
	want := charter.Acts{
		Name: ptr("Oak Street Club"), Text: ptr("# Rules\n[[tracks]] is no table here, and \"opener = 3\" no key.\n"),
		Council: accounts(2), Threshold: 2, Admitters: &[]op.AccountID{}, WaitingMillis: ptr(int64(36 * 3_600_000)), Retire: []op.ID{{5}},
		Tracks: &[]charter.Track{
			{ID: "money", Title: "Money", About: "What we pay for.", Opener: charter.OpenedByStewards, DecisionMillis: 10 * 86_400_000},
			{ID: "rules", Title: "Rules", Opener: charter.OpenedByMembers, DecisionMillis: 21 * 86_400_000},
		},
	}
	if !charter.Equal(want, have) {
		t.Fatal(cmp.Diff(want, have))
	}
}

func TestChangeFilesThatAreRefused(t *testing.T) {
	tracks := "[[tracks]]\nid = \"a\"\ntitle = \"A\"\nopener = \"members\"\ndecision = \"7d\"\n\n"
	for name, situation := range map[string]struct {
		file    string
		line    int
		key     string
		nearest string
		is      error
	}{
		"nothing":                      {"# nothing\n", 0, "", "", charter.ErrNoChange},
		"not TOML":                     {"name = \"a\"\nwaiting = 7d\n", 2, "waiting", "", nil},
		"a key twice":                  {"name = \"a\"\nname = \"b\"\n", 2, "name", "", nil},
		"a typo":                       {"name = \"a\"\n\nthreshhold = 2\n", 3, "threshhold", "threshold", charter.ErrUnknownKey},
		"another case":                 {"Name = \"a\"\n", 1, "Name", "name", charter.ErrUnknownKey},
		"a key of nowhere":             {"name = \"a\"\ncolour = 1\n", 2, "colour", "", charter.ErrUnknownKey},
		"a typo in the second track":   {tracks + tracks + "openr = \"members\"\n", 13, "tracks[1].openr", "opener", charter.ErrUnknownKey},
		"a typo in the first of two":   {"[[tracks]]\nopenr = \"members\"\n" + tracks, 2, "tracks[0].openr", "opener", charter.ErrUnknownKey},
		"a duration without a unit":    {"waiting = \"7\"\n", 1, "waiting", "", charter.ErrDuration},
		"a duration as a number":       {"\nwaiting = 7\n", 2, "waiting", "", charter.ErrValue},
		"a name as a number":           {"name = 7\n", 1, "name", "", charter.ErrValue},
		"a threshold below nothing":    {"threshold = -1\n", 1, "threshold", "", charter.ErrValue},
		"a threshold as a text":        {"threshold = \"two\"\n", 1, "threshold", "", charter.ErrValue},
		"a council of names":           {"council = [\n\"Ada\"\n]\n", 1, "council[0]", "", charter.ErrValue},
		"a council that is no list":    {"council = \"Ada\"\n", 1, "council", "", charter.ErrValue},
		"a council of numbers":         {"council = [1]\n", 1, "council[0]", "", charter.ErrValue},
		"a retired poll that is no id": {"retire = [\"x\"]\n", 1, "retire[0]", "", op.ErrNotAnID},
		"tracks that are no tables":    {"tracks = [1]\n", 1, "tracks", "", charter.ErrValue},
		"a track without a title":      {tracks + "[[tracks]]\nid = \"b\"\nopener = \"members\"\ndecision = \"7d\"\n", 7, "tracks[1].title", "", charter.ErrNotClean},
		"a track for nobody":           {"[[tracks]]\nid = \"b\"\ntitle = \"B\"\nopener = \"all\"\ndecision = \"7d\"\n", 4, "tracks[0].opener", "", nil},
		"two tracks of one id":         {tracks + tracks, 8, "tracks[1].id", "", nil},
		"the first of two problems":    {"nam = 1\nwaiting = 7\n", 1, "nam", "name", charter.ErrUnknownKey},
		"an inline track":              {"tracks = [\n{id = \"b\", opener = 5}]\n", 1, "tracks[0].opener", "", charter.ErrValue},
		"an unknown dotted key":        {"name = \"a\"\ncolour.wall = 1\n", 2, "colour", "", charter.ErrUnknownKey},
		"an unknown table":             {"name = \"a\"\n[track.one]\nid = 1\n", 2, "track", "tracks", charter.ErrUnknownKey},
		"after a long string":          {"text = '''\nname = 1\n'''\nwaitin = \"1d\"\n", 4, "waitin", "waiting", charter.ErrUnknownKey},
		"65 KiB":                       {strings.Repeat("#", charter.MaxChangeFileBytes+1), 0, "", "", charter.ErrTooLong},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := charter.ParseChange([]byte(situation.file), charter.Named{})
			var change *charter.ChangeError
			if !errors.As(err, &change) {
				t.Fatalf("got %v", err)
			}
			if change.Line != situation.line || change.Key != situation.key || change.Nearest != situation.nearest {
				t.Errorf("line %d, key %q, nearest %q: %v", change.Line, change.Key, change.Nearest, err)
			}
			if situation.is != nil && !errors.Is(err, situation.is) {
				t.Errorf("not %v: %v", situation.is, err)
			}
		})
	}
}

func TestAChangeErrorIsASentence(t *testing.T) {
	_, err := charter.ParseChange([]byte("\nthreshhold = 2\n"), charter.Named{})
	want := `line 2, key "threshhold": no such key; did you mean "threshold"?`
	if err == nil || err.Error() != want {
		t.Fatalf("got %v", err)
	}
}

// FuzzParseChange: nothing panics, what is taken passes Check, and what is refused says why.
func FuzzParseChange(f *testing.F) {
	f.Fuzz(func(t *testing.T, file []byte) {
		acts, err := charter.ParseChange(file, charter.Named{})
		if err == nil {
			if err := acts.Check(); err != nil {
				t.Fatalf("took what Check refuses: %v", err)
			}
			return
		}
		var change *charter.ChangeError
		if !errors.As(err, &change) {
			t.Fatalf("an error of another type: %v", err)
		}
		if errors.Is(err, charter.ErrUnknownKey) && change.Key == "" && change.Line == 0 {
			t.Fatalf("neither line nor key: %v", err)
		}
	})
}

func TestAChangeNamesPeopleAndDevices(t *testing.T) {
	errUnknown := errors.New("nobody is called that")
	named := charter.Named{
		Account: func(text string) (op.AccountID, error) {
			if text == "Bea" {
				return op.AccountID{2}, nil
			}
			return op.AccountID{}, errUnknown
		},
		Device: func(string) (op.DeviceID, error) { return op.DeviceID{7}, nil },
	}
	key := strings.Repeat("01", 32)
	acts, err := charter.ParseChange([]byte("council = [\"Bea\", \""+key+"\"]\ntellers = [\"the relay\"]\n"), named)
	if err != nil || len(acts.Council) != 2 || acts.Council[1] != (op.AccountID{2}) || acts.Tellers[0] != (op.DeviceID{7}) {
		t.Errorf("%+v, %v", acts, err)
	}
	var wrong *charter.ChangeError
	if _, err := charter.ParseChange([]byte("threshold = 1\ncouncil = [\"Zed\"]\n"), named); !errors.As(err, &wrong) || wrong.Line != 2 || !errors.Is(err, errUnknown) {
		t.Errorf("whom nobody knows: %v", err)
	}
	if _, err := charter.ParseChange([]byte(`council = ["Bea"]`), charter.Named{}); !errors.Is(err, charter.ErrValue) {
		t.Errorf("where nobody has a name: %v", err)
	}
}
