package decide

// Facts: what is known about a decision; who can vote and who has.

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// mostNames are listed at once.
const mostNames = 60

func (p *page) facts() {
	now := &p.now.page
	facts := make([]part.Fact, 0, len(now.Facts)+1)
	for _, f := range now.Facts {
		facts = append(facts, part.Fact{Name: f.Label, Value: f.Value})
	}
	facts = append(facts, part.Fact{Name: p.shell.T("decide.id", nil), Value: now.ID})
	p.body.Add(part.NewCard(part.Facts(facts...)))
	for _, list := range now.Lists {
		p.body.Add(p.listed(list.Title, list.Names))
	}
}

// listed is a list of people, or of what they chose, cut where it is long.
func (p *page) listed(title string, names []string) fyne.CanvasObject {
	said := strings.Join(names[:min(len(names), mostNames)], p.shell.T("list.comma", nil))
	if more := len(names) - mostNames; more > 0 {
		said = p.shell.Say().N("decide.and_more", more, map[string]any{"Names": said})
	}
	return part.Column(6, part.Strong(theme.Heading, title), part.Words(theme.Text, said))
}
