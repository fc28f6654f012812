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
	// About is the title of what it belongs to, "" where that has none of its own.
	About string

	device op.DeviceID
}

// findTexts looks for words, at most so many texts.
func findTexts(ctx context.Context, c *app.Community, words string, most int) ([]Found, error) {
	hits, err := c.Search(ctx, words, most)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	found := make([]Found, len(hits))
	err = c.Ask(ctx, func(r app.Reader) error {
		topics, titles, err := threadTitles(r)
		if err != nil {
			return err
		}
		for i, h := range hits {
			found[i] = Found{Hit: h, InTopic: topics[h.Thread] || h.Table == (proposal.Topic{}).Table(), About: titles[h.Thread]}
			m, _, err := r.Meta(h.Post)
			if err != nil {
				return err
			}
			found[i].device = m.Device
		}
		return nil
	})
	return found, err
}

// threadTitles says which threads are topics, and what topics and proposals are called.
func threadTitles(r app.Reader) (topics map[op.ID]bool, titles map[op.ID]string, err error) {
	topics, titles = map[op.ID]bool{}, map[op.ID]string{}
	list, err := r.Topics(app.Page{Limit: maxDecisions})
	if err != nil {
		return nil, nil, err
	}
	for _, t := range list {
		topics[t.ID], titles[t.ID] = true, t.Title
	}
	proposals, err := r.Proposals(app.Page{Limit: maxDecisions})
	for _, p := range proposals {
		titles[p.ID] = p.Title
	}
	return topics, titles, err
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
