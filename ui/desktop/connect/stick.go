package connect

// Stick: everything on a file, and from one. Writing and reading show how far they are, and can be stopped; what was read is here.

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Stick is the page.
type Stick struct {
	shell   *shell.Shell
	content *part.Scroll
	choices *fyne.Container
	export  *fyne.Container // the card's foot: button, or how far it is
	taken   *fyne.Container
	fors    []view.StickFor
	chosen  int
	begin   string // what is to be done as soon as the page stands
	ctx     context.Context
}

// What the page begins with.
const (
	beginExport = "export"
	beginImport = "import"
)

// OpenExport goes to the page of the stick.
func OpenExport(s *shell.Shell) {
	s.Go(view.Target{Section: view.SectionNetwork, Item: ItemStick, Focus: beginExport})
}

// OpenImport goes there, and lets somebody choose a file.
func OpenImport(s *shell.Shell) {
	s.Go(view.Target{Section: view.SectionNetwork, Item: ItemStick, Focus: beginImport})
}

func newStick(s *shell.Shell, begin string) *Stick {
	p := &Stick{shell: s, begin: begin, ctx: context.Background(), choices: part.Column(0), export: part.Column(12), taken: part.Column(12)}
	back := part.Path(part.Crumb{Text: s.T("section.network", nil), Open: func() { s.Go(view.Target{Section: view.SectionNetwork}) }})
	head := part.Column(4, back, part.Strong(theme.Title, s.T("stick.title", nil)), part.Quietly(theme.Text, s.T("stick.says", nil)))
	private := part.NewBanner(part.Method, theme.IconLock, s.T("stick.private", nil), s.T("stick.private_says", nil), nil)
	left := part.Column(12, part.Strong(theme.Heading, s.T("connect.export", nil)), part.NewCard(part.Column(16, p.choices, p.export)), private)
	right := part.Column(12, part.Strong(theme.Heading, s.T("connect.import", nil)), part.NewCard(p.taken))
	both := part.Page{Top: 28, First: 0}
	p.content = part.NewScroll(both.Of(part.Column(20, head, part.Beside(32, 720, left, right)), nil))
	p.offer()
	p.invite("")
	return p
}

// Content is the page.
func (p *Stick) Content() fyne.CanvasObject { return p.content }

// Show reads for whom a bundle can be written.
func (p *Stick) Show(ctx context.Context) {
	p.ctx = ctx
	shell.Live(ctx, p.shell, func(ctx context.Context, c *app.Community, w view.Words) ([]view.StickFor, error) {
		s, err := view.LoadStatus(ctx, c)
		return w.StickFors(s), err
	}, func(f view.Frame[[]view.StickFor]) {
		if f.Known && !f.Working && !slices.Equal(f.Page, p.fors) {
			p.chosen = view.StickChosen(p.fors, p.chosen, f.Page)
			p.fors = f.Page
			part.KeepFocus(p.content, p.choose)
		}
	})
	if p.begin == beginImport {
		p.pick()
	}
}

func (p *Stick) choose() {
	states := [2]string{p.shell.T("window.chosen", nil), p.shell.T("window.not_chosen", nil)}
	options := make([]part.Option, len(p.fors))
	for i, f := range p.fors {
		options[i] = part.Option{Text: f.Title, Says: f.Sub}
	}
	p.choices.Objects = []fyne.CanvasObject{part.NewRadios(options, states, p.chosen, func(at int) { p.chosen = at }).Rows}
	p.content.Refresh()
}

// offer shows the button that exports.
func (p *Stick) offer() {
	button := part.NewButton(part.Primary, theme.IconUpload, p.shell.T("stick.export", nil), p.save).High(part.OfPage)
	p.export.Objects = []fyne.CanvasObject{part.Row(0, part.None, button)}
	p.content.Refresh()
}

func (p *Stick) save() {
	name := p.shell.Words().StickName(p.shell.Membership().Name)
	p.shell.SaveFile(name, p.write)
}

// write writes the bundle, with how far it is.
func (p *Stick) write(path string) {
	peer := ""
	if p.chosen < len(p.fors) {
		peer = p.fors[p.chosen].Peer
	}
	community, ops, size := p.shell.Community(), 0, int64(0)
	p.shell.Progress(p.ctx, p.export, shell.Long{
		Doing: p.shell.T("stick.writing", nil), Stop: p.shell.T("stick.stop", nil), Counted: "stick.entries",
		Run: func(ctx context.Context, far func(done, total int)) error {
			var err error
			size, err = files.ReplaceBundle(path, func(w io.Writer) (err error) {
				ops, err = community.ExportBundle(ctx, w, peer, far)
				return err
			})
			return err
		},
		Done: func() {
			p.offer()
			p.export.Add(p.done(p.shell.Say().N("stick.written_whole", ops, map[string]any{"File": text.Line(filepath.Base(path)), "Size": p.shell.Say().Size(size)})))
			p.content.Refresh()
		},
		Stopped: func() {
			p.offer()
			p.export.Add(part.Quietly(theme.Small, p.shell.T("stick.stopped", nil)))
			p.content.Refresh()
		},
		Failed: p.offer,
	})
}

func (p *Stick) done(sentence string) fyne.CanvasObject {
	return part.TopRow(12, 1, part.NewSymbol(theme.IconCheck, 16, theme.Primary), part.Words(theme.Small, sentence))
}

// invite shows what can be imported from where.
func (p *Stick) invite(says string) {
	button := part.NewButton(part.Secondary, theme.IconDownload, p.shell.T("stick.import", nil), p.pick)
	if says == "" {
		says = p.shell.T("stick.import_says", nil)
	}
	p.taken.Objects = []fyne.CanvasObject{part.Quietly(theme.Text, says), part.Row(0, part.None, button)}
	p.content.Refresh()
}

func (p *Stick) pick() { p.shell.OpenFile(nil, p.take) }

// take reads a bundle in.
func (p *Stick) take(path string) {
	community := p.shell.Community()
	var brought app.Brought
	var people *view.People
	p.shell.Progress(p.ctx, p.taken, shell.Long{
		Doing: p.shell.T("stick.reading", nil), Stop: p.shell.T("stick.stop", nil), Counted: "stick.entries",
		Run: func(ctx context.Context, far func(done, total int)) error {
			file, err := files.Open(path)
			if err != nil {
				return err
			}
			defer file.Close()
			if brought, err = community.ImportBundle(ctx, file, "", far); err != nil {
				return err
			}
			if people, err = view.LoadPeople(ctx, community); errors.Is(err, app.ErrNotHereYet) {
				err = nil // what came in was not enough yet: that is to be said, and is no failure
			}
			return err
		},
		Done:    func() { p.report(brought, people) },
		Stopped: func() { p.invite(p.shell.Say().N("stick.import_stopped", brought.Stored-brought.Freed, nil)) },
		Failed:  func() { p.invite("") },
	})
}
