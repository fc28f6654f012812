package settings

// Look: language, theme, text size, motion; and what a person is told of.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// languages are those that the app speaks, by their own names.
func (p *Settings) languages() []view.Choosable {
	var list []view.Choosable
	for _, tag := range p.shell.Install.Catalog.Languages() {
		list = append(list, view.Choosable{Value: tag.String(), Label: p.shell.Install.Catalog.Printer(tag.String()).T("language.own_name", nil)})
	}
	return list
}

func (p *Settings) set() view.Settings {
	return p.shell.Words().Settings(p.shell.Prefs, p.languages(), false, nil, nil)
}

func labels(list []view.Choosable) (words []string, chosen int) {
	for i, c := range list {
		words = append(words, c.Label)
		if c.Chosen {
			chosen = i
		}
	}
	return words, chosen
}

func (p *Settings) states() [2]string {
	return [2]string{p.shell.T("window.on", nil), p.shell.T("window.off", nil)}
}

func (p *Settings) look() fyne.CanvasObject {
	v, prefs := p.set(), p.shell.Prefs
	words, chosen := labels(v.Languages)
	language := part.NewSelect(p.shell.T("settings.language", nil), words, chosen, func(at int) {
		p.kept(prefs.SetLanguage(v.Languages[at].Value))
		p.shell.Frame.Anew()
	}).WithIcon(theme.IconGlobe)
	words, chosen = labels(v.Themes)
	themes := part.NewSegments(p.shell.T("settings.theme", nil), words, chosen, func(at int) {
		p.kept(prefs.SetTheme(v.Themes[at].Value))
		p.shell.Frame.Anew()
	}).High(32).WithIcons(theme.IconMonitor, theme.IconSun, theme.IconMoon)
	motion := part.NewSwitch(p.shell.T("settings.motion", nil), p.states(), v.ReduceMotion, func(on bool) {
		p.kept(prefs.SetReduceMotion(on))
		p.shell.Frame.Anew()
	})
	return card(
		p.shell.T("settings.look", nil), "", line(p.shell.T("settings.language", nil), "", part.Wide(220, language)),
		line(p.shell.T("settings.theme", nil), "", themes), p.textSize(v), line(p.shell.T("settings.motion", nil), p.shell.T("settings.motion_says", nil), motion),
	)
}

func (p *Settings) textSize(v view.Settings) fyne.CanvasObject {
	at := 0
	marks := make([]int, len(view.TextSizes))
	for i, size := range view.TextSizes {
		marks[i] = i
		if size == v.TextPercent {
			at = i
		}
	}
	said := func(at int) string { return p.shell.Say().Percent(int64(view.TextSizes[at]) * 10_000_000) }
	shown := part.Strong(theme.Text, said(at)).Aligned(fyne.TextAlignTrailing).Line()
	slider := part.NewSlider(p.shell.T("settings.size", nil), len(view.TextSizes), at, marks, said, func(at int, settled bool) {
		shown.SetText(said(at))
		if settled && view.TextSizes[at] != p.shell.Prefs.TextPercent() {
			p.kept(p.shell.Prefs.SetTextPercent(view.TextSizes[at]))
			p.shell.Frame.Anew()
		}
	})
	return line(p.shell.T("settings.size", nil), "", part.Row(12, part.None, part.Words(theme.Small, "A").Line(), part.Wide(180, slider), part.Words(theme.Heading, "A").Line(), part.Wide(52, shown)))
}

func (p *Settings) telling() fyne.CanvasObject {
	v, prefs := p.set(), p.shell.Prefs
	rows := part.Column(12)
	for _, n := range v.Notices {
		rows.Add(line(n.Label, n.Sub, part.NewSwitch(n.Label, p.states(), n.On, func(on bool) { p.kept(prefs.SetTells(n.Kind, on)) })))
	}
	rows.Add(part.NewRule(0))
	rows.Add(p.quiet(v))
	return card(p.shell.T("settings.tell", nil), p.shell.T("settings.here_only", nil), rows)
}

func (p *Settings) quiet(v view.Settings) fyne.CanvasObject {
	from, to := part.NewField("", "", "22:00").Called(p.shell.T("settings.quiet_from", nil)), part.NewField("", "", "07:30").Called(p.shell.T("settings.quiet_to", nil))
	from.Entry.SetText(v.QuietFrom)
	to.Entry.SetText(v.QuietTo)
	changed := func(string) {
		understood, err := p.shell.Prefs.SetQuietHours(from.Entry.Text, to.Entry.Text)
		from.SetTrouble("")
		if !understood {
			from.SetTrouble(p.shell.T("settings.clock", nil))
		}
		p.kept(err)
	}
	from.Entry.OnChanged, to.Entry.OnChanged = changed, changed
	on := part.NewSwitch(p.shell.T("settings.quiet", nil), p.states(), v.Quiet, func(on bool) { p.kept(p.shell.Prefs.SetQuiet(on)) })
	hours := part.Row(8, part.None, part.Wide(92, from), part.Words(theme.Text, p.shell.T("settings.until", nil)).Line(), part.Wide(92, to), on)
	return line(p.shell.T("settings.quiet", nil), p.shell.T("settings.quiet_says", nil), hours)
}

// about says which Folkmoot this is.
func (p *Settings) about() fyne.CanvasObject {
	version := p.shell.T("settings.version", map[string]any{"Version": p.shell.Install.Version})
	folder := part.NewButton(part.Plain, "", p.shell.T("settings.copy_folder", nil), func() { p.shell.Copy(p.shell.Install.Folder) }).High(part.InLine).Tip(p.shell.Install.Folder, "")
	keys := part.NewButton(part.Plain, "", p.shell.T("window.shortcuts", nil), func() { p.shell.Frame.Command(view.CommandShortcuts) }).High(part.InLine)
	return part.Pad(0, 4, 0, 4, part.Row(16, 0, part.Quietly(theme.Small, version), keys, folder))
}
