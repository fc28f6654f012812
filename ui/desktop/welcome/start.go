package welcome

// Start: what a new community is called, what it is for, and which rules it begins with.

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// starting is the page while it is shown.
type starting struct {
	w                     *Welcome
	name, purpose, person *part.Field
	templates             []view.TemplateRow
	rules                 *fyne.Container
	act                   *part.Button
}

// startPage shows it.
func (w *Welcome) startPage() {
	w.said.Door = view.DoorStart
	p := &starting{w: w, templates: w.words().Templates(), rules: part.Slot(part.Space())}
	p.name = part.NewField(w.t("enter.community_name"), "", w.t("enter.community_name_here"))
	p.purpose = part.NewLongField(w.t("enter.purpose"), "", 2)
	p.person = part.NewField(w.t("enter.name_there"), "", "")
	p.name.Entry.SetText(w.said.Community)
	p.purpose.Entry.SetText(w.said.Purpose)
	p.person.Entry.SetText(w.said.Person)
	p.act = part.NewButton(part.Primary, "", p.actWords(), p.press).High(part.OfPage)

	fields := part.Column(16, part.Fold(620, 16, p.name, p.purpose))
	if w.held != nil {
		fields.Add(p.person)
	}
	column := part.Column(0, headed(w.t("enter.start_title"), w.t("enter.start_says")),
		part.Pad(24, 0, 24, 0, part.NewCard(fields).Air(28)),
		part.Strong(theme.Heading, w.t("enter.template")), part.Pad(4, 0, 12, 0, part.Quietly(theme.Text, w.t("enter.template_says"))),
		part.FoldBeside(joinFold, 24, 376, p.choices(), p.rules))
	acts := feet(w.backButton(w.t("enter.back"), w.doorsOrLeave), p.act)
	w.pageWithActs(func() { p.keep(); w.startPage() }, w.doorsOrLeave, wideJoin, column, acts, p.name.Entry)

	for _, f := range []*part.Field{p.name, p.person, p.purpose} {
		w.shortPaste(f, w.t("name.too_long"))
	}
	p.name.Entry.OnChanged = func(string) { p.changed() }
	p.purpose.Entry.OnChanged = func(string) { p.changed() }
	p.person.Entry.OnChanged = func(string) { p.changed() }
	p.name.Entry.OnSubmitted = func(string) { w.focus(p.purpose.Entry) }
	p.person.Entry.OnSubmitted = func(string) { p.press() }
	p.changed()
}

func (p *starting) actWords() string {
	if p.w.held == nil {
		return p.w.t("enter.continue")
	}
	return p.w.t("enter.start_act")
}

// choices are the templates.
func (p *starting) choices() fyne.CanvasObject {
	var options []part.Option
	for _, t := range p.templates {
		options = append(options, part.Option{Text: t.Title, Says: t.Purpose})
	}
	chosen := max(slices.IndexFunc(p.templates, func(t view.TemplateRow) bool { return t.ID == p.w.said.Template }), 0)
	radios := part.NewRadios(options, p.w.states(), chosen, func(at int) { p.choose(at) })
	p.choose(chosen)
	return radios.Rows
}

// choose takes a template, and shows how decisions are made by it.
func (p *starting) choose(at int) {
	t := p.templates[at]
	p.w.said.Template = t.ID
	p.purpose.Entry.SetPlaceHolder(t.Purpose)
	rows := part.Column(14, part.Strong(theme.Text, p.w.t("enter.rules_of")))
	for _, track := range t.Tracks {
		rows.Add(part.Column(2, part.Strong(theme.Text, track.Title), part.Quietly(theme.Small, track.About), part.Quietly(theme.Small, track.Sentence)))
	}
	part.PutIn(p.rules, part.NewCard(rows).Air(24))
	p.w.settle()
}

// changed says whether all is there.
func (p *starting) changed() {
	w := p.w
	trouble := w.words().NameTrouble(p.name.Entry.Text)
	shown := trouble
	if p.name.Entry.Text == "" {
		shown = ""
	}
	p.name.SetTrouble(shown)
	long := w.words().PurposeTrouble(p.purpose.Entry.Text)
	p.purpose.SetTrouble(long)
	if trouble == "" {
		trouble = long
	}
	if w.held != nil {
		person := w.words().NameTrouble(p.person.Entry.Text)
		shown = person
		if p.person.Entry.Text == "" {
			shown = ""
		}
		p.person.SetTrouble(shown)
		if trouble == "" {
			trouble = person
		}
	}
	p.act.SetOff(trouble)
	w.settle()
}

func (p *starting) keep() {
	p.w.said.Community, p.w.said.Purpose, p.w.said.Person = p.name.Entry.Text, strings.TrimSpace(p.purpose.Entry.Text), p.person.Entry.Text
}

func (p *starting) press() {
	w := p.w
	if w.words().NameTrouble(p.name.Entry.Text) != "" || w.words().PurposeTrouble(p.purpose.Entry.Text) != "" {
		return
	}
	if w.held != nil && w.words().NameTrouble(p.person.Entry.Text) != "" {
		return
	}
	p.keep()
	w.goOn(p.act, w.t("enter.starting"), w.startPage)
}
