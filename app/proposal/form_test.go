package proposal_test

// Forms and bounds: what is refused before anything is written.

import (
	"errors"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestFormsThatAreRefused(t *testing.T) {
	id := op.ID{1}
	long := strings.Repeat("x", 10<<20)
	accounts := make([]op.AccountID, 33)
	for name, s := range map[string]struct {
		body proposal.Body
		is   error
	}{
		"a 10 MB comment":                  {&proposal.AddComment{On: id, Text: long}, charter.ErrTooLong},
		"a 10 MB topic":                    {&proposal.NewTopic{Title: "T", Text: long}, charter.ErrTooLong},
		"a 10 MB title":                    {&proposal.NewTopic{Title: long}, charter.ErrTooLong},
		"a title of 201 characters":        {&proposal.Publish{Title: strings.Repeat("é", 201), Track: "a"}, charter.ErrTooLong},
		"a proposal without a title":       {&proposal.Publish{Track: "a"}, charter.ErrNotClean},
		"a proposal without a track":       {&proposal.Publish{Title: "T"}, charter.ErrNotClean},
		"an empty comment":                 {&proposal.AddComment{On: id, Text: " \n"}, charter.ErrNotClean},
		"a comment on nothing":             {&proposal.AddComment{Text: "x"}, nil},
		"33 mentions":                      {&proposal.AddComment{On: id, Text: "x", Mentions: accounts}, nil},
		"a mention twice":                  {&proposal.AddComment{On: id, Text: "x", Mentions: accounts[:2]}, nil},
		"a comment that moves the cursor":  {&proposal.AddComment{On: id, Text: "a\x1b[2J"}, charter.ErrNotClean},
		"a revision of nothing":            {&proposal.Revise{Title: "T"}, nil},
		"a revision of nine":               {&proposal.Revise{Proposal: id, Title: "T", Replaces: make([]op.ID, 9)}, nil},
		"a revision that replaces nothing": {&proposal.Revise{Proposal: id, Title: "T", Replaces: make([]op.ID, 1)}, nil},
		"a long note":                      {&proposal.Revise{Proposal: id, Title: "T", Note: long[:2049]}, charter.ErrTooLong},
		"an amendment of no text":          {&proposal.ProposeAmendment{Proposal: id, Title: "T"}, nil},
		"an amendment with a long note":    {&proposal.ProposeAmendment{Proposal: id, Revision: id, Title: "T", Note: long[:2049]}, charter.ErrTooLong},
		"a decision about nothing":         {&proposal.Decide{}, nil},
		"a decision with a long reason":    {&proposal.Decide{Amendment: id, Reason: long[:501]}, charter.ErrTooLong},
		"a profile without a name":         {&proposal.SetProfile{}, charter.ErrNotClean},
		"a name that is too long":          {&proposal.SetProfile{Name: strings.Repeat("é", proposal.MaxNameCharacters+1)}, charter.ErrTooLong},
		"a name that turns direction":      {&proposal.SetProfile{Name: "bob\u202e"}, charter.ErrNotClean},
		"a long line about oneself":        {&proposal.SetProfile{Name: "Bob", About: long[:501]}, charter.ErrTooLong},
		"agreement with nothing":           {&proposal.Agree{}, nil},
		"an end of no agreement":           {&proposal.EndAgreement{}, nil},
		"a withdrawal of nothing":          {&proposal.Withdraw{}, nil},
		"a hide of nothing":                {&proposal.Hide{}, nil},
		"a hide with a long reason":        {&proposal.Hide{Of: id, Reason: long[:501]}, charter.ErrTooLong},
		"a show of nothing":                {&proposal.Show{}, nil},
		"a mute of nobody":                 {&proposal.Mute{}, nil},
		"an unmute of nothing":             {&proposal.Unmute{}, nil},
	} {
		err := s.body.Check()
		if err == nil {
			t.Errorf("%s: taken", name)
		}
		if s.is != nil && !errors.Is(err, s.is) {
			t.Errorf("%s: %.200v", name, err)
		}
		if err != nil && len(err.Error()) > 300 {
			t.Errorf("%s: the error repeats what was too long", name)
		}
	}
}

// TestTheLongestBodiesFit: what passes Check can be written as an op.
func TestTheLongestBodiesFit(t *testing.T) {
	ids := func(n int) []op.ID {
		list := make([]op.ID, n)
		for i := range list {
			list[i] = op.ID{byte(i + 1)}
		}
		return list
	}
	title, text, note := strings.Repeat("\U0001F333", proposal.MaxTitleCharacters), strings.Repeat("x", proposal.MaxTextBytes), strings.Repeat("x", proposal.MaxNoteBytes)
	mentions := make([]op.AccountID, proposal.MaxMentions)
	for i := range mentions {
		mentions[i] = op.AccountID{byte(i)}
	}
	registry := kind.NewRegistry(proposal.Kinds())
	for name, body := range map[string]proposal.Body{
		proposal.KindTopic: &proposal.NewTopic{Title: title, Text: text},
		proposal.KindRevise: &proposal.Revise{
			Proposal: op.ID{99}, Replaces: ids(proposal.MaxReplaces), Title: title, Text: text, Note: note, Amendment: op.ID{98},
		},
		proposal.KindAmend:   &proposal.ProposeAmendment{Proposal: op.ID{99}, Revision: op.ID{98}, Title: title, Text: text, Note: note},
		proposal.KindComment: &proposal.AddComment{On: op.ID{1}, Parent: op.ID{2}, Text: text[:proposal.MaxCommentBytes], Mentions: mentions},
	} {
		raw, err := op.Encode(body)
		if err != nil {
			t.Fatal(err)
		}
		k, _ := registry.Lookup(name)
		if _, err := k.Decode(&op.Header{Deps: body.Deps()}, raw); err != nil || len(raw) > op.MaxBodyBytes || len(body.Deps()) > op.MaxDeps {
			t.Errorf("%s: %d bytes, %d deps, %v", name, len(raw), len(body.Deps()), err)
		}
	}
}

func TestABodyMustFindWhatItNamesInTheDeps(t *testing.T) {
	k, _ := kind.NewRegistry(proposal.Kinds()).Lookup(proposal.KindComment)
	body := &proposal.AddComment{On: op.ID{5}, Parent: op.ID{3}, Text: "x"}
	raw, err := op.Encode(body)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Decode(&op.Header{Deps: []op.ID{{3}, {4}, {5}}}, raw); err != nil {
		t.Errorf("all there: %v", err)
	}
	if _, err := k.Decode(&op.Header{Deps: []op.ID{{4}, {5}}}, raw); !errors.Is(err, kind.ErrForm) {
		t.Errorf("the parent is not: %v", err)
	}
}
