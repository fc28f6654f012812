package cli

// Meant: which thing a typed id means, by what a command can work with.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/trouble"
)

// things are the kinds of acts that people name, with the word of each in the translations, "thing.…".
var things = map[string]string{
	proposal.KindTopic: "topic", proposal.KindPublish: "proposal", proposal.KindRevise: "revision", proposal.KindComment: "comment",
	proposal.KindAmend: "amendment", poll.KindOpen: "poll", poll.KindCast: "ballot", poll.KindAssist: "ballot", delegation.KindSet: "delegation",
}

// wrongThingError says that an id is one of something else.
type wrongThingError struct {
	id op.ID
	// have and want are kinds of acts.
	have, want string
}

func (e *wrongThingError) Error() string {
	return fmt.Sprintf("%s is a %s, and a %s is wanted", e.id.Short(), e.have, e.want)
}

// notAuthorError says that a proposal is somebody else's.
type notAuthorError struct{ proposal op.ID }

func (e *notAuthorError) Error() string { return e.proposal.Short() + " is somebody else's proposal" }

// errUnchanged says that a new text is the old one.
var errUnchanged = errors.New("the text is as it was")

// errNotMine says that a post is somebody else's, errGone that its text was taken away before.
var (
	errNotMine = errors.New("the post is somebody else's")
	errGone    = errors.New("the text is gone already")
)

// errHiddenFromMe says that a text was hidden, by somebody who may, from somebody who may not.
var errHiddenFromMe = errors.New("the text is hidden, and only stewards may read it")

// talkTrouble is about ids of the wrong thing, and about texts.
func (a *act) talkTrouble(err error) (trouble.Said, bool) {
	var wrong *wrongThingError
	var foreign *notAuthorError
	switch {
	case errors.As(err, &wrong):
		return trouble.Said{Class: trouble.NotFound, What: "error.wrong_thing", Do: "do.wrong_thing", Data: map[string]any{
			"ID": wrong.id.Short(), "Have": a.thing(wrong.have), "Wanted": a.thing(wrong.want),
		}}, true
	case errors.As(err, &foreign):
		return trouble.Said{Class: trouble.Failed, What: "error.not_author", Do: "do.amend_instead", Data: map[string]any{"ID": foreign.proposal.Short()}}, true
	case errors.Is(err, errUnchanged):
		return trouble.Said{Class: trouble.BadInput, What: "error.text_unchanged"}, true
	case errors.Is(err, errNotMine):
		return trouble.Said{Class: trouble.Failed, What: "error.not_mine", Do: "do.not_mine"}, true
	case errors.Is(err, errGone):
		return trouble.Said{Class: trouble.Failed, What: "error.text_gone"}, true
	case errors.Is(err, errHiddenFromMe):
		return trouble.Said{Class: trouble.Failed, What: "error.hidden_from_me"}, true
	}
	return trouble.Said{}, false
}

// thing is the word for what acts of a kind make: "a proposal".
func (a *act) thing(kindName string) string {
	word, known := things[kindName]
	if !known {
		word = "other"
	}
	return a.say.T("thing."+word, nil)
}

// meant opens the community and finds the act that a text means, which must be of one of the kinds; the first of them is what the error asks for.
func (a *act) meant(ctx context.Context, typed string, kinds ...string) (*app.Community, community.Meta, error) {
	c, err := a.community()
	if err != nil {
		return nil, community.Meta{}, err
	}
	m, err := metaOf(ctx, c, typed)
	if err != nil {
		return nil, m, err
	}
	if !slices.Contains(kinds, m.Kind) {
		return nil, m, &wrongThingError{id: m.ID, have: m.Kind, want: kinds[0]}
	}
	return c, m, nil
}

// threadMeant is meant for a topic or a proposal; whoever names a post in it means it too.
func (a *act) threadMeant(ctx context.Context, typed string, kinds ...string) (*app.Community, op.ID, error) {
	c, err := a.community()
	if err != nil {
		return nil, op.ID{}, err
	}
	m, err := metaOf(ctx, c, typed)
	if err != nil {
		return nil, op.ID{}, err
	}
	thread := m
	if proposal.IsPost(m.Kind) && !m.Subject.IsZero() {
		if thread, err = metaOf(ctx, c, m.Subject.String()); err != nil {
			return nil, op.ID{}, err
		}
	}
	if !slices.Contains(kinds, thread.Kind) {
		return nil, op.ID{}, &wrongThingError{id: m.ID, have: m.Kind, want: kinds[0]}
	}
	return c, thread.ID, nil
}

func metaOf(ctx context.Context, c *app.Community, typed string) (m community.Meta, err error) {
	id, err := c.Find(ctx, typed)
	if err != nil {
		return m, err
	}
	err = c.Ask(ctx, func(r app.Reader) error {
		m, _, err = r.Meta(id)
		return err
	})
	return m, err
}
