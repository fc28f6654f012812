package charter

// The charter-change file: what a person writes to propose a change, in TOML.

import (
	"cmp"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/folkmoot/folkmoot/app/op"
)

// ChangeError says where a charter-change file is wrong.
type ChangeError struct {
	// Line counts from 1; 0 where no single line is to blame.
	Line int
	// Key is as the file says it, for example "tracks[1].opener"; empty where no key is to blame.
	Key string
	// Nearest is a known key that looks like Key, where Key is unknown; else empty.
	Nearest string
	// Err says what is wrong.
	Err error
}

func (e *ChangeError) Error() string {
	var where []string
	if e.Line > 0 {
		where = append(where, fmt.Sprintf("line %d", e.Line))
	}
	if e.Key != "" {
		where = append(where, fmt.Sprintf("key %.80q", e.Key))
	}
	text := e.Err.Error()
	if e.Nearest != "" {
		text += fmt.Sprintf(`; did you mean "%s"?`, e.Nearest)
	}
	if len(where) == 0 {
		return text
	}
	return strings.Join(where, ", ") + ": " + text
}

// Unwrap is what is wrong.
func (e *ChangeError) Unwrap() error { return e.Err }

var (
	// ErrUnknownKey says that a charter-change file has a key that means nothing.
	ErrUnknownKey = errors.New("no such key")
	// ErrValue says that a key of a charter-change file has a value of another type than it needs.
	ErrValue = errors.New("not a value for this key")
)

// Named says whom a text means that is no key. What is not set knows nobody.
type Named struct {
	Account func(text string) (op.AccountID, error)
	Device  func(text string) (op.DeviceID, error)
}

// ParseChange reads a charter-change file. Accounts and devices stand there as hexadecimal keys or by name, polls by their whole ids, durations as
// "7d". Lists that have no order of their own are sorted. Every error is a *ChangeError; of several the one in the first line is returned.
func ParseChange(file []byte, named Named) (Acts, error) {
	if len(file) > MaxChangeFileBytes {
		return Acts{}, &ChangeError{Err: &TooLongError{Have: len(file), Max: MaxChangeFileBytes, Unit: "bytes"}}
	}
	values, where := make(map[string]any), placesOf(string(file))
	if _, err := toml.Decode(string(file), &values); err != nil {
		return Acts{}, syntaxError(err, where)
	}
	root := &table{values: values, report: &report{places: where}, named: named}
	acts := readActs(root)
	if err := root.report.first(); err != nil {
		return Acts{}, err
	}
	if err := acts.Check(); err != nil {
		return Acts{}, root.report.blame(err)
	}
	return acts, nil
}

func syntaxError(err error, where places) error {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return &ChangeError{Err: fmt.Errorf("not TOML: %w", err)}
	}
	line := parse.Position.Line
	return &ChangeError{Line: line, Key: cmp.Or(parse.LastKey, where.keyAt(line)), Err: fmt.Errorf("not TOML: %s", parse.Message)}
}

func readActs(t *table) Acts {
	a := Acts{
		Council:   sorted(list(t, "council", t.account), op.AccountID.Compare),
		Threshold: t.count("threshold"),
		Tellers:   list(t, "tellers", t.device),
		Features:  sorted(list(t, "features", parseName), strings.Compare),
		Retire:    sorted(list(t, "retire", op.ParseID), op.ID.Compare),
		Name:      t.text("name"),
		Purpose:   t.text("purpose"),
		Text:      t.text("text"),
	}
	if _, given := t.values["admitters"]; given {
		admitters := sorted(list(t, "admitters", t.account), op.AccountID.Compare)
		a.Admitters = &admitters
	}
	a.WaitingMillis = t.period("waiting")
	readVoting(t, &a)
	if tables, given := t.tables("tracks", MaxTracks); given {
		tracks := make([]Track, len(tables))
		for i, track := range tables {
			tracks[i] = readTrack(track)
		}
		a.Tracks = &tracks
	}
	t.refuseOthers()
	return a
}

// readVoting reads who votes for how much, and how long tellers wait for it.
func readVoting(t *table, a *Acts) {
	a.SettleMillis, a.PatienceMillis, a.RetireAfterMillis = t.period("settle"), t.period("patience"), t.period("retire_after")
	if _, given := t.values["helpers"]; given {
		helpers := sorted(list(t, "helpers", t.account), op.AccountID.Compare)
		a.Helpers = &helpers
	}
	if d, given := t.inner("delegation"); given {
		a.Delegation = &Delegation{Allowed: d.flag("allowed"), Cap: d.count("cap"), Travels: d.flag("travels")}
		d.refuseOthers()
	}
	if w, given := t.inner("weights"); given {
		weights := []Weight{}
		for _, role := range []string{RoleAdmitter, RoleSteward} {
			if votes := w.count(role); votes > 0 {
				weights = append(weights, Weight{Role: role, Votes: votes})
			}
		}
		a.Weights = &weights
		w.refuseOthers()
	}
}

func readTrack(t *table) Track {
	text := func(key string) string {
		if s := t.text(key); s != nil {
			return *s
		}
		return ""
	}
	period := func(key string) int64 {
		millis, _ := t.duration(key)
		return millis
	}
	track := Track{
		ID: text("id"), Title: text("title"), About: text("about"), Opener: Opener(text("opener")),
		PrepareMillis: period("prepare"), DecisionMillis: period("decision"), ConfirmMillis: period("confirm"), GridMillis: period("grid"),
		EnactAfterMillis: period("enact_after"), MaxDeciding: t.count("max_deciding"), Approval: t.curve("approval"), Support: t.curve("support"),
		Charter: t.flag("charter"), Ends: text("ends"),
	}
	t.refuseOthers()
	return track
}

func sorted[T any](list []T, compare func(a, b T) int) []T {
	slices.SortFunc(list, compare)
	return list
}

func parseName(text string) (string, error) { return text, nil }

func (t *table) account(text string) (op.AccountID, error) {
	key, err := parseKey(text)
	if err != nil && t.named.Account != nil {
		return t.named.Account(text)
	}
	return op.AccountID(key), err
}

func (t *table) device(text string) (op.DeviceID, error) {
	key, err := parseKey(text)
	if err != nil && t.named.Device != nil {
		return t.named.Device(text)
	}
	return op.DeviceID(key), err
}

func parseKey(text string) (key [32]byte, err error) {
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(key) {
		return key, fmt.Errorf("%w: %.70q is not a key of 64 hexadecimal digits", ErrValue, text)
	}
	return [32]byte(raw), nil
}
