package gallery

// Exhibits: one for each kind of part, with all its states side by side.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// An exhibit is a part in every state, made anew for each theme.
type exhibit struct {
	name  string // of its golden picture
	title string
	show  func() fyne.CanvasObject
}

// exhibits are all parts, in the order in which they hang.
func exhibits() []exhibit {
	return append([]exhibit{
		{"buttons", "Primary: rest, hover, focus, waiting, off", buttons},
		{"buttons-other", "Secondary, danger, text, icon", otherButtons},
		{"chips", "Chips: plain, chosen, good, attention, danger, quiet", chips},
		{"fields", "Fields: rest, focus, error, long", fields},
		{"field-states", "Fields: right, begun, whole, secret", fieldStates},
		{"doors", "Doors: the likely one with the focus and something that lies ready", doors},
		{"steps", "Steps; what is chosen, with more behind it", steps},
		{"banners", "Banners: danger, attention, good", banners},
		{"slim-rows", "Row: rest, hover, focus, waiting to leave", slimRows},
		{"hints", "Tooltip: after 600 ms, at once while another is shown; by focus too", hints},
		{"menu", "Context menu: right click, Shift F10 or the three dots", menu},
		{"rows", "Hover: the tile turns “surface”", rows},
		{"list", "List: groups fold, one row has the keys", list},
		{"dialog", "Dialog: the foot after a rule", dialog},
		{"sheet", "Sheet from below: head and foot stand still", sheetFromBelow},
		{"trouble", "An error in the middle of a vote", trouble},
		{"details", "Details, folded out: for whoever helps", details},
		{"field-trouble", "A field that knows better", troubledField},
		{"question", "Confirmation: says what it does, never “Are you sure?”", question},
		{"notices", "Undo instead of asking, where that is possible", notices},
		{"work", "Work: over 0.3 s, over 1 s, may be stopped", work},
		{"choose", "Switch, segments", choosing},
		{"selects", "Select: rest, focus, nothing chosen", selects},
		{"options", "Tick boxes and radio rows: chosen, focus, off", options},
		{"sliders", "Slider with marks, stepper", sliders},
		{"moments", "A day and time, typed or pressed", moments},
		{"threads", "A thread: answers, hidden, folded", threads},
		{"difference", "What changes, word by word; the same is folded", difference},
		{"numbered", "Versions of a text; what follows an act", versions},
		{"looked-up", "Path, keys to compare, facts, details on demand", lookedUp},
		{"arriving", "Lines that fill, work with its numbers", arriving},
		{"code", "A QR picture is dark on white in every theme", code},
		{"changed", "Changed words: struck and underlined, not only tinted", changed},
		{"journey", "Journey: done, in doubt, to come; the short form", journey},
		{"outcome", "Bars with words", outcome},
		{"ballot-ranking", "A ballot that is ranked: one in hand, its slot tinted", rankedBallot},
		{"ballot-picks", "Ballots that are picked: an answer, a gesture with its reason, ticks", pickedBallots},
		{"ballot-scores", "Ballots that are scored: sliders and boxes, stars", scoredBallots},
		{"ballot-spends", "Ballots that spend: credits, dots", spentBallots},
		{"ballot-budget", "A ballot about money: what is left, and what to drop for what does not fit", budgetBallot},
		{"ballot-finder", "A long ranking with its finder", foundBallot},
		{"ballot-cast", "The same sheet after it was cast; the bar of a narrow window", castBallot},
		{"navigation", "Sections and rail", navigation},
		{"tabs", "Tabs: chosen, rest with a count, focus", tabs},
		{"avatars", "People", avatars},
		{"type", "Type: the six steps", typeSteps},
		{"scripts", "Mixed scripts: each text keeps its own direction", scripts},
		{"prose", "Prose: what a proposal may hold", prose},
		{"icons", "Icons and the mark", icons},
	}, charts()...)
}

func nothing() {}

func buttons() fyne.CanvasObject {
	rest := part.NewButton(part.Primary, "", "Vote", nothing)
	hover := part.NewButton(part.Primary, "", "Vote", nothing)
	hover.Demonstrate(true, false)
	focus := part.NewButton(part.Primary, "", "Vote", nothing)
	focus.Demonstrate(false, true)
	waiting := part.NewButton(part.Primary, "", "Cast", nothing).SetWaiting("Casting")
	off := part.NewButton(part.Primary, "", "Vote", nothing).SetOff("You have voted")
	return part.Row(12, part.None, rest, hover, focus, waiting, off)
}

func otherButtons() fyne.CanvasObject {
	return part.Row(12, part.None,
		part.NewButton(part.Secondary, theme.IconUpload, "Export", nothing),
		part.NewButton(part.Danger, theme.IconUserMinus, "Remove", nothing),
		part.NewButton(part.Plain, "", "Details", nothing),
		part.NewButton(part.Secondary, theme.IconEllipsis, "", nothing).Tip("More", "Shift F10"),
	)
}

func chips() fyne.CanvasObject {
	states := [2]string{"chosen", "not chosen"}
	return part.Row(6, part.None,
		part.NewChoice("Rules", false, states, nothing), part.NewChoice("All 24", true, states, nothing),
		part.NewChip(part.Good, theme.IconCheck, "Carried"), part.NewChip(part.Warning, "", "New"),
		part.NewChip(part.Bad, theme.IconX, "Void"), part.NewChip(part.Method, theme.IconSlidersHorizontal, "Score"),
	)
}

func fields() fyne.CanvasObject {
	rest := part.NewField("", "", "Paste the invitation here")
	focus := part.NewField("", "", "")
	focus.Entry.SetText("folkmoot:join/1/pGNj")
	focus.Demonstrate(true)
	wrong := part.NewField("", "", "")
	wrong.Entry.SetText("folkmoot:join/1/pGNjb2")
	wrong.SetTrouble("The link is cut off. Ask for it again, or open the QR picture.")
	long := part.NewLongField("Comment", "What do you think?", 2)
	return part.Column(8, rest, focus, wrong, long)
}

func banners() fyne.CanvasObject {
	return part.Column(8,
		part.NewBanner(part.Bad, theme.IconTriangleAlert, "Two ballots from one laptop", "Both are void. Cast once more on one laptop only.", nil),
		part.NewBanner(part.Warning, theme.IconClockAlert, "This vote may be lost", "It closes in 40 minutes and no teller has it.", nil),
		part.NewBanner(part.Good, theme.IconUndo2, "Comment hidden", "Nobody else sees it from now on.", part.NewButton(part.Plain, "", "Undo", nothing).High(part.InLine)),
	)
}

func slimRows() fyne.CanvasObject {
	rest := part.NewSlimRow(theme.IconMessageSquare, "Rest", nil, nothing)
	hover := part.NewSlimRow(theme.IconMessageSquare, "Hover", nil, nothing)
	hover.Demonstrate(true, false)
	focus := part.NewSlimRow(theme.IconMessageSquare, "Focus", nil, nothing)
	focus.Demonstrate(false, true)
	waiting := part.NewSlimRow(theme.IconCloudUpload, "Not left this laptop yet", part.Strong(theme.Small, "waiting").In(theme.Attention).Line(), nothing).WithTone(part.Warning)
	return part.NewCard(part.Pad(4, 0, 4, 0, part.Column(0, rest, hover, focus, waiting))).Air(0)
}

func rows() fyne.CanvasObject {
	end := func(text string) fyne.CanvasObject { return part.Quietly(theme.Small, text).Line() }
	rest := part.NewListRow(theme.IconListOrdered, part.Neutral, "Where the reserve goes first", "27 of 41 have voted", end("Rest"), nothing).Ends(true, false)
	hover := part.NewListRow(theme.IconListOrdered, part.Neutral, "Summer budget 2026", "14 of 41 have voted", end("Hover"), nothing)
	hover.Demonstrate(true, false)
	chosen := part.NewListRow(theme.IconListOrdered, part.Neutral, "A cargo bike for everybody", "in preparation", end("Chosen"), nothing)
	chosen.SetChosen(true, "chosen")
	focus := part.NewListRow(theme.IconListOrdered, part.Neutral, "Quiet hours from 22:00", "hover and focus together", end("Focus"), nothing).Ends(false, true)
	focus.Demonstrate(true, true)
	return part.NewCard(part.Column(0, rest, hover, chosen, focus)).Air(0)
}
