package community_test

// Courses as the fold sees them: an early close, places, and polls that end others, the same on every replica.

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/track"
)

const (
	hourMillis = 60 * 60 * 1000
	dayMillis  = 24 * hourMillis
)

// onTracks is a board with a track that passes early and has one place, and one that kills.
func onTracks(t *testing.T) *board {
	return withRules(t, func(c *charter.Charter) {
		c.Tracks = append(c.Tracks,
			charter.Track{
				ID: "fast", Title: "Fast", Opener: charter.OpenedByMembers, DecisionMillis: 10 * hourMillis, ConfirmMillis: 2 * hourMillis,
				GridMillis: hourMillis, MaxDeciding: 1, Support: charter.Always(charter.Parts / 2),
			},
			charter.Track{ID: "kill", Title: "Kill", Opener: charter.OpenedByMembers, DecisionMillis: hourMillis, Ends: charter.EndsByKill})
	})
}

func on(trackID string, change ...func(*poll.Open)) func(*poll.Open) {
	return func(open *poll.Open) {
		open.Track = trackID
		for _, c := range change {
			c(open)
		}
	}
}

func ends(target op.ID) func(*poll.Open) { return func(open *poll.Open) { open.Ends = target } }

// courseSaid is what a replica says of a poll's course.
type courseSaid struct {
	Closing      closingSaid
	State        track.State
	AtMillis     int64
	MomentMillis int64
	Ending       community.Ending
	Ended        bool
}

func courseOf(p *apptest.Party, opening op.ID) (s courseSaid) {
	s.Closing = said(p, opening)
	p.Inside(func() error {
		held, err := p.Engine.Closing(opening)
		if err != nil {
			return err
		}
		s.Ending, s.Ended = p.Engine.EndingOf(opening)
		for _, o := range held.Outcomes() {
			outcome, err := p.Engine.Outcome(opening, o)
			if err != nil {
				return err
			}
			s.State, s.AtMillis, s.MomentMillis = outcome.Course.State, outcome.Course.AtMillis, o.Manifest.MomentMillis
		}
		return nil
	})
	return s
}

func TestAnEarlyCloseInAnyOrder(t *testing.T) {
	b := onTracks(t)
	opening := b.bob.OpenPoll(closesMillis, on("fast"))
	mustBe(t, b.Here.Verdict(opening), kind.Applied)
	begin := int64(closesMillis - 12*hourMillis)
	for _, l := range b.all[:3] {
		casts(l, opening)
	}
	b.Close(opening, begin-10, b.all...)
	b.Close(opening, begin+2*hourMillis, b.all...)
	if got := courseOf(b.Here, opening); got.Closing.State != "open" {
		t.Errorf("before the settle time it is %s", got.Closing.State)
	}
	casts(b.dan, opening) // after it has passed
	b.Close(opening, begin+3*hourMillis, b.all...)
	want := courseOf(b.Here, opening)
	if want.Closing.State != "sealed" || len(want.Closing.Counted) != 3 || want.State != track.Due ||
		want.AtMillis != begin+2*hourMillis || want.MomentMillis != begin+2*hourMillis {
		t.Fatalf("%+v", want)
	}
	converge(t, b.Story)
	inAnyOrder(t, b.Story, func(p *apptest.Party) {
		if diff := cmp.Diff(want, courseOf(p, opening)); diff != "" {
			t.Errorf("in another order (-want +got):\n%s", diff)
		}
	})
}

// TestNoEarlyCloseWithoutAPass: the tellers freeze for an early moment whose freezes show no pass, and cannot propose it.
func TestNoEarlyCloseWithoutAPass(t *testing.T) {
	b := onTracks(t)
	opening := b.bob.OpenPoll(closesMillis, on("fast"))
	casts(b.ada, opening) // one of four: no support
	b.Close(opening, 10, b.all...)
	moment := int64(closesMillis - 10*hourMillis)
	var freezes []op.ID
	for _, l := range b.all {
		freezes = append(freezes, l.Write(closing.KindFreeze, &closing.Freeze{Poll: opening, MomentMillis: moment, AtMillis: moment + hourMillis}, opening))
	}
	slices.SortFunc(freezes, op.ID.Compare)
	for _, l := range b.all {
		body := &closing.Propose{Poll: opening, MomentMillis: moment, Freezes: freezes}
		report := b.Here.Take(l.Sign(l.Header(closing.KindPropose, append(freezes, opening)...), body))
		if len(report.Refused) != 1 || !errors.Is(report.Refused[0].Err, closing.ErrRule) {
			t.Errorf("%s proposes an early moment: %+v", l.Person, report)
		}
	}
}

func TestOpeningsThatDoNotFitTheirTrack(t *testing.T) {
	b := onTracks(t)
	target := b.bob.OpenPoll(closesMillis, on("fast"))
	tooSoon := func(open *poll.Open) { open.ClosesMillis = open.Electorate.AtMillis + 12*hourMillis - 1 }
	for name, opening := range map[string]op.ID{
		"closes before its decision could be over": b.bob.OpenPoll(closesMillis, on("fast", tooSoon)),
		"ends another on a track that ends none":   b.bob.OpenPoll(closesMillis, on("fast", ends(target))),
		"ends what is no poll":                     b.bob.OpenPoll(closesMillis, on("kill", ends(b.bob.Join))),
	} {
		if got := b.Here.Verdict(opening); got != kind.Invalid {
			t.Errorf("%s: %s", name, got)
		}
	}
	mustBe(t, b.Here.Verdict(b.bob.OpenPoll(closesMillis, on("kill", ends(target)))), kind.Applied)
	// What a teller says about one that does not fit is stored nowhere.
	opening := b.bob.OpenPoll(closesMillis, on("fast", tooSoon))
	receipt := b.ada.Sign(b.ada.Header(closing.KindReceipt, opening), &closing.Receipt{Poll: opening, AtMillis: 10, Ballots: []op.ID{}})
	if report := b.Here.Take(receipt); len(report.Refused) != 1 {
		t.Errorf("a receipt of it: %+v", report)
	}
}

// refuses asks what the service asks before a teller says anything.
func refuses(p *apptest.Party, opening op.ID, teller *apptest.Laptop, nowMillis int64) (refused error) {
	p.Inside(func() error {
		if refused = p.Engine.Refuses(opening, teller.Device, nowMillis); errors.Is(refused, community.ErrNotOpen) {
			return nil
		}
		return refused
	})
	return refused
}

func TestPlacesAreGivenInOrder(t *testing.T) {
	b := onTracks(t)
	opened := func(atMillis int64) func(*poll.Open) {
		return func(open *poll.Open) { open.Electorate.AtMillis = atMillis }
	}
	now := int64(closesMillis - 13*hourMillis)
	second := b.bob.OpenPoll(closesMillis, on("fast", opened(2)))
	first := b.bob.OpenPoll(closesMillis, on("fast", opened(1)))
	other := b.bob.OpenPoll(closesMillis)
	for _, s := range []struct {
		name    string
		opening op.ID
		at      int64
		waits   bool
	}{
		{"the one that was opened earlier", first, now, false},
		{"the later one waits for it", second, now, true},
		{"with half of the decision left", first, closesMillis - 5*hourMillis, false},
		{"with less", first, closesMillis - 5*hourMillis + 1, true},
		{"another track has places without bound", other, closesMillis - 1, false},
	} {
		if err := refuses(b.Here, s.opening, b.ada, s.at); (err != nil) != s.waits {
			t.Errorf("%s: %v", s.name, err)
		}
	}
	b.Close(second, now, b.ada) // it came to this teller first
	for _, teller := range []*apptest.Laptop{b.ada, b.bob} {
		if err := refuses(b.Here, first, teller, now); err != nil {
			t.Errorf("what comes first is kept out by what too few tellers gave a place: %v", err)
		}
	}
	b.Close(second, now, b.bob, b.cat) // and to as many as open it
	if err := refuses(b.Here, first, b.ada, now); err == nil {
		t.Error("two have the one place, by one teller's log")
	}
	if err := refuses(b.Here, second, b.ada, now); err != nil {
		t.Errorf("what has a place goes on: %v", err)
	}
}

// TestWhatIsEndedFreesItsPlaceInItsDecisionAlone: before, the place stays taken until the close.
func TestWhatIsEndedFreesItsPlaceInItsDecisionAlone(t *testing.T) {
	const begins = closesMillis - 12*hourMillis
	for name, s := range map[string]struct {
		killedAt, at int64
		free         bool
	}{
		"in its decision":                        {begins + hourMillis, begins + 2*hourMillis, true},
		"in its decision, and not yet":           {begins + 3*hourMillis, begins + 2*hourMillis, false},
		"before its decision":                    {begins - hourMillis, begins + 2*hourMillis, false},
		"before its decision, which is over":     {begins - hourMillis, closesMillis, true},
		"at the moment when its decision begins": {begins, begins, true},
	} {
		t.Run(name, func(t *testing.T) {
			b := onTracks(t)
			target := b.bob.OpenPoll(closesMillis, on("fast"))
			next := b.bob.OpenPoll(closesMillis+10*hourMillis, on("fast"))
			killer := b.cat.OpenPoll(s.killedAt, on("kill", ends(target)))
			b.Close(target, s.killedAt-20, b.all...)
			for _, l := range b.all {
				casts(l, killer)
			}
			b.Close(killer, s.killedAt-20, b.all...)
			b.Close(killer, s.killedAt+charter.SettleMillis, b.all...)
			if err := refuses(b.Here, next, b.ada, s.at); (err == nil) != s.free {
				t.Errorf("the next one: %v", err)
			}
		})
	}
}

// enacting is a board on which a poll that would change the charter, and one that kills it, have been voted on.
func enacting(t *testing.T, killerCloses int64) (b *board, target, killer op.ID) {
	b = onTracks(t)
	name := "Elm Road"
	target = b.bob.OpenPoll(closesMillis, on("rules", func(open *poll.Open) { open.Enacts = &charter.Acts{Name: &name} }))
	killer = b.cat.OpenPoll(killerCloses, on("kill", ends(target)))
	for _, opening := range []op.ID{target, killer} {
		for _, l := range b.all {
			casts(l, opening)
		}
		b.Close(opening, killerCloses-20, b.all...)
	}
	return b, target, killer
}

// carry lets ada carry what a poll enacts, and the tellers settle it if they may.
func (b *board) carry(poll op.ID) {
	g := b.Here.Engine.Authority()
	var carrier *authority.CarrierBody
	var seals []op.ID
	b.Here.Inside(func() error {
		content, shown, _ := g.Enactment(b.Community(), g.Now().Settled, poll, b.Here.Engine.EnactableMillis(poll))
		carrier, seals = &authority.CarrierBody{Content: content, Signatures: []authority.Signed{}}, shown
		return nil
	})
	b.ada.Write(authority.KindCommit, carrier, seals...)
	b.Settle(b.all...)
}

func nameAt(p *apptest.Party) string { return p.Engine.Authority().Now().HeadState().Charter.Name }

// due are the polls whose enactment is due once all waiting is over.
func due(p *apptest.Party) (polls []op.ID) {
	p.Inside(func() error {
		_, polls = p.Engine.Authority().EnactmentsDue(func(op.ID) bool { return true })
		return nil
	})
	return polls
}

func TestAnEndedPollEnactsNothing(t *testing.T) {
	const kills = closesMillis - dayMillis
	b, target, killer := enacting(t, kills)
	b.Close(killer, kills+charter.SettleMillis, b.all...)
	for at, silent := range map[int64]bool{kills - 1: false, kills: true} {
		if err := refuses(b.Here, target, b.ada, at); (err != nil) != silent {
			t.Errorf("at %d a teller refuses: %v", at-kills, err)
		}
	}
	// Tellers that know nothing of it, or do not care, seal it all the same.
	b.Close(target, settledClose, b.all...)
	want := courseOf(b.Here, target)
	if want.State != track.Passed || !want.Ended || want.Ending != (community.Ending{By: killer, State: track.Killed, AtMillis: kills}) {
		t.Fatalf("%+v", want)
	}
	if polls := due(b.Here); len(polls) != 0 {
		t.Errorf("due are %v", polls)
	}
	b.carry(target)
	if nameAt(b.Here) == "Elm Road" {
		t.Error("a commit whose past shows the end has changed the charter")
	}
	converge(t, b.Story)
	inAnyOrder(t, b.Story, func(p *apptest.Party) {
		if diff := cmp.Diff(want, courseOf(p, target)); diff != "" || len(due(p)) > 0 {
			t.Errorf("in another order (-want +got):\n%s", diff)
		}
	})
}

func TestWhatWasDecidedBeforeAnEndStands(t *testing.T) {
	b, target, killer := enacting(t, closesMillis) // enacted at the very moment of the target's close
	b.Close(killer, settledClose, b.all...)
	b.Close(target, settledClose, b.all...)
	if got := courseOf(b.Here, target); got.Ended {
		t.Errorf("%+v", got)
	}
	mustBe(t, slices.Equal(due(b.Here), []op.ID{target}), true)
}

// TestAnEnactmentThatWasRightStays: the tellers' word about the killing poll comes when the other one is enacted already.
func TestAnEnactmentThatWasRightStays(t *testing.T) {
	b, target, killer := enacting(t, closesMillis-dayMillis)
	b.Close(target, settledClose, b.all...)
	b.carry(target)
	b.Close(killer, settledClose, b.all...)
	if !courseOf(b.Here, target).Ended || nameAt(b.Here) != "Elm Road" {
		t.Errorf("%+v, and the name is %s", courseOf(b.Here, target), nameAt(b.Here))
	}
	converge(t, b.Story)
	inAnyOrder(t, b.Story, func(p *apptest.Party) { mustBe(t, nameAt(p), "Elm Road") })
}

// A poll's own choice among an account's ballots is the tellers' choice, at every moment.
func TestARollCountsWhatAManifestCounts(t *testing.T) {
	teller := op.DeviceID{1}
	rapid.Check(t, func(t *rapid.T) {
		opening := op.ID{1}
		p, err := closing.New(closing.Setup{Poll: opening, Tellers: []op.DeviceID{teller}, ClosesMillis: 1000})
		if err != nil {
			t.Fatal(err)
		}
		var roll poll.Roll
		of := make(map[op.AccountID][]op.ID)
		previous, at := op.ID{}, int64(0)
		for i := range rapid.IntRange(0, 12).Draw(t, "ballots") {
			id, account := op.ID{2, byte(rapid.IntRange(0, 255).Draw(t, "id")), byte(i)}, op.AccountID{byte(rapid.IntRange(1, 3).Draw(t, "account"))}
			one := closing.Ballot{ID: id, Account: account, Assisted: rapid.Bool().Draw(t, "assisted")}
			if before := of[account]; !one.Assisted && len(before) > 0 && rapid.Bool().Draw(t, "replaces") {
				one.Replaces = rapid.SampledFrom(before).Draw(t, "replaced")
			}
			of[account] = append(of[account], id)
			p.AddBallot(one)
			at += rapid.Int64Range(0, 3).Draw(t, "wait")
			receipt := closing.Said{ID: op.ID{3, byte(i)}, Teller: teller, Previous: previous, Body: &closing.Receipt{Poll: opening, AtMillis: at, Ballots: []op.ID{id}}}
			if err := p.Add(receipt); err != nil {
				t.Fatal(err)
			}
			previous = receipt.ID
			roll.Received = append(roll.Received, poll.Received{
				Ballot: poll.Ballot{ID: id, Account: account, Replaces: one.Replaces}, ReceiptMillis: at, Assisted: one.Assisted,
			})
		}
		for roll.MomentMillis = range at + 1 {
			var counted []op.ID
			for _, b := range roll.Counting() {
				counted = append(counted, b.ID)
			}
			slices.SortFunc(counted, op.ID.Compare)
			if want := p.CountAt(roll.MomentMillis).IDs(); !slices.Equal(counted, want) {
				t.Fatalf("at %d the roll counts %v, the tellers %v", roll.MomentMillis, counted, want)
			}
		}
	})
}
