package view

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/proposal"
)

// Publishing fails where the track is none; the text stays the one draft that it was.
func TestWhatCannotBePublishedStaysOneDraft(t *testing.T) {
	_, c, _ := invited(t)
	e, err := LoadEditor(t.Context(), c, words(t), nil, "", "")
	if err != nil {
		t.Fatal(err)
	}
	e.Title, e.Text = "Mend the roof", "It leaks."
	e.draft.Track = "nowhere"
	for range 2 {
		now := e.Written(1)
		if _, err := now.Publish(t.Context(), c, nil); err == nil {
			t.Fatal("it was published on a track that there is not")
		}
	}
	if drafts, err := c.Drafts(t.Context()); err != nil || len(drafts) != 1 {
		t.Fatalf("%+v %v", drafts, err)
	}
	older := e.Written(1)
	e.draft.Track = usualTrack(nil)
	for _, track := range e.tracks {
		e.draft.Track = track.ID
	}
	now := e.Written(2)
	if _, err := now.Publish(t.Context(), c, nil); err != nil {
		t.Fatal(err)
	}
	if err := older.Save(t.Context(), c, nil); err != nil {
		t.Fatal(err)
	}
	if drafts, err := c.Drafts(t.Context()); err != nil || len(drafts) != 0 {
		t.Errorf("a draft stands beside what was published: %+v %v", drafts, err)
	}
}

// forgetful keeps what is written down, and cannot forget it.
type forgetful struct{}

func (forgetful) Setting(string) (string, error) { return "", nil }

func (forgetful) SetSetting(_, value string) error {
	if value == "" {
		return errFull
	}
	return nil
}

func TestWhatIsPublishedIsSaidToBeThoughItsDraftStays(t *testing.T) {
	_, c, _ := invited(t)
	rules, err := c.Stands(t.Context())
	must(t, err)
	id, err := c.Publish(t.Context(), proposal.Publish{Title: "Roof", Text: "It leaks.", Track: usualTrack(rules.State.Charter.Tracks)})
	must(t, err)
	e, err := LoadEditor(t.Context(), c, words(t), forgetful{}, id.String(), FocusAmend)
	must(t, err)
	e.Text = "It leaks badly."
	now := e.Written(1)
	if got, err := now.Publish(t.Context(), c, forgetful{}); err != nil || got != id {
		t.Errorf("%v %v", got, err)
	}
}
