package view

import (
	"testing"
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
