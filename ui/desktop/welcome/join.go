package welcome

// Join: what a link leads to, before anybody says yes: what it is, what it will see of you, how to tell it from a copy.

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/view"
)

// joining is the page while it is shown.
type joining struct {
	w            *Welcome
	link, name   *part.Field
	laptop       *part.Field // what this one is called, where it is paired
	about, sign  *fyne.Container
	person, pair *fyne.Container // which of both is asked for
	act          *part.Button
	preview      view.JoinPreview
	typed        string // what stood in the field before
}

// joinPage shows it, with the link that lies ready.
func (w *Welcome) joinPage() *joining {
	w.said.Door = view.DoorJoin
	j := &joining{w: w, about: part.Slot(part.Space()), sign: part.Slot(part.Space())}
	v := w.words().JoinPreview("")
	j.link = part.NewField("", theme.IconLink, w.t("enter.link_here"))
	j.name = part.NewField(w.t("enter.name_there"), "", "")
	j.name.Entry.SetText(w.said.Person)
	j.laptop = part.NewField(w.t("enter.laptop_name"), theme.IconMonitor, "")
	j.laptop.Entry.SetText(orLaptop(w.said.Laptop))
	j.act = part.NewButton(part.Primary, "", v.Act, j.press).High(part.OfPage)
	open := part.NewButton(part.Secondary, theme.IconFileInput, w.t("enter.open_picture"), j.choose).High(part.OfPage)
	not := part.NewButton(part.Secondary, "", v.NotNow, w.doorsOrLeave).High(part.OfPage)

	j.person = part.Column(0, part.Strong(theme.Text, w.t("enter.they_see")), part.Pad(6, 0, 18, 0, j.name), explained(v.Seen, seenIcons))
	j.pair = part.Column(6, part.Strong(theme.Text, w.t("enter.this_laptop")), j.laptop, part.Quietly(theme.Small, w.t("enter.laptop_says")))
	you := part.NewCard(part.Column(0, j.person, j.pair)).Air(24)
	beside := part.Column(16, you, j.sign, part.Column(10, j.act, not),
		part.Quietly(theme.Small, v.Leave).Aligned(fyne.TextAlignCenter))
	column := part.Column(0, part.Strong(theme.Title, w.t("enter.join_title")), part.Pad(16, 0, 24, 0, part.TopRow(12, 0, j.link, open)),
		part.FoldBeside(joinFold, 24, 376, j.about, beside))
	w.page(func() { w.keepLink(j); w.joinPage() }, w.doorsOrLeave, wideJoin, column, nil)

	w.catchPaste(j.link, j.read)
	w.shortPaste(j.name, w.t("name.too_long"))
	w.shortPaste(j.laptop, w.t("name.too_long"))
	j.laptop.Entry.OnChanged = func(string) { j.nameChanged() }
	j.laptop.Entry.OnSubmitted = func(string) { j.press() }
	j.link.Entry.OnChanged = func(string) { j.changed() }
	j.link.Entry.OnSubmitted = func(string) { j.judged() }
	j.name.Entry.OnChanged = func(string) { j.nameChanged() }
	j.name.Entry.OnSubmitted = func(string) { j.press() }
	j.link.Entry.SetText(strings.TrimSpace(w.offer))
	j.changed()
	if j.preview.Whole {
		w.focus(j.asked().Entry)
	} else {
		w.focus(j.link.Entry)
	}
	return j
}

// joinFold is the width from which both columns have room.
const joinFold = 820

var (
	seenIcons  = []theme.Icon{theme.IconKeyRound, theme.IconRadioTower}
	aboutIcons = []theme.Icon{theme.IconUserCheck, theme.IconVote, theme.IconEyeOff, theme.IconServer}
)

// explained lists sentences with a smaller one below each.
func explained(rows []view.Explained, icons []theme.Icon) fyne.CanvasObject {
	list := part.Column(16)
	for i, row := range rows {
		words := part.Column(0, part.Words(theme.Text, row.Title), part.Quietly(theme.Small, row.Sub))
		list.Add(part.TopRow(14, 1, part.Pad(1, 0, 0, 0, part.NewSymbol(icons[i%len(icons)], 18, theme.Quiet)), words))
	}
	return list
}

func (w *Welcome) keepLink(j *joining) {
	w.offer, w.said.Person, w.said.Laptop = j.link.Entry.Text, j.name.Entry.Text, j.laptop.Entry.Text
}

// doorsOrLeave goes back to the doors, or out where the page was opened by itself.
func (w *Welcome) doorsOrLeave() {
	w.offer = ""
	w.doors()
}

// changed reads the link that stands in the field.
func (j *joining) changed() {
	typed := j.link.Entry.Text
	if path := fileNamed(typed); path != "" {
		j.read(path)
		return
	}
	j.show(j.w.words().JoinPreview(typed).WhileTyping(j.typed, typed))
}

// judged says what is wrong with what was typed, when somebody has typed it to its end.
func (j *joining) judged() {
	j.show(j.w.words().JoinPreview(j.link.Entry.Text))
	j.w.focus(j.asked().Entry)
}

func (j *joining) show(preview view.JoinPreview) {
	j.preview, j.typed = preview, j.link.Entry.Text
	j.link.SetTrouble(j.preview.Trouble)
	j.link.SetRight(j.preview.Whole, j.preview.State)
	j.person.Hidden, j.pair.Hidden = j.preview.Offer != "", j.preview.Offer == ""
	j.act.SetText(j.preview.Act)
	part.PutIn(j.about, j.aboutCard())
	part.PutIn(j.sign, j.signCard())
	j.nameChanged()
}

// aboutCard says what the link says, or where to get one.
func (j *joining) aboutCard() fyne.CanvasObject {
	w := j.w
	if !j.preview.Whole {
		hints := part.Column(16)
		for _, h := range []struct {
			icon theme.Icon
			key  string
		}{{theme.IconLink, "enter.hint_paste"}, {theme.IconQrCode, "enter.hint_picture"}, {theme.IconFileInput, "enter.hint_file"}, {theme.IconMonitor, "enter.hint_pair"}} {
			hints.Add(part.Pointed(h.icon, part.Words(theme.Text, w.t(h.key))))
		}
		return part.NewCard(part.Column(20, part.Strong(theme.Heading, w.t("enter.hint_title")), hints)).Air(28)
	}
	icon, title, says, note := theme.IconUsers, "enter.invitation", "enter.invitation_sub", "enter.invitation_foot"
	if j.preview.Offer != "" {
		icon, title, says, note = theme.IconMonitor, "enter.pair", "enter.pair_sub", "enter.pair_foot"
	}
	head := part.Row(16, 1, part.NewSign(icon, 56, part.Good),
		part.Column(0, part.Strong(theme.Title, w.t(title)), part.Quietly(theme.Text, w.t(says))))
	foot := part.Row(8, 1, part.NewSymbol(theme.IconInfo, 16, theme.Quiet), part.Quietly(theme.Small, w.t(note)))
	return part.NewCard(part.Column(18, head, part.NewRule(0), explained(j.preview.About, aboutIcons), part.NewRule(0), foot)).Air(28)
}

// signCard shows how to tell the community from a copy.
func (j *joining) signCard() fyne.CanvasObject {
	if len(j.preview.Sign) == 0 {
		return part.Space()
	}
	head := part.Row(12, 0, part.Strong(theme.Text, j.w.t("enter.sign_title")).Lines(1), part.Quietly(theme.Small, j.w.t("enter.sign_with")).Line())
	groups := part.Row(18, part.None)
	for _, g := range j.preview.Sign {
		groups.Add(part.Strong(theme.Reading, g).Line())
	}
	return part.NewCard(part.Column(6, head, groups, part.Quietly(theme.Small, j.w.t("enter.sign_sub")))).Air(24)
}

// nameChanged says whether all is there. An empty name is no mistake before somebody presses.
func (j *joining) nameChanged() {
	asked := j.asked()
	trouble := j.w.words().NameTrouble(asked.Entry.Text)
	asked.SetTrouble("")
	if asked.Entry.Text != "" {
		asked.SetTrouble(trouble)
	}
	switch {
	case !j.preview.Whole:
		j.act.SetOff(j.w.t("enter.needs_link"))
	case trouble != "":
		j.act.SetOff(trouble)
	default:
		j.act.SetOff("")
	}
	j.w.settle()
}

func (j *joining) press() {
	w := j.w
	if !j.preview.Whole || w.words().NameTrouble(j.asked().Entry.Text) != "" {
		return
	}
	w.keepLink(j)
	w.said.Door, w.said.Link, w.said.Offer = view.DoorJoin, j.preview.Link, j.preview.Offer
	if j.preview.Offer != "" {
		w.said.Door = view.DoorPair
	}
	w.goOn(j.act, w.doing(), func() { w.joinPage() })
}

// choose opens a picture or a text.
func (j *joining) choose() {
	j.w.s.OpenFile([]string{".png", ".jpg", ".jpeg", ".gif", ".txt", ".eml"}, j.read)
}

// read looks for a link in a file.
func (j *joining) read(path string) {
	w, found := j.w, ""
	w.s.Do(w.ctx, shell.Work{
		Run: func(context.Context) (err error) {
			file, err := files.Open(path)
			if err != nil {
				return err
			}
			defer file.Close()
			found, err = view.LinkIn(file)
			return err
		},
		Done: func() { j.link.Entry.SetText(found) },
		Failed: func(err error) bool {
			said := w.words().FileTrouble(err)
			j.link.SetTrouble(said)
			w.settle()
			return said != ""
		},
	})
}
