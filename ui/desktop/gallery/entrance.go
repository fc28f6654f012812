package gallery

// Entrance: the parts of the way in.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func doors() fyne.CanvasObject {
	join := part.NewDoor(part.DoorWords{
		Icon: theme.IconUsers, Title: "Join a community", Text: "Somebody sent you an invitation. They need not be online now.", Act: "Join",
		Points: []part.Point{{Icon: theme.IconLink, Text: "Paste a link"}}, Offer: "There is an invitation in the clipboard. Use it?",
	}, true, nothing)
	join.Demonstrate(false, true)
	look := part.NewDoor(part.DoorWords{
		Icon: theme.IconTelescope, Title: "Look around", Text: "A sample community that lives only on this laptop.", Act: "Look around",
		Points: []part.Point{{Icon: theme.IconEraser, Text: "Nothing remains when you leave"}},
	}, false, nothing)
	return part.Doors(doorsFold, 16, join, look)
}

// doorsFold lets doors stand one under the other here.
const doorsFold = 860

func steps() fyne.CanvasObject {
	of := func(at int) *part.Steps {
		var list []part.StepWords
		for i, label := range []string{"Name", "Words", "Check"} {
			list = append(list, part.StepWords{Number: string(rune('1' + i)), Label: label, Done: i < at, Current: i == at})
		}
		return part.NewSteps("", list...)
	}
	pick := part.NewPick(theme.IconLanguages, "Language", "English", nothing)
	focused := part.NewPick(theme.IconLanguages, "Language", "Deutsch", nothing)
	focused.Demonstrate(false, true)
	return part.Column(20, of(0), of(2), part.Row(16, part.None, part.NewEmblem(28), pick, focused))
}

func fieldStates() fyne.CanvasObject {
	right := part.NewField("Word 4", "", "")
	right.Entry.SetText("orchard")
	right.Say("That is it", true)
	right.SetRight(true, "")
	begun := part.NewField("Word 11", "", "")
	begun.Entry.SetText("ma")
	begun.Say("machine, mad, magic, …", false)
	begun.Demonstrate(true)
	whole := part.NewField("", theme.IconLink, "")
	whole.Entry.SetText("folkmoot:join/1/pGNjb21YIEqJx7Yd4bq0r1mE0nU2k9sT5vQxZb8cWf3LgHhP6aR")
	whole.SetRight(true, "whole and readable")
	secret := part.NewField("Passphrase", theme.IconLock, "").Secret()
	secret.Entry.SetText("correct horse")
	return part.Column(12, part.Even(16, right, begun), whole, secret)
}
