package view

// Found: a text that a search found, and the page on which it stands.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Found is a text that was found.
type Found struct {
	app.Hit
	// InTopic says that it belongs to a topic, and not to a decision.
	InTopic bool
}

// findTexts looks for words, at most so many texts.
func findTexts(ctx context.Context, c *app.Community, words string, most int) ([]Found, error) {
	hits, err := c.Search(ctx, words, most)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	topics := map[op.ID]bool{}
	err = c.Ask(ctx, func(r app.Reader) error {
		list, err := r.Topics(app.Page{Limit: maxDecisions})
		for _, t := range list {
			topics[t.ID] = true
		}
		return err
	})
	found := make([]Found, len(hits))
	for i, h := range hits {
		found[i] = Found{h, topics[h.Thread] || h.Table == (proposal.Topic{}).Table()}
	}
	return found, err
}

// goes is the page on which it stands, at its place.
func (f Found) goes() Target {
	to := Target{Section: SectionDecisions, Item: f.Thread.String(), Focus: f.Post.String()}
	switch {
	case f.InTopic:
		to.Section = SectionDiscussion
	case f.Table == (proposal.Amendment{}).Table():
		to.Tab = TabAmendments
	case f.Table == (proposal.Comment{}).Table():
		to.Tab = TabDiscussion
	}
	return to
}
