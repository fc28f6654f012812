package gallery

// Ballots, as they are filled in and after they were cast.

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/desktop/booth"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// english are the sentences of all exhibits.
var english = sync.OnceValue(func() view.Words {
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		panic(err) // they are part of the program, and tested
	}
	now := time.Date(2026, time.May, 14, 21, 0, 0, 0, time.UTC)
	return view.Words{Say: catalog.Printer("en"), NowMillis: now.UnixMilli(), Zone: time.UTC}
})

// asked is the sheet of a poll, after something was marked on it.
func asked(open poll.Open, mark func(b *ballot.Sheet)) *booth.Sheet {
	open.Title, open.Track, open.On, open.ClosesMillis = "Which?", "everyday", op.ID{1}, 1
	method, err := poll.MethodOf(open.Method)
	if err == nil {
		open.Seats = max(open.Seats, poll.DefaultSeats(method, open.Budget))
		err = open.Complete()
	}
	if err != nil {
		panic(err) // an exhibit that is no poll
	}
	b, err := ballot.New(&open)
	if err != nil {
		panic(err)
	}
	mark(b)
	return booth.NewSheet(b, english(), ballot.Voter{Name: "Ada Okonkwo"}, booth.Acts{Save: nothing})
}

func hungSheet(s *booth.Sheet) fyne.CanvasObject { return part.Wide(s.Wide(), s.Side()) }

// values gives options numbers in their order.
func values(numbers ...int64) func(b *ballot.Sheet) {
	return func(b *ballot.Sheet) {
		for option, number := range numbers {
			b.Set(option, number)
		}
	}
}

func picks(options ...int) func(b *ballot.Sheet) {
	return func(b *ballot.Sheet) {
		for _, option := range options {
			b.Pick(option)
		}
	}
}

var works = poll.Open{Method: "schulze", Options: []string{
	"Solar panels on the south roof", "New roof for the back building", "Heat pump for the laundry", "Insulate the cellar ceiling", "Keep the money in reserve",
}}

func rankWorks(b *ballot.Sheet) {
	for option := range 3 {
		b.RankLast(option)
	}
}

func rankedBallot() fyne.CanvasObject {
	return hungSheet(asked(works, func(b *ballot.Sheet) {
		rankWorks(b)
		b.Lift(1)
	}))
}

func pickedBallots() fyne.CanvasObject {
	return part.Column(24,
		hungSheet(asked(poll.Open{Method: "yes-no", Options: []string{"yes", "no", "abstain"}}, picks(0))),
		hungSheet(asked(poll.Open{Method: "consent"}, picks(3))),
		hungSheet(asked(poll.Open{Method: "approval", Options: []string{"Monday", "Wednesday", "Thursday"}}, picks(0, 2))),
	)
}

func scoredBallots() fyne.CanvasObject {
	heating := poll.Open{Method: "score", Settings: []poll.Setting{{Name: "max", Value: "10"}}, Options: []string{
		"Warm enough", "Easy to set", "Quiet, also at night and in the small rooms over the yard", "Worth the cost", "Hot water",
	}}
	builders := poll.Open{Method: "star", Options: []string{"Brandt & Cie, steel", "Workshop Ahorn, larch", "Ourselves, with a kit", "Novum Systems, aluminium", "None of them, wait a year"}}
	return part.Column(24, hungSheet(asked(heating, values(8, 3, 9, 6))), hungSheet(asked(builders, values(5, 4, 2, 1))))
}

func spentBallots() fyne.CanvasObject {
	nags := poll.Open{Method: "quadratic", Options: []string{
		"Quieter doors, stairwell B", "A lock for the bicycle cellar", "Warm water on Sundays", "More light at the bins", "A shelf for parcels",
	}}
	tools := poll.Open{Method: "cumulative", Settings: []poll.Setting{{Name: "maxPoints", Value: "5"}}, Options: []string{"Band saw", "Dust extraction", "A second bench"}}
	return part.Column(24, hungSheet(asked(nags, values(6, 5, 4, 3, 2))), hungSheet(asked(tools, values(4, 2, 1))))
}

func budgetBallot() fyne.CanvasObject {
	ideas := poll.Open{Method: "pb-equal-shares", Budget: 12000, Costs: []uint64{4200, 2400, 1850, 980, 240, 1650, 760, 420, 5600}, Options: []string{
		"Ramp at the back door", "Rainwater tanks: for the courtyard beds", "Benches under the elm", "Repair café tools", "Swap shelf",
		"Lights with motion sensors in the yard", "Table-tennis table", "Bicycle repair stand", "Shed for the cargo bikes",
	}}
	s := asked(ideas, picks(0, 1, 2, 3, 4, 8))
	return part.Column(24, s.Main(), hungSheet(s))
}

func foundBallot() fyne.CanvasObject {
	plants := poll.Open{Method: "borda", Options: []string{
		"Cornelian cherry", "Barberry", "Bilberry, wants sour soil", "Serviceberry", "Blackberry, thornless", "Hazel", "Medlar", "Gooseberry", "Juneberry", "Rose", "Ivy",
	}}
	s := asked(plants, func(b *ballot.Sheet) {
		for _, option := range []int{0, 3, 5} {
			b.RankLast(option)
		}
		b.Find().Type("berry")
	})
	return part.Column(24, s.Main(), hungSheet(s))
}

func castBallot() fyne.CanvasObject {
	s := asked(works, rankWorks)
	s.Done(booth.Way{Open: true, Journey: &ballot.Journey{
		Head: "Where it is now", Hint: "Leave this laptop open for a while. Ingrid’s laptop is a teller too, and is usually here in the evening.",
		Steps: []ballot.Step{
			{Stand: ballot.Done, Title: "Cast here", Says: "Signed and stored on this laptop", When: "20:58", Said: "done"},
			{Stand: ballot.Done, Title: "With peers", Says: "Kofi’s laptop and Samira’s laptop have it", When: "20:58", Said: "done"},
			{Stand: ballot.InDoubt, Title: "Receipted: 1 of 2 needed", Says: "The cellar box has it. A second teller must say so before tomorrow 18:00; until then it may still be lost.", Said: "in doubt"},
			{Stand: ballot.ToCome, Title: "Counted", Says: "After the close, when three of four tellers have signed", Said: "to come"},
		},
	}})
	bar := booth.NewBar(view.VoteBar{Title: "You have not voted yet", Sub: "Ranking of five works, closes tomorrow at 18:00", Act: "Vote now", Open: true}, "list-ordered", nothing)
	return part.Column(24, hungSheet(s), bar)
}
