package view

// Rules form, its draft: what was typed and not proposed yet, to be gone on with later, also where the rules have changed since.

import (
	"bytes"
	"encoding/json"
	"slices"
)

// maxRulesDraftBytes is more than a form can hold that is worth keeping.
const maxRulesDraftBytes = 1 << 20

// rulesDraft is what is kept: what the form began with, and what it says, each thing by its name.
type rulesDraft struct {
	From, Now map[string]json.RawMessage
}

// draftTrack is a track with the id that the form does not show.
type draftTrack struct {
	ID string
	TrackForm
}

// things are all that is typed and chosen, by name. How it is signed is no part of the change.
func (f *RulesForm) things() map[string]json.RawMessage {
	written, err := json.Marshal(f)
	things := map[string]json.RawMessage{}
	if err == nil {
		err = json.Unmarshal(written, &things)
	}
	tracks := make([]draftTrack, len(f.Tracks))
	for i, t := range f.Tracks {
		tracks[i] = draftTrack{t.id, t}
	}
	if err == nil {
		things["Tracks"], err = json.Marshal(tracks)
	}
	if err != nil {
		return nil // texts, numbers and ids can be written, always
	}
	delete(things, "Petition")
	return things
}

// Draft is what has been typed, to be kept; "" where nothing has, or where it is too long.
func (f *RulesForm) Draft() string {
	now := f.things()
	if len(changed(f.begun, now)) == 0 {
		return ""
	}
	kept, err := json.Marshal(rulesDraft{f.begun, now})
	if err != nil || len(kept) > maxRulesDraftBytes {
		return ""
	}
	return string(kept)
}

// changed are the things that are another now.
func changed(from, now map[string]json.RawMessage) []string {
	var names []string
	for name, is := range now {
		if !bytes.Equal(from[name], is) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// TakeDraft goes on with what was kept, and reports whether there was something. Of rules that have changed since, what nobody had touched stays as it
// is now; a text of all rules is about those of its day, and is left.
func (f *RulesForm) TakeDraft(kept string) bool {
	var draft rulesDraft
	if kept == "" || json.Unmarshal([]byte(kept), &draft) != nil {
		return false
	}
	names := changed(draft.From, draft.Now)
	if len(changed(draft.From, f.begun)) > 0 {
		names = slices.DeleteFunc(names, func(name string) bool { return name == "Written" })
	}
	typed := map[string]json.RawMessage{}
	for _, name := range names {
		typed[name] = draft.Now[name]
	}
	var tracks []draftTrack
	if written, is := typed["Tracks"]; is && json.Unmarshal(written, &tracks) != nil {
		return false
	}
	_, hasTracks := typed["Tracks"]
	delete(typed, "Tracks")
	written, err := json.Marshal(typed)
	taken := *f
	taken.Council, taken.Admitters, taken.Helpers, taken.Tellers, taken.Stopped = slices.Clone(f.Council), slices.Clone(f.Admitters), slices.Clone(f.Helpers), slices.Clone(f.Tellers), slices.Clone(f.Stopped)
	if err != nil || json.Unmarshal(written, &taken) != nil || len(names) == 0 {
		return false
	}
	if hasTracks {
		taken.Tracks = f.tracksOf(tracks)
	}
	*f = taken
	return true
}

// tracksOf are kept tracks, with the shapes that the rules have for them now.
func (f *RulesForm) tracksOf(kept []draftTrack) []TrackForm {
	tracks := make([]TrackForm, len(kept))
	for i, t := range kept {
		tracks[i] = t.TrackForm
		at := slices.IndexFunc(f.Tracks, func(now TrackForm) bool { return t.ID != "" && now.id == t.ID })
		if at < 0 {
			continue // one that is new, or that the rules do not have any more
		}
		tracks[i].id = t.ID
		tracks[i].Approval.keepShape(f.Tracks[at].Approval)
		tracks[i].Support.keepShape(f.Tracks[at].Support)
	}
	return tracks
}

// keepShape takes what a form does not show from the curve as the rules have it.
func (c *CurveForm) keepShape(now CurveForm) { c.was, c.from, c.to = now.was, now.from, now.to }
