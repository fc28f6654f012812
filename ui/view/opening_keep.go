package view

// Opening, kept: a form that was left half filled in is found as it was, on this laptop alone.

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/folkmoot/folkmoot/app/poll"
)

// keptOpening is a form as it was left. What the form lists is named, as it can be at another place later.
type keptOpening struct {
	Title    string            `json:"title,omitempty"`
	Track    string            `json:"track"`
	Method   string            `json:"method"`
	Settings map[string]string `json:"settings,omitempty"`
	Ties     string            `json:"ties"`
	Options  string            `json:"options"`
	Budget   string            `json:"budget"`
	Closes   string            `json:"closes"`
	Seats    int               `json:"seats"`
	Enacts   bool              `json:"enacts"`
	Rules    string            `json:"rules,omitempty"`
	Ends     string            `json:"ends,omitempty"`
	AtMillis int64             `json:"at_ms,omitempty"`
}

// maxKeptOpening bounds what is read of a form: it was written by this program, and is some 100 kB at most.
const maxKeptOpening = 1 << 20

// now is the form as it stands.
func (o *Opening) now() keptOpening {
	is := keptOpening{
		Track: o.trackNow().ID, Method: o.methods[o.method].Name(), Settings: maps.Clone(o.settings), Ties: poll.TieRules()[o.ties],
		Options: o.Options, Budget: o.Budget, Closes: o.Closes, Seats: o.Seats, Enacts: o.Enacts,
	}
	if o.IsAlone() {
		is.Title = o.Title
	}
	if o.Enacts {
		is.Rules = o.Rules // else they are those of the community, which may change meanwhile
	}
	if o.ends >= 0 && o.ends < len(o.others) {
		is.Ends = o.others[o.ends].ID
	}
	return is
}

// restore fills the form in as it was left; what there is no more stays as it begins.
func (o *Opening) restore(was keptOpening) {
	o.Options, o.Budget, o.Closes, o.Seats, o.Enacts, o.SavedMillis = was.Options, was.Budget, was.Closes, max(was.Seats, 1), was.Enacts, was.AtMillis
	if o.IsAlone() {
		o.Title = was.Title
	}
	if was.Enacts {
		o.Rules = was.Rules
	}
	o.setTrackID(was.Track)
	for i, m := range o.methods {
		if m.Name() == was.Method {
			o.method, o.settings = i, map[string]string{}
			maps.Copy(o.settings, was.Settings)
		}
	}
	o.ties = max(slices.Index(poll.TieRules(), was.Ties), 0)
	if was.Ends == "" {
		o.ends = -1
	}
	for i, p := range o.others {
		if p.ID == was.Ends {
			o.ends = i
		}
	}
}

// takeKept takes up what was left.
func (o *Opening) takeKept(keeper Keeper, key string) error {
	o.key, o.begun = key, o.now()
	kept, err := keeper.Setting(key)
	if err != nil {
		return err
	}
	var was keptOpening
	if kept != "" && len(kept) <= maxKeptOpening && json.Unmarshal([]byte(kept), &was) == nil {
		o.restore(was)
	}
	o.saved = o.now()
	return nil
}

// KeptForm is a form at one moment, to be written down beside its goroutine.
type KeptForm struct {
	key, value string
	was        keptOpening
	atMillis   int64
}

// Keep is the form as it stands; false where that is written down already.
func (o *Opening) Keep(nowMillis int64) (KeptForm, bool) {
	is := o.now()
	if reflect.DeepEqual(is, o.saved) {
		return KeptForm{}, false
	}
	k := KeptForm{key: o.key, was: is, atMillis: nowMillis}
	if reflect.DeepEqual(is, o.begun) {
		k.atMillis = 0
		return k, true // as it begins: there is nothing to keep
	}
	is.AtMillis = nowMillis
	raw, err := json.Marshal(is)
	if err != nil { // strings, numbers and a map of strings
		panic(fmt.Sprintf("a form cannot be written down: %v", err))
	}
	k.value = string(raw)
	return k, true
}

// Save writes it down on this laptop.
func (k KeptForm) Save(keeper Keeper) error { return keeper.SetSetting(k.key, k.value) }

// TakeSaved tells the form what was written down.
func (o *Opening) TakeSaved(k KeptForm) { o.saved, o.SavedMillis = k.was, k.atMillis }

// Forget drops what was kept: the vote is open, or the form begins anew.
func (o *Opening) Forget(keeper Keeper) error { return keeper.SetSetting(o.key, "") }

// Saved says since when it is kept; "" while it is not.
func (o *Opening) Saved() string {
	if o.SavedMillis == 0 {
		return ""
	}
	return o.words.Say.T("editor.saved", map[string]any{"When": o.words.clock(o.SavedMillis)})
}
