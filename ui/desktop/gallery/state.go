package gallery

// How things stand, who they are, and how they are written.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func journey() fyne.CanvasObject {
	steps := part.NewJourney(
		part.JourneyStep{Stand: part.Done, Name: "Cast here", Says: "Signed and stored on this laptop", When: "20:58", SaidOfStand: "done"},
		part.JourneyStep{Stand: part.Done, Name: "With peers", Says: "Kofi’s laptop and Samira’s laptop have it", When: "20:58", SaidOfStand: "done"},
		part.JourneyStep{Stand: part.InDoubt, Name: "Receipted: 1 of 2 needed", Says: "The cellar box has it. A second teller must say so before tomorrow 18:00; until then it may still be lost.", SaidOfStand: "not yet safe"},
		part.JourneyStep{Stand: part.ToCome, Name: "Counted", Says: "After the close, when three of four tellers have signed", SaidOfStand: "to come"},
	)
	hint := part.NewBanner(part.Warning, theme.IconInfo, "", "Leave this laptop open for a while. Ingrid’s laptop is a teller too, and is usually here in the evening.", nil)
	short := part.Row(12, 1, part.NewShortJourney("two of four steps done", part.Done, part.Done, part.InDoubt, part.ToCome), part.Quietly(theme.Small, "Not yet receipted"))
	return part.NewCard(part.Column(20, part.Strong(theme.Text, "Where it is now"), steps, hint, short))
}

func outcome() fyne.CanvasObject {
	bar := func(icon theme.Icon, token theme.Token, word, count string, share float32) fyne.CanvasObject {
		name := part.Wide(92, part.Row(8, 1, part.NewSymbol(icon, 16, token), part.Words(theme.Text, word).Lines(1)))
		return part.Row(8, 1, name, part.NewBar(16, part.BarPart{Share: share, Color: token}), part.Wide(28, part.Strong(theme.Text, count).Line().Aligned(fyne.TextAlignTrailing)))
	}
	head := part.Row(12, 0, part.Strong(theme.Text, "Let the courtyard stay car-free"), part.NewChip(part.Good, theme.IconCheck, "Carried"))
	return part.NewCard(part.Column(14, head,
		part.Column(16, bar(theme.IconThumbsUp, theme.Aye, "Aye", "27", 27.0/41), bar(theme.IconThumbsDown, theme.Nay, "Nay", "9", 9.0/41), bar(theme.IconCircleSlash, theme.Abstain, "Abstain", "3", 3.0/41)),
		part.Quietly(theme.Small, "27 to 9: three quarters of the votes cast; half was needed.")))
}

func navigation() fyne.CanvasObject {
	section := func(icon theme.Icon, text string, chosen bool, count string) *part.Section {
		s := part.NewSection(icon, text, "shown", nothing)
		s.Set(chosen, count)
		return s
	}
	hover, focus := section(theme.IconMessagesSquare, "Discussion", false, ""), section(theme.IconUsers, "Members", false, "")
	hover.Demonstrate(true, false)
	focus.Demonstrate(false, true)
	elm, harbour := part.NewTile("El", theme.Moss, "Elm Street Co-op", nothing), part.NewTile("Ha", theme.Slate, "Harbour Allotments", nothing)
	elm.Set(true, "")
	harbour.Set(false, "1")
	rail := part.NewCard(part.Pad(12, 0, 12, 0, part.Column(12, elm, harbour, part.NewIconTile(theme.IconPlus, "Start or join", nothing)))).Air(0).On(theme.Raised, theme.Line)
	sections := part.Column(4, section(theme.IconHouse, "Home", false, ""), section(theme.IconVote, "Decisions", true, "2"), hover, focus,
		section(theme.IconLibrary, "Library", false, ""), section(theme.IconWaypoints, "Network", false, ""))
	return part.TopRow(12, part.None, rail, part.Wide(184, sections))
}

func tabs() fyne.CanvasObject {
	focus := part.NewTabs("Page", []part.Tab{{Text: "People", Count: "42"}, {Text: "Joining"}}, 0, func(int) {})
	focus.Demonstrate(false, true)
	return part.Column(16,
		part.NewTabs("Page", []part.Tab{{Text: "Text"}, {Text: "Amendments", Count: "2"}, {Text: "Discussion", Count: "14"}, {Text: "History"}}, 0, func(int) {}), focus)
}

func avatars() fyne.CanvasObject {
	letters := []string{"AO", "MK", "YD", "KA", "SH", "IL"}
	sides := []float32{24, 28, 32, 36, 40, 40}
	var people []fyne.CanvasObject
	for i, color := range theme.People {
		people = append(people, part.NewAvatar(letters[i], color, sides[i]))
	}
	return part.Row(12, part.None, people...)
}

func typeSteps() fyne.CanvasObject {
	return part.Column(8,
		part.Strong(theme.Figure, "€86,400"), part.Strong(theme.Title, "Where the reserve goes first"), part.Strong(theme.Heading, "What has changed since autumn"),
		part.Words(theme.Reading, "The survey found fourteen cracked tiles above flat 9. The laundry’s boiler is 22 years old and was repaired twice this winter."),
		part.Rich(theme.Text, part.Span{Text: "Open until "}, part.Span{Text: "tomorrow, Friday 15 May, 18:00", Bold: true}, part.Span{Text: " (in 21 hours)."}),
		part.Quietly(theme.Small, "27 of 41 have voted; 11:11 and 20:58 are equally wide"),
	)
}

// mixed are titles in many scripts; those of a script that no bundled face has are drawn by the system's fonts.
var mixed = []string{
	"مواعيد استخدام غرفة الغسيل في رمضان",
	"Café (قهوة) um 18:30, €4.50 each",
	"اجتماع 14 مايو (Solar GmbH) في 18:30",
	"Çamaşırhane için yeni kurallar",
	"Wer kümmert sich um die Regentonnenüberlaufschutzvorrichtung im Hof?",
	"Đổi ca trực thùng rác tháng Năm",
	"Ключи от мастерской",
}

func scripts() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, title := range mixed {
		rows = append(rows, part.Column(2, part.Strong(theme.Text, title).Lines(1), part.Quietly(theme.Small, title)))
	}
	return part.NewCard(part.Column(12, rows...))
}

func icons() fyne.CanvasObject {
	lines := []fyne.CanvasObject{}
	names := assets.Icons()
	for len(names) > 0 {
		var line []fyne.CanvasObject
		for _, name := range names[:min(12, len(names))] {
			line = append(line, part.NewSymbol(theme.Icon(name), 20, theme.Ink))
		}
		names = names[len(line):]
		lines = append(lines, part.Row(12, part.None, line...))
	}
	mark := func(units float32) fyne.CanvasObject {
		image := canvas.NewImageFromResource(theme.Mark(units))
		image.SetMinSize(fyne.NewSquareSize(theme.Px(units)))
		image.FillMode = canvas.ImageFillContain
		return image
	}
	return part.Column(12, append(lines, part.Row(16, part.None, mark(64), mark(32), mark(16)))...)
}

const sample = `We have **€86,400** in the reserve, and *four works* that all want it first. It is ~~enough~~ not enough for all; see [the survey](https://example.org/roof).

## What has changed since autumn

1. The survey found fourteen cracked tiles.
2. The tariff for solar power ends in December:
   - panels on the south roof
   - none on the north roof

> Tiles have become much dearer.

| Work | Cost |
|---|---:|
| Roof | €52,000 |
| Panels | €31,400 |

- [x] Ask for offers
- [ ] Decide

![The roof from the yard](https://example.org/never-fetched.png)
`

func prose() fyne.CanvasObject {
	return part.Prose(sample, part.ProseOptions{Step: theme.Reading, Open: func(string) {}, Absent: func(d string) string { return "Picture not here: " + d }})
}
