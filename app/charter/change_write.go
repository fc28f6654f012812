package charter

// A charter as a charter-change file that says all of it: what a person edits who changes more than a flag can say.

import (
	"bytes"
	"fmt"

	"github.com/BurntSushi/toml"

	"github.com/folkmoot/folkmoot/app/op"
)

// changeFile has the keys that ParseChange knows of rules, in the order in which people read them.
type changeFile struct {
	Name        string            `toml:"name"`
	Purpose     string            `toml:"purpose"`
	Text        string            `toml:"text,multiline"`
	Council     []string          `toml:"council"`
	Threshold   uint64            `toml:"threshold"`
	Tellers     []string          `toml:"tellers"`
	Admitters   []string          `toml:"admitters"`
	Features    []string          `toml:"features"`
	Waiting     string            `toml:"waiting"`
	Settle      string            `toml:"settle"`
	Patience    string            `toml:"patience"`
	RetireAfter string            `toml:"retire_after"`
	Helpers     []string          `toml:"helpers"`
	Delegation  delegationTable   `toml:"delegation"`
	Weights     map[string]uint64 `toml:"weights"`
	Tracks      []trackTable      `toml:"tracks"`
}

type delegationTable struct {
	Allowed bool   `toml:"allowed"`
	Cap     uint64 `toml:"cap,omitzero"`
	Travels bool   `toml:"travels"`
}

type trackTable struct {
	ID          string      `toml:"id"`
	Title       string      `toml:"title"`
	About       string      `toml:"about"`
	Opener      string      `toml:"opener"`
	Prepare     string      `toml:"prepare,omitempty"`
	Decision    string      `toml:"decision"`
	Confirm     string      `toml:"confirm,omitempty"`
	Grid        string      `toml:"grid,omitempty"`
	EnactAfter  string      `toml:"enact_after,omitempty"`
	MaxDeciding uint64      `toml:"max_deciding,omitzero"`
	Charter     bool        `toml:"charter,omitempty"`
	Ends        string      `toml:"ends,omitempty"`
	Approval    *curveTable `toml:"approval,omitempty"`
	Support     *curveTable `toml:"support,omitempty"`
}

type curveTable struct {
	Kind    string `toml:"kind"`
	Length  string `toml:"length,omitempty"`
	Ceil    string `toml:"ceil,omitempty"`
	Floor   string `toml:"floor,omitempty"`
	Begin   string `toml:"begin,omitempty"`
	End     string `toml:"end,omitempty"`
	Step    string `toml:"step,omitempty"`
	Period  string `toml:"period,omitempty"`
	Factor  string `toml:"factor,omitempty"`
	XOffset string `toml:"x_offset,omitempty"`
	YOffset string `toml:"y_offset,omitempty"`
}

// ChangeFile writes all rules of a charter that passes Check, so that ParseChange reads them back.
func (c *Charter) ChangeFile() ([]byte, error) {
	f := changeFile{
		Name: c.Name, Purpose: c.Purpose, Text: c.Text, Council: texts(c.Council), Threshold: c.Threshold, Tellers: texts(c.Tellers),
		Admitters: texts(c.Admitters), Features: c.Features, Waiting: FormatDuration(c.WaitingMillis), Settle: FormatDuration(c.SettleMillis),
		Patience: FormatDuration(c.PatienceMillis), RetireAfter: FormatDuration(c.RetireAfterMillis), Helpers: texts(c.Helpers),
		Delegation: delegationTable(c.Delegation), Weights: map[string]uint64{},
	}
	for _, w := range c.Weights {
		f.Weights[w.Role] = w.Votes
	}
	for i := range c.Tracks {
		f.Tracks = append(f.Tracks, tableOf(&c.Tracks[i]))
	}
	var out bytes.Buffer
	encoder := toml.NewEncoder(&out)
	encoder.Indent = ""
	if err := encoder.Encode(f); err != nil {
		return nil, fmt.Errorf("writing the rules: %w", err)
	}
	return out.Bytes(), nil
}

// texts are keys in hexadecimal; an empty list is one all the same.
func texts[T op.AccountID | op.DeviceID](keys []T) []string {
	out := make([]string, len(keys))
	for i, key := range keys {
		out[i] = fmt.Sprintf("%x", [32]byte(key))
	}
	return out
}

func tableOf(t *Track) trackTable {
	period := func(millis int64) string {
		if millis == 0 {
			return ""
		}
		return FormatDuration(millis)
	}
	return trackTable{
		ID: t.ID, Title: t.Title, About: t.About, Opener: string(t.Opener), Prepare: period(t.PrepareMillis),
		Decision: FormatDuration(t.DecisionMillis), Confirm: period(t.ConfirmMillis), Grid: period(t.GridMillis),
		EnactAfter: period(t.EnactAfterMillis), MaxDeciding: t.MaxDeciding, Charter: t.Charter, Ends: t.Ends,
		Approval: curveTableOf(t.Approval), Support: curveTableOf(t.Support),
	}
}

// curveTableOf is nil where nothing is asked.
func curveTableOf(c Curve) *curveTable {
	if c == (Curve{}) {
		return nil
	}
	t := curveTable{Kind: string(c.Kind)}
	for _, p := range []struct {
		into  *string
		parts int64
	}{
		{&t.Length, int64(c.Length)},
		{&t.Ceil, int64(c.Ceil)},
		{&t.Floor, int64(c.Floor)},
		{&t.Begin, int64(c.Begin)},
		{&t.End, int64(c.End)},
		{&t.Step, int64(c.Step)},
		{&t.Period, int64(c.Period)},
		{&t.Factor, int64(c.Factor)},
		{&t.XOffset, int64(c.XOffset)},
		{&t.YOffset, int64(c.YOffset)},
	} {
		if p.parts != 0 {
			*p.into = formatShare(p.parts)
		}
	}
	return &t
}
