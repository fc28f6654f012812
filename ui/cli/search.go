package cli

// Search: words in everything that can be read here.

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/ui/text"
)

// hitView is something that was found.
type hitView struct {
	ID     string `json:"id"`
	Thread string `json:"thread"`
	// Kind is where it stands: "topics", "revisions", "amendments" or "comments".
	Kind    string `json:"kind"`
	Title   string `json:"title"`
	Snippet string `json:"snippet"`
}

func (a *act) searchCommand() *cobra.Command {
	var f pageFlags
	cmd := a.verb(spec{
		use: "search WORDS…", key: "search", args: atLeast(1), needs: needsProfile,
		example: "folkmoot search solar roof\nfolkmoot search solar --json | jq -r '.hits[].id'",
		run:     func(ctx context.Context, args []string) error { return a.search(ctx, strings.Join(args, " "), f) },
	})
	f.addLimit(a, cmd)
	return cmd
}

// search says by its exit code whether anything was found.
func (a *act) search(ctx context.Context, words string, f pageFlags) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	page, err := f.page(ctx, c)
	if err != nil {
		return err
	}
	if strings.TrimSpace(words) == "" {
		return &usageError{"usage.no_words", map[string]any{"Command": "folkmoot search"}}
	}
	hits, err := c.Search(ctx, words, page.Limit)
	if err != nil {
		return err
	}
	list := []hitView{}
	for _, h := range hits {
		list = append(list, hitView{ID: h.Post.String(), Thread: h.Thread.String(), Kind: h.Table, Title: h.Title, Snippet: h.Snippet})
	}
	if err := a.answer(map[string]any{"hits": list}, func() error { return a.showHits(list) }); err != nil {
		return err
	}
	if len(list) == 0 {
		return &exitError{ExitNotFound}
	}
	return nil
}

func (a *act) showHits(list []hitView) error {
	if len(list) == 0 {
		return a.tell("search.nothing", nil)
	}
	for _, h := range list {
		if err := a.println(strings.TrimRight(text.ShortID(h.ID)+gap+a.say.T("found."+h.Kind, nil)+gap+text.Line(h.Title), " ")); err != nil {
			return err
		}
		if err := a.paragraphs(text.Line(h.Snippet), "    "); err != nil {
			return err
		}
	}
	return nil
}
