package view

// Editor: a text while it is written: a new proposal, the next text of one's own, or another text for somebody else's. It is kept on this laptop
// until it is published.

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// EditorKind is what a text will be.
type EditorKind string

// The kinds.
const (
	// EditNew becomes a proposal, EditRevision the next text of one, EditAmendment another text that its author may take in.
	EditNew       EditorKind = "new"
	EditRevision  EditorKind = "revision"
	EditAmendment EditorKind = "amendment"
)

// Editor is one text. It belongs to one goroutine; Save and Publish may be called from another with what Written returned.
type Editor struct {
	words Words
	Kind  EditorKind
	// Title, Text, Name and Note are as they are typed. In an amendment Name says in a few words what changes, and Note why.
	Title, Text, Name, Note string
	// SavedMillis is when it was written down last; 0 for never.
	SavedMillis int64

	draft   app.LocalDraft
	tracks  []Track
	author  Name
	me      string
	version int
	// base is the text that it starts from, as it is published.
	baseTitle, baseText string
	of                  proposal.Proposal
	// saved is what was written down last, at the turn taken.
	saved        app.LocalDraft
	name, note   string
	turns, taken int
	keep         *keptDraft
}

// LoadEditor begins a text, or takes it up where it was left. item is "" for a new proposal, else a draft's id, a topic's that becomes a proposal,
// or a proposal's: then focus is FocusAmend, or the amendment whose text a new version begins with, or "". Error: app.ErrNotFoundHere.
func LoadEditor(ctx context.Context, c *app.Community, w Words, keeper Keeper, item, focus string) (*Editor, error) {
	e := &Editor{words: w, Kind: EditNew, keep: &keptDraft{}}
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	rules, err := c.Stands(ctx)
	if err != nil {
		return nil, err
	}
	e.me, e.tracks = people.Name(c.Account()).Name, w.tracks(rules.State.Charter.Tracks)
	if item == "" {
		e.draft.Track = usualTrack(rules.State.Charter.Tracks)
		e.take()
		return e, nil
	}
	d, err := c.Draft(ctx, item)
	switch {
	case err == nil:
		e.draft = d
		if !d.Revises.IsZero() {
			return e, e.revise(ctx, c, people, d.Revises, "")
		}
		e.take()
		return e, nil
	case !errors.Is(err, app.ErrNotFoundHere):
		return nil, err
	}
	id, err := op.ParseID(item)
	if err != nil {
		return nil, err
	}
	if topic, err := c.Topic(ctx, id); err == nil {
		e.draft = app.LocalDraft{Title: topic.Title, Text: topic.Text, Track: usualTrack(rules.State.Charter.Tracks), Topic: id}
		return e, e.begun(ctx, c, func(d app.LocalDraft) bool { return d.Topic == id })
	}
	return e, e.revise(ctx, c, people, id, focus, keeper)
}

// usualTrack is the first on which members may open votes.
func usualTrack(tracks []charter.Track) string {
	for _, t := range tracks {
		if t.Opener == charter.OpenedByMembers {
			return t.ID
		}
	}
	if len(tracks) == 0 {
		return ""
	}
	return tracks[0].ID
}

// begun takes up the draft that was begun of the same, where there is one.
func (e *Editor) begun(ctx context.Context, c *app.Community, isSame func(app.LocalDraft) bool) error {
	drafts, err := c.Drafts(ctx)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if isSame(d) {
			e.draft = d
		}
	}
	e.take()
	return nil
}

func (e *Editor) take() {
	e.keep.id = e.draft.ID
	e.Title, e.Text, e.SavedMillis, e.saved = e.draft.Title, e.draft.Text, e.draft.ChangedMillis, e.draft
	if e.draft.ID == "" {
		e.saved = app.LocalDraft{}
	}
}

// revise begins with the text of a proposal as it is now.
func (e *Editor) revise(ctx context.Context, c *app.Community, people *People, id op.ID, focus string, keeper ...Keeper) error {
	p, err := c.Proposal(ctx, id)
	if err != nil {
		return err
	}
	page, err := ProposalPage(ctx, c, p, false)
	if err != nil {
		return err
	}
	e.of, e.author, e.version, e.baseTitle, e.baseText = p, people.Name(p.Author), len(page.Revisions)+1, page.Title, page.Text
	if focus == FocusAmend {
		return e.amend(keeper[0])
	}
	e.Kind = EditRevision
	if e.draft.ID != "" {
		e.take()
		return nil
	}
	e.draft = app.LocalDraft{Title: page.Title, Text: page.Text, Track: p.Track, Revises: id}
	if err := e.begun(ctx, c, func(d app.LocalDraft) bool { return d.Revises == id && focus == "" }); err != nil {
		return err
	}
	for _, a := range page.Amendments {
		if a.ID == focus && a.IsReadable() {
			e.Title, e.Text = a.Title, a.Text
		}
	}
	return nil
}

// keptAmendment is an amendment while it is written.
type keptAmendment struct {
	Title    string `json:"title"`
	Text     string `json:"text"`
	Name     string `json:"name"`
	Note     string `json:"note"`
	AtMillis int64  `json:"at_ms"`
}

func amendmentKey(of op.ID) string { return "desktop/amendment/" + of.String() }

func (e *Editor) amend(keeper Keeper) error {
	e.Kind, e.Title, e.Text = EditAmendment, e.baseTitle, e.baseText
	kept, err := keeper.Setting(amendmentKey(e.of.ID))
	if err != nil {
		return err
	}
	var was keptAmendment
	if kept != "" && json.Unmarshal([]byte(kept), &was) == nil {
		e.Title, e.Text, e.Name, e.Note, e.SavedMillis = was.Title, was.Text, was.Name, was.Note, was.AtMillis
	}
	e.saved, e.name, e.note = app.LocalDraft{Title: e.Title, Text: e.Text}, e.Name, e.Note
	return nil
}

// Tracks are those that a new proposal can be on, and the place of the chosen one; -1 where there is none.
func (e *Editor) Tracks() (titles []string, chosen int) {
	chosen = -1
	for i, t := range e.tracks {
		titles = append(titles, text.Line(t.Title))
		if t.ID == e.draft.Track {
			chosen = i
		}
	}
	return titles, chosen
}

// SetTrack chooses one.
func (e *Editor) SetTrack(at int) { e.draft.Track = e.tracks[at].ID }

// TrackSays is what the chosen track asks for, a sentence each.
func (e *Editor) TrackSays() []string {
	_, at := e.Tracks()
	if at < 0 {
		return nil
	}
	said := []string{text.Line(e.tracks[at].Sentence)}
	if about := text.Line(e.tracks[at].About); about != "" {
		said = append([]string{about}, said...)
	}
	return said
}

// Path stands above the title.
func (e *Editor) Path() []string {
	if e.Kind == EditNew {
		return e.words.Path(SectionDecisions, e.words.Say.T("editor.new", nil))
	}
	return e.words.Path(SectionDecisions, e.baseTitle, e.words.Say.T("editor."+string(e.Kind), nil))
}

// Of is the proposal that it is about; "" for a new one.
func (e *Editor) Of() string {
	if e.Kind == EditNew {
		return ""
	}
	return e.of.ID.String()
}

// TitleCount says how much of a title's room is used; too says that it is too much.
func (e *Editor) TitleCount() (said string, too bool) {
	n := utf8.RuneCountInString(e.Title)
	return e.words.Say.T("editor.title_count", map[string]any{"Count": strconv.Itoa(n), "Most": strconv.Itoa(proposal.MaxTitleCharacters)}), n > proposal.MaxTitleCharacters
}

// wordsPerMinute that people read of a text about which they decide.
const wordsPerMinute = 200

// Count says how long the text is.
func (e *Editor) Count() string {
	n := len(strings.Fields(e.Text))
	minutes := (n + wordsPerMinute - 1) / wordsPerMinute
	if n == 0 {
		return ""
	}
	if n < wordsPerMinute/2 {
		return e.words.Say.N("editor.words_short", n, nil)
	}
	return e.words.Say.N("editor.words", n, map[string]any{"Minutes": minutes})
}

// Saved says where the text is and since when.
func (e *Editor) Saved(w Words) string {
	e.words = w
	switch {
	case e.IsChanged():
		return w.Say.T("editor.unsaved", nil)
	case e.SavedMillis == 0:
		return w.Say.T("editor.nothing", nil)
	}
	return w.Say.T("editor.saved", map[string]any{"When": w.clock(e.SavedMillis)})
}

// IsChanged says that something was typed since it was written down last.
func (e *Editor) IsChanged() bool {
	return e.Title != e.saved.Title || e.Text != e.saved.Text || e.Name != e.name || e.Note != e.note || e.Kind != EditAmendment && e.draft.Track != e.saved.Track && e.saved.ID != ""
}

// isEmpty says that there is nothing to keep.
func (e *Editor) isEmpty() bool {
	return e.Kind == EditNew && strings.TrimSpace(e.Title) == "" && strings.TrimSpace(e.Text) == ""
}
