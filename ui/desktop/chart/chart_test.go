package chart

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/chart/results"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// shown draws pictures in a window, so wide.
func shown(t *testing.T, look *theme.Theme, p outcome.Pictures, width float32) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look)
	window := test.NewTempWindow(t, part.NewStage(part.NewScroll(Outcome(results.Words(), p))))
	window.SetPadded(false)
	window.Resize(fyne.NewSize(width, 2400))
	return window
}

// labels are what Tab reaches, in its order.
func labels(window fyne.Window) []string {
	c, all := window.Canvas(), []string(nil)
	c.Unfocus()
	for {
		c.FocusNext()
		at, is := c.Focused().(fyne.Accessible)
		if !is || len(all) > 0 && at.AccessibilityLabel() == all[0] {
			return all
		}
		all = append(all, at.AccessibilityLabel())
	}
}

// reached is the first that Tab reaches whose label contains some words.
func reached(t *testing.T, window fyne.Window, words string) fyne.Focusable {
	t.Helper()
	c := window.Canvas()
	c.Unfocus()
	for range 30 {
		c.FocusNext()
		if at, is := c.Focused().(fyne.Accessible); is && strings.Contains(at.AccessibilityLabel(), words) {
			return c.Focused()
		}
	}
	t.Fatalf("Tab does not reach %q but %q", words, labels(window))
	return nil
}

func says(t *testing.T, object any, want string) {
	t.Helper()
	if got := object.(fyne.Accessible).AccessibilityLabel(); !strings.Contains(got, want) {
		t.Errorf("it says %q, want %q in it", got, want)
	}
}

func press(target fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		target.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func point(target any, x, y float32) {
	target.(desktop.Hoverable).MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
}

// Every picture is read out as a whole before it is read part by part, and its first stop is itself.
func TestEveryPictureIsReadByKeysAlone(t *testing.T) {
	for _, s := range []struct {
		name     string
		pictures outcome.Pictures
		whole    string // in what is said of all of it
		keys     []fyne.KeyName
		then     string // after the keys
	}{
		{"rounds", results.Council(), "Samira Haddad; First votes: 13 in", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyRight}, "Tomás Herrera, Round 1: 8.77, from Samira Haddad"},
		{"pairs", results.Evening(), "Thursday beats Tuesday, 26 to 13", []fyne.KeyName{fyne.KeyRight}, "Thursday loses to Monday, 14 to 25, strongest path 26, by way of others"},
		{"shares", results.Budget(), "You paid", []fyne.KeyName{fyne.KeyRight}, "A voter paid"},
		{"bars", results.Question(), "Aye; votes: 27", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, "Nay 9"},
		{"grades", results.Grades(), "Cream", []fyne.KeyName{fyne.KeyRight, fyne.KeyRight}, "Cream: the grade 1 was given 0 times"},
		{"curves", results.Course(), "Approval: ayes among ayes and nays: 84", []fyne.KeyName{fyne.KeyLeft}, "approval 84"},
		{"graph", results.Delegations(), "Marta Kowalczyk casts 6 votes", []fyne.KeyName{fyne.KeyRight}, "votes through Marta"},
	} {
		t.Run(s.name, func(t *testing.T) {
			window := shown(t, theme.Light(1), s.pictures, 680)
			at := reached(t, window, s.whole)
			press(at, s.keys...)
			says(t, at, s.then)
		})
	}
}

// The mouse reads what it is on, and stops reading when it leaves.
func TestTheMouseReadsWhatItIsOn(t *testing.T) {
	window := shown(t, theme.Light(1), results.Question(), 680)
	bars := reached(t, window, "27")
	point(bars, 100, 40)
	says(t, bars, "Nay 9")
	bars.(desktop.Hoverable).MouseOut()
	says(t, bars, "27")
}

// Both charts are read at one line.
func TestOneLineReadsBothCurves(t *testing.T) {
	window := shown(t, theme.Light(1), results.Course(), 680)
	approval, support := reached(t, window, "Approval: "), reached(t, window, "Support: ")
	point(approval, 60, 100)
	says(t, support, "2 May")
	approval.(desktop.Hoverable).MouseOut()
	says(t, support, "above the curve")
}

// In a mirrored page Left reads on, and the mouse finds what it sees.
func TestAMirroredPageIsReadFromTheRight(t *testing.T) {
	window := shown(t, &theme.Theme{Factor: 1, Force: theme.Light(1).Force, RightToLeft: true}, results.Evening(), 680)
	square := reached(t, window, "Thursday")
	press(square, fyne.KeyLeft)
	says(t, square, "Thursday loses to Monday")
}

// Where not all rounds fit, the arrows bring the others into view.
func TestRoundsThatDoNotFitAreReached(t *testing.T) {
	window := shown(t, theme.Light(1), results.FortyRounds(), 680)
	rounds := reached(t, window, "Work 1:")
	press(rounds, fyne.KeyDown)
	for range 60 {
		press(rounds, fyne.KeyRight)
	}
	says(t, rounds, "Round 39")
}

// A picture gives way to its table, with all that it shows, and comes back.
func TestAPictureIsATableToo(t *testing.T) {
	window := shown(t, theme.Light(1), results.Council(), 680)
	button := reached(t, window, "As a table").(*part.Button)
	press(button, fyne.KeySpace)
	says(t, button, "As a picture")
	for _, label := range labels(window) {
		if strings.Contains(label, "13 in") {
			t.Error("the picture is reached beside its table")
		}
	}
	press(button, fyne.KeySpace)
	reached(t, window, "13 in")
}

// A table keeps every cell, with its head above or before it, however little room there is.
func TestATableKeepsEveryCell(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Light(1))
	for _, table := range []outcome.Table{results.Council().Rounds.Table, results.Evening().Pairs.Table, results.Budget().Shares.Table} {
		for _, width := range []float32{1024, 616, 280} {
			p := &pen{width: width}
			newTable(table).draw(p)
			var words []string
			for _, object := range p.objects {
				if text, is := object.(*part.Text); is {
					words = append(words, text.String())
					if object.Position().X < -0.5 || object.Position().X+object.Size().Width > width+0.5 {
						t.Errorf("%q stands outside of %g", text, width)
					}
				}
			}
			all := strings.Join(words, "\n")
			for _, row := range table.Rows {
				for _, cell := range row {
					if !strings.Contains(all, cell) {
						t.Errorf("%q is not in a table %g wide", cell, width)
					}
				}
			}
		}
	}
}

// Whoever is chosen in the graph is chosen in the list, and the other way round.
func TestListAndGraphAreOneSelection(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Light(1))
	var told []string
	g := NewGraph(results.Words(), results.Delegations().Graph, func(account string) { told = append(told, account) })
	window := test.NewTempWindow(t, g.Object)
	window.Resize(fyne.NewSize(480, 600))
	g.Choose("key-Samira Haddad")
	at := reached(t, window, "Samira Haddad casts 3 votes")
	if len(told) != 0 {
		t.Errorf("told %q of what it was told", told)
	}
	press(at, fyne.KeyLeft)
	if len(told) != 1 || told[0] == "key-Samira Haddad" {
		t.Errorf("told %q", told)
	}
}

// Forty options, text twice as large, no ballot at all: everything has its place, and nothing asks for more width than there is.
func TestEveryPictureFitsItsColumn(t *testing.T) {
	for _, look := range []*theme.Theme{theme.Light(1), theme.Dark(2)} {
		test.NewTempApp(t).Settings().SetTheme(look)
		for name, pictures := range map[string]outcome.Pictures{
			"council": results.Council(), "evening": results.Evening(), "forty pairs": results.Pairs(40), "forty rounds": results.FortyRounds(), "budget": results.Budget(),
			"question": results.Question(), "grades": results.Grades(), "nobody": results.Nobody(), "draw": results.Draw(), "consent": results.Consent(), "course": results.Course(), "delegations": results.Delegations(),
		} {
			for _, width := range []float32{616, 1024} {
				drawn := Outcome(results.Words(), pictures)
				drawn.Resize(fyne.NewSize(width, part.HeightFor(drawn, width)))
				if least := drawn.MinSize(); least.Width > width || least.Height < 16 {
					t.Errorf("%s asks for %v in %g", name, least, width)
				}
			}
		}
	}
}

// A check is begun, stopped and begun again at one place, by keys alone; what it says is heard.
func TestACheckIsBegunAndStoppedInOnePlace(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Light(1))
	states, done := results.Checks(), ""
	c := NewCheck(results.Words(), CheckActs{Check: func() { done += "check " }, Stop: func() { done += "stop " }, Export: func() { done += "export " }})
	window := test.NewTempWindow(t, part.NewStage(c.Object))
	window.Resize(fyne.NewSize(360, 900))
	press(reached(t, window, "Check"), fyne.KeySpace)
	c.Set(states[1])
	press(window.Canvas().Focused(), fyne.KeySpace)
	c.Set(states[2])
	press(window.Canvas().Focused(), fyne.KeySpace)
	press(reached(t, window, "Export record"), fyne.KeySpace)
	if done != "check stop check export " {
		t.Errorf("done: %s", done)
	}
	says(t, c.head, "The result is right")
	says(t, c.lines.Objects[4], "Seal, holds")
}
