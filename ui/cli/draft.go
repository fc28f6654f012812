package cli

// Draft: texts that nobody else sees until they are published.

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// draftView is a draft as it is answered.
type draftView struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Track string `json:"track"`
	// Topic becomes the proposal; Revises is the proposal whose next text the draft is.
	Topic         string `json:"topic,omitempty"`
	Revises       string `json:"revises,omitempty"`
	ChangedMillis int64  `json:"changed_ms"`
}

func newDraftView(d app.LocalDraft) draftView {
	v := draftView{ID: d.ID, Title: d.Title, Text: d.Text, Track: d.Track, ChangedMillis: d.ChangedMillis}
	if !d.Topic.IsZero() {
		v.Topic = d.Topic.String()
	}
	if !d.Revises.IsZero() {
		v.Revises = d.Revises.String()
	}
	return v
}

// draftFlags fill a draft.
type draftFlags struct {
	textFlags
	title, track, topic string
}

func (f *draftFlags) add(a *act, cmd *cobra.Command) {
	f.textFlags.add(a, cmd)
	cmd.Flags().StringVar(&f.track, "track", "", a.flag("track"))
	completeAsking(a, cmd, "track", a.trackIDs)
}

func (a *act) proposalNew() *cobra.Command {
	var f draftFlags
	cmd := a.verb(spec{
		use: "new [TITLE]", key: "proposal.new", args: between(0, 1), needs: needsProfile,
		example: "folkmoot proposal new \"Solar panels\" --track money --file solar.md\nfolkmoot proposal new --topic kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			f.title = strings.Join(args, "")
			return a.newDraft(ctx, &f)
		},
	})
	f.add(a, cmd)
	cmd.Flags().StringVar(&f.topic, "topic", "", a.flag("from_topic"))
	return cmd
}

func (a *act) newDraft(ctx context.Context, f *draftFlags) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	d := app.LocalDraft{Title: f.title, Track: f.track}
	if f.topic != "" {
		if err := a.fromTopic(ctx, f.topic, &d); err != nil {
			return err
		}
	}
	if d.Title == "" {
		if !a.call.Terminal {
			return &usageError{"usage.no_title", map[string]any{"Command": "folkmoot proposal new"}}
		}
		if d.Title, err = a.line(a.say.T("prompt.title", nil)); err != nil {
			return err
		}
	}
	if d.Track, err = a.track(ctx, c, d.Track); err != nil {
		return err
	}
	if d.Text, err = a.compose(ctx, &f.textFlags, d.Text); err != nil {
		return err
	}
	return a.saveDraft(ctx, c, d, "proposal.drafted")
}

// fromTopic begins a draft with what a topic says.
func (a *act) fromTopic(ctx context.Context, typed string, d *app.LocalDraft) error {
	c, m, err := a.meant(ctx, typed, proposal.KindTopic)
	if err != nil {
		return err
	}
	t, err := c.Topic(ctx, m.ID)
	if err != nil {
		return err
	}
	d.Topic, d.Text = t.ID, t.Text
	if d.Title == "" {
		d.Title = t.Title
	}
	return nil
}

// track is the track that was given, which must be one of the charter's; else the person at the terminal is asked, and elsewhere it is the
// charter's first on which members may open polls.
func (a *act) track(ctx context.Context, c *app.Community, given string) (string, error) {
	s, err := c.Stands(ctx)
	if err != nil {
		return "", err
	}
	known, usual := a.trackIDs(ctx, c), usualTrack(s.State.Charter.Tracks)
	if given == "" && a.call.Terminal && len(known) > 1 {
		if given, err = a.line(a.say.T("prompt.track", map[string]any{"Tracks": strings.Join(known, ", "), "Usual": usual})); err != nil {
			return "", err
		}
	}
	if given == "" {
		given = usual
	}
	for _, id := range known {
		if strings.EqualFold(id, given) {
			return id, nil
		}
	}
	return "", &app.UnknownTrackError{Track: given, Known: known}
}

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

// trackIDs lists the tracks of the charter that stands, none where it is not here.
func (a *act) trackIDs(ctx context.Context, c *app.Community) []string {
	s, err := c.Stands(ctx)
	if err != nil {
		return nil
	}
	var ids []string
	for _, t := range s.State.Charter.Tracks {
		ids = append(ids, t.ID)
	}
	return ids
}

func (a *act) saveDraft(ctx context.Context, c *app.Community, d app.LocalDraft, key string) error {
	d, err := c.SaveDraft(ctx, d)
	if err != nil {
		return err
	}
	return a.answer(newDraftView(d), func() error { return a.tell(key, map[string]any{"ID": d.ID, "Title": d.Title}) })
}

func (a *act) proposalEdit() *cobra.Command {
	var f draftFlags
	cmd := a.verb(spec{
		use: "edit DRAFT|ID", key: "proposal.edit", args: exactly(1), needs: needsProfile, hints: a.editHints,
		example: "folkmoot proposal edit ab3cd4ef --file solar.md\nfolkmoot proposal edit kq3vz7ma --title \"Solar panels on the barn\"",
		run:     func(ctx context.Context, args []string) error { return a.editDraft(ctx, args[0], &f) },
	})
	f.add(a, cmd)
	cmd.Flags().StringVar(&f.title, "title", "", a.flag("title"))
	return cmd
}

// editDraft changes a draft. Of a proposal it makes a draft of its next text.
func (a *act) editDraft(ctx context.Context, typed string, f *draftFlags) error {
	c, d, err := a.draftMeant(ctx, typed)
	if errors.Is(err, app.ErrNotFoundHere) {
		c, d, err = a.draftOfRevision(ctx, typed)
	}
	if err != nil {
		return err
	}
	if f.track != "" {
		if !d.Revises.IsZero() {
			return &usageError{"usage.track_of_revision", map[string]any{"Command": "folkmoot proposal edit"}}
		}
		if d.Track, err = a.track(ctx, c, f.track); err != nil {
			return err
		}
	}
	if f.title != "" {
		d.Title = f.title
	}
	if f.given() || f.title == "" && f.track == "" {
		if d.Text, err = a.composeNeeded(ctx, &f.textFlags, d.Text); err != nil {
			return err
		}
	}
	return a.saveDraft(ctx, c, d, "proposal.draft_changed")
}

// draftMeant finds a draft by its id, or by the proposal whose next text it is. Error: app.ErrNotFoundHere.
func (a *act) draftMeant(ctx context.Context, typed string) (*app.Community, app.LocalDraft, error) {
	c, err := a.community()
	if err != nil {
		return nil, app.LocalDraft{}, err
	}
	d, err := c.Draft(ctx, typed)
	if !errors.Is(err, app.ErrNotFoundHere) {
		return c, d, err
	}
	id, found := c.Find(ctx, typed)
	if found != nil {
		return c, d, err
	}
	drafts, failed := c.Drafts(ctx)
	for _, d := range drafts {
		if d.Revises == id {
			return c, d, nil
		}
	}
	return c, d, errors.Join(failed, err)
}

// draftOfRevision begins a draft of a proposal's next text with its current one. Only its author may.
func (a *act) draftOfRevision(ctx context.Context, typed string) (*app.Community, app.LocalDraft, error) {
	c, p, current, err := a.proposalMeant(ctx, typed)
	if err != nil {
		return nil, app.LocalDraft{}, err
	}
	if p.Author != c.Account() {
		return nil, app.LocalDraft{}, &notAuthorError{p.ID}
	}
	return c, app.LocalDraft{Title: current.Title, Text: current.Text, Track: p.Track, Revises: p.ID}, nil
}

// proposalMeant finds the proposal that a text means, by its own id or by that of a post about it, with the text that counts.
func (a *act) proposalMeant(ctx context.Context, typed string) (*app.Community, proposal.Proposal, proposal.Revision, error) {
	var none proposal.Revision
	c, id, err := a.threadMeant(ctx, typed, proposal.KindPublish)
	if err != nil {
		return nil, proposal.Proposal{}, none, err
	}
	p, err := c.Proposal(ctx, id)
	if err != nil {
		return nil, p, none, err
	}
	current, err := c.Revision(ctx, p.Current())
	return c, p, current, err
}

// isCurrent reports whether a draft says what its proposal says already.
func isCurrent(d app.LocalDraft, current proposal.Revision) bool {
	return d.Title == current.Title && d.Text == current.Text && !current.Absent && current.ID != (op.ID{})
}
