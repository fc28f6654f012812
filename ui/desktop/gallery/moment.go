package gallery

// What appears for a moment, and what goes wrong.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func hints() fyne.CanvasObject {
	link := part.NewButton(part.Secondary, theme.IconLink, "", nothing).Tip("Copy the link", "Ctrl L")
	off := part.NewButton(part.Secondary, "", "Continue", nothing).SetOff("Type all three words first")
	return part.Row(20, part.None,
		part.Column(8, part.Row(0, part.None, link), part.NewHint("Copy the link", "Ctrl L")),
		part.Column(8, part.Row(0, part.None, off), part.NewHint("Type all three words first", "")),
	)
}

func menu() fyne.CanvasObject {
	hover := part.NewMenuRow(theme.IconHandHelping, "Give my vote…", "", false, nothing)
	hover.Demonstrate(true, false)
	return part.Wide(272, part.Menu(
		part.NewMenuRow(theme.IconUser, "Open the profile", "Enter", false, nothing),
		part.NewMenuRow(theme.IconMessageSquare, "Write a message", "", false, nothing),
		hover,
		part.NewMenuRow(theme.IconKeyRound, "Compare keys", "", false, nothing),
		nil,
		part.NewMenuRow(theme.IconVolumeX, "Mute for me", "M", false, nothing),
		part.NewMenuRow(theme.IconUserMinus, "Remove from the co-op…", "", true, nothing),
	))
}

func trouble() fyne.CanvasObject {
	banner := part.NewTrouble(theme.IconHardDrive, "Not cast: this laptop’s disk is full",
		"Nothing was lost and nothing has left. Your ranking stays here, in this window, while you make room; 20 MB are enough.",
		part.NewButton(part.Secondary, theme.IconEraser, "Free 330 MB of files", nothing), part.NewButton(part.Plain, "", "Details", nothing))
	summary := part.Rich(theme.Text, part.Span{Text: "You rank "}, part.Span{Text: "Solar", Bold: true}, part.Span{Text: " first, then "},
		part.Span{Text: "Roof", Bold: true}, part.Span{Text: ", then "}, part.Span{Text: "Heat pump", Bold: true}, part.Span{Text: "."})
	head := part.Row(12, 0, part.Strong(theme.Heading, "Your ballot"), part.NewChip(part.Method, theme.IconListOrdered, "Ranking"))
	foot := part.Column(12, part.Column(0, summary, part.Quietly(theme.Small, "Closes tomorrow, 18:00, in 21 hours")),
		part.NewButton(part.Primary, theme.IconRotateCcw, "Try again", nothing).High(part.OfPage))
	return part.NewCard(part.Column(0, part.Pad(20, 20, 16, 20, part.Column(16, head, banner)), part.NewRule(0), part.Pad(16, 20, 20, 20, foot))).Air(0)
}

func details() fyne.CanvasObject {
	text := part.Words(theme.Small, "database or disk is full (13) while writing ballot.cast\n0 of 238 GB free on the disk of the profile\nFolkmoot 1.0, Thursday 14 May 2026, 20:58:14")
	return part.NewCard(part.TopRow(12, 0, text, part.NewButton(part.Bare, theme.IconCopy, "", nothing).High(part.InLine).Tip("Copy", ""))).Air(14).On(theme.Raised, theme.Line)
}

func troubledField() fyne.CanvasObject {
	field := part.NewField("", theme.IconCalendar, "")
	field.Entry.SetText("Friday 32 May")
	field.SetTrouble("May has 31 days. Did you mean Sunday 31 May?")
	return field
}

func question() fyne.CanvasObject {
	keep := part.NewButton(part.Secondary, "", "Keep it", nothing)
	keep.Demonstrate(false, true)
	return part.Question("Withdraw “A hive on the roof”?",
		"The proposal and its 14 answers disappear from all laptops within 30 days. Who has made a copy keeps it.",
		keep, part.NewButton(part.Danger, theme.IconTrash2, "Withdraw", nothing))
}

func notices() fyne.CanvasObject {
	return part.Column(24,
		part.NewNotice(theme.IconArchive, "Topic “Keys” archived for you", "Close", part.NewButton(part.Plain, "", "Undo", nothing)),
		part.NewNotice(theme.IconCircleCheck, "Your vote is cast and on its way", "Close", part.NewButton(part.Plain, "", "Show", nothing)),
	)
}

func work() fyne.CanvasObject {
	counting := part.NewActivity("Counting again")
	head := part.Row(12, 0, part.Strong(theme.Text, "Checking signatures"), part.Quietly(theme.Small, "8,410 of 12,960").Line())
	bar := part.Row(12, 0, part.Progress(8410.0/12960), part.NewButton(part.Secondary, "", "Stop", nothing).High(part.InLine))
	return part.NewCard(part.Column(12, counting, part.NewRule(0), part.Column(8, head, bar)))
}

func choosing() fyne.CanvasObject {
	states := [2]string{"on", "off"}
	return part.Row(16, part.None,
		part.NewSwitch("Quiet hours", states, true, func(bool) {}), part.NewSwitch("Quiet hours", states, false, func(bool) {}),
		part.NewSegments("How far", []string{"Day", "Week", "Month"}, 1, func(int) {}))
}

func changed() fyne.CanvasObject {
	return part.Rich(theme.Reading, part.Span{Text: "A member may bring "}, part.Span{Text: "up to three guests", Mark: part.Removed},
		part.Span{Text: "  "}, part.Span{Text: "one guest", Mark: part.Added}, part.Span{Text: " into the workshop."})
}
