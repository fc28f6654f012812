package booth

import (
	"image/png"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

func TestLook(t *testing.T) {
	out := os.Getenv("BOOTH_LOOK")
	if out == "" {
		t.Skip()
	}
	if l := os.Getenv("BOOTH_LANG"); l != "" {
		language = l
	}
	works := []string{"Solar panels on the south roof", "New roof for the back building", "Heat pump for the laundry", "Insulate the cellar ceiling", "Keep the money in reserve"}
	for look, shown := range map[string]*theme.Theme{"light": theme.Light(1), "dark": theme.Dark(1), "large": theme.Light(2), "mirrored": {Factor: 1, Force: theme.Light(1).Force, RightToLeft: true}} {
		begin(t, shown)
		kinds := map[string]func() *Sheet{
			"a-ranking": func() *Sheet {
				b := asked(t, poll.Open{Method: "schulze", Options: works})
				b.RankLast(0)
				b.RankLast(1)
				b.RankLast(2)
				b.Lift(1)
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"b-answer": func() *Sheet {
				b := asked(t, poll.Open{Method: "yes-no", Options: []string{"yes", "no", "abstain"}})
				b.Pick(0)
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"c-consent": func() *Sheet {
				b := asked(t, poll.Open{Method: "consent"})
				b.Pick(3)
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"d-ticks": func() *Sheet {
				b := asked(t, poll.Open{Method: "approval", Options: []string{"Monday", "Wednesday", "Thursday"}})
				b.Pick(0)
				b.Pick(2)
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"e-score": func() *Sheet {
				b := asked(t, poll.Open{Method: "score", Settings: []poll.Setting{{Name: "max", Value: "10"}}, Options: []string{"Warm enough", "Easy to set", "Quiet", "Worth the cost", "Hot water"}})
				for o, v := range []int64{8, 3, 9, 6} {
					b.Set(o, v)
				}
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"f-star": func() *Sheet {
				b := asked(t, poll.Open{Method: "star", Options: []string{"Brandt & Cie, steel", "Workshop Ahorn, larch", "Ourselves, with a kit", "Novum Systems, aluminium", "None of them, wait a year"}})
				for o, v := range []int64{5, 4, 2, 1} {
					b.Set(o, v)
				}
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"g-quadratic": func() *Sheet {
				b := asked(t, poll.Open{Method: "quadratic", Options: []string{"Quieter doors, stairwell B", "A lock for the bicycle cellar", "Warm water on Sundays", "More light at the bins", "A shelf for parcels"}})
				for o, v := range []int64{6, 5, 4, 3, 2} {
					b.Set(o, v)
				}
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"h-dots": func() *Sheet {
				b := asked(t, poll.Open{Method: "cumulative", Settings: []poll.Setting{{Name: "maxPoints", Value: "5"}}, Options: []string{"Band saw", "Dust extraction", "A second bench"}})
				for o, v := range []int64{4, 2, 1} {
					b.Set(o, v)
				}
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"i-grades": func() *Sheet {
				b := asked(t, poll.Open{Method: "majority-judgment", Options: []string{"Band saw", "Dust extraction with a very long name indeed that wraps", "A second bench"}})
				for o, v := range []int64{4, 2} {
					b.Set(o, v)
				}
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"j-budget": func() *Sheet {
				b := asked(t, poll.Open{Method: "pb-equal-shares", Budget: 12000, Costs: []uint64{4200, 2400, 1850, 980, 240, 1650, 760, 420, 5600},
					Options: []string{"Ramp at the back door", "Rainwater tanks for the courtyard beds", "Benches and a table under the elm", "Tools and a cupboard for the repair café", "Swap shelf in the hall", "Lights with motion sensors in the yard", "Table-tennis table", "Bicycle repair stand", "Shed for the cargo bikes"}})
				for o := range 5 {
					b.Pick(o)
				}
				b.Pick(8)
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"k-long": func() *Sheet {
				b := asked(t, poll.Open{Method: "stv-scottish", Seats: 5, Options: plants})
				for _, o := range []int{0, 3, 5, 8, 9, 11} {
					b.RankLast(o)
				}
				b.Find().Type("berry")
				return NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
			},
			"l-cast": func() *Sheet {
				b := asked(t, poll.Open{Method: "schulze", Options: works})
				b.RankLast(0)
				b.RankLast(1)
				b.RankLast(2)
				s := NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{Save: func() {}})
				s.Done(Way{Open: true, Journey: journeyOf()})
				return s
			},
		}
		for name, make := range kinds {
			s := make()
			page := part.Row(32, part.None, part.Wide(s.Wide(), s.Side()))
			if main := s.Main(); main != nil {
				page = part.TopRow(32, part.None, part.Wide(640, main), part.Wide(s.Wide(), s.Side()))
			}
			content := part.Pad(20, 20, 20, 20, page)
			w := content.MinSize().Width
			h := part.HeightFor(content, w)
			ground := canvas.NewRectangle(theme.Color(theme.Ground))
			c := stage(t, &fyne.Container{Layout: full{}, Objects: []fyne.CanvasObject{ground, content}}, theme.Units(w), theme.Units(h))
			if os.Getenv("BOOTH_FOCUS") != "" && s.Main() == nil && !s.IsCast() {
				c.Focus(listOf(t, s))
			}
			f, err := os.Create(out + "/" + name + "-" + look + ".png")
			if err != nil {
				t.Fatal(err)
			}
			png.Encode(f, c.Capture())
			f.Close()
		}
	}
}

type full struct{}

func (full) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(1) }
func (full) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

var plants = []string{"Cornelian cherry", "Barberry, thorny; keeps cats away", "Bilberry, wants sour soil", "Serviceberry", "Blackberry, thornless", "Crab apple “Evereste”", "Elderberry, black-leaved", "Gooseberry", "Hazel", "Medlar", "Juneberry, dwarf", "Guelder rose", "Loganberry", "Mulberry", "Raspberry", "Strawberry tree", "Wolfberry", "Ivy"}

func journeyOf() *ballot.Journey {
	return &ballot.Journey{Head: "Where it is now", Hint: "Leave this laptop open for a while. Ingrid’s laptop is a teller too, and is usually here in the evening.", Steps: []ballot.Step{
		{Stand: ballot.Done, Title: "Cast here", Says: "Signed and stored on this laptop", When: "20:58", Said: "done"},
		{Stand: ballot.Done, Title: "With peers", Says: "Kofi’s laptop and Samira’s laptop have it", When: "20:58", Said: "done"},
		{Stand: ballot.InDoubt, Title: "Receipted: 1 of 2 needed", Says: "The cellar box has it. A second teller must say so before tomorrow 18:00; until then it may still be lost.", Said: "in doubt"},
		{Stand: ballot.ToCome, Title: "Counted", Says: "After the close, when three of four tellers have signed", Said: "to come"},
	}}
}

func TestBelow(t *testing.T) {
	out := os.Getenv("BOOTH_LOOK")
	if out == "" {
		t.Skip()
	}
	works := []string{"Solar panels on the south roof", "New roof for the back building", "Heat pump for the laundry", "Insulate the cellar ceiling", "Keep the money in reserve"}
	for look, factor := range map[string]float32{"100": 1, "200": 2} {
		begin(t, theme.Light(factor))
		b := asked(t, poll.Open{Method: "schulze", Options: works})
		b.RankLast(0)
		b.RankLast(1)
		b.RankLast(2)
		b.Focus(1)
		s := NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
		bar := NewBar(view.VoteBar{Title: "You have not voted yet", Sub: "Ranking of five works, closes tomorrow at 18:00", Act: "Vote now", Open: true}, "list-ordered", func() {})
		c := stage(t, part.Column(0, part.Pad(540/factor, 0, 0, 0, bar)), 1024/factor, 640/factor)
		save := func(name string) {
			f, _ := os.Create(out + "/" + name + look + ".png")
			png.Encode(f, c.Capture())
			f.Close()
		}
		save("bar-")
		layer := s.OpenBelow(c, "Where the reserve goes first", "closes tomorrow, 18:00", nil)
		save("below-")
		layer.Close()
		b = asked(t, poll.Open{Method: "stv-scottish", Seats: 5, Options: plants})
		b.RankLast(3)
		s = NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
		s.OpenBelow(c, "What we plant", "closes tomorrow, 18:00", nil)
		save("long-")
		b.Find().Type("berr")
		s.update()
		save("longfind-")
		b = asked(t, poll.Open{Method: "pb-equal-shares", Budget: 12000, Costs: []uint64{4200, 2400, 1850, 980, 240},
			Options: []string{"Ramp at the back door", "Rainwater tanks for the courtyard beds", "Benches and a table under the elm", "Tools and a cupboard for the repair café", "Swap shelf in the hall"}})
		b.Pick(1)
		s = NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
		l := s.OpenBelow(c, "Summer budget", "closes tomorrow, 18:00", nil)
		save("below-budget-")
		l.Close()
		b = asked(t, poll.Open{Method: "quadratic", Options: works})
		s = NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, Acts{})
		l = s.OpenBelow(c, "What nags", "closes tomorrow, 18:00", nil)
		save("below-quad-")
		s.Done(Way{Open: true, Journey: journeyOf()})
		save("below-cast-")
	}
}
