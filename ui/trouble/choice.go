package trouble

// Choice: names and ids that mean nothing, or several things.

import (
	"errors"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

// choiceTrouble is about a name or an id that means nothing, or several things.
func (s Speaker) choiceTrouble(err error) (Said, bool) {
	var unknown *app.UnknownCommunityError
	var which *app.WhichCommunityError
	var ambiguous *app.AmbiguousError
	var person *app.WhichPersonError
	var track *app.UnknownTrackError
	var draft *app.WhichDraftError
	var pending *app.JoinPendingError
	switch {
	case errors.As(err, &pending):
		return Said{
			Class: Failed, What: "error.join_pending", Do: "do.join_pending", Data: map[string]any{"When": s.When(pending.Since)},
		}, true
	case errors.As(err, &unknown):
		return Said{
			Class: NotFound, What: "error.unknown_community", Do: "do.community", More: communityLines(unknown.Known),
			Data: map[string]any{"Text": unknown.Text},
		}, true
	case errors.As(err, &which):
		return Said{Class: Usage, What: "error.which_community", Do: "do.community", More: communityLines(which.Candidates)}, true
	case errors.As(err, &ambiguous):
		ids := make([]string, len(ambiguous.Candidates))
		for i, id := range ambiguous.Candidates {
			ids[i] = id.String()
		}
		return Said{
			Class: NotFound, What: "error.ambiguous", Do: "do.ambiguous", More: text.ShortIDs(ids),
			Data: map[string]any{"Text": ambiguous.Text},
		}, true
	case errors.As(err, &person):
		return whichPerson(person), true
	case errors.As(err, &draft):
		t := Said{Class: NotFound, What: "error.which_draft", Do: "do.ambiguous", Data: map[string]any{"Text": draft.Text}}
		for _, d := range draft.Candidates {
			t.More = append(t.More, d.ID+gap+text.Line(d.Title))
		}
		return t, true
	case errors.As(err, &track):
		return Said{
			Class: NotFound, What: "error.unknown_track", Do: "do.unknown_track",
			Data: map[string]any{"Track": track.Track, "Known": strings.Join(track.Known, ", ")},
		}, true
	}
	return Said{}, false
}

func whichPerson(e *app.WhichPersonError) Said {
	t := Said{Class: NotFound, What: "error.which_person", Do: "do.which_person", Data: map[string]any{"Text": e.Text}}
	for _, n := range e.Candidates {
		t.More = append(t.More, n.Fingerprint+gap+text.Line(n.Text))
	}
	return t
}

func communityLines(list []app.Membership) []string {
	var lines []string
	for _, m := range list {
		lines = append(lines, text.ShortID(m.Community.Genesis().String())+gap+text.Line(m.Name))
	}
	return lines
}
