package main_test

// The council: acts signed apart, settled by tellers, in dispute; removals with a cut, and coming back.

import (
	"errors"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

func (l *laptop) council(acts charter.Acts) op.ID {
	l.Helper()
	return must1[op.ID](l.T)(l.c.Propose(l.Context(), authority.ByCouncil, acts))
}

func (l *laptop) head() op.ID {
	l.Helper()
	s := l.stands()
	return s.Head()
}

func (l *laptop) sign(commit op.ID) {
	l.Helper()
	l.must(l.c.SignCommit(l.Context(), commit))
}

func accounts(all ...*laptop) []op.AccountID {
	var list []op.AccountID
	for _, l := range all {
		list = append(list, l.c.Account())
	}
	slices.SortFunc(list, op.AccountID.Compare)
	return list
}

func devices(all ...*laptop) []op.DeviceID {
	var list []op.DeviceID
	for _, l := range all {
		list = append(list, l.c.Device())
	}
	return list
}

// council is a founder and two members who are stewards together, two of three sign; tellers settle, the founder's laptop where none are given.
func council(t *testing.T, tellers int) (ada, bob, cid, dan *laptop) {
	t.Helper()
	ada, bob, cid = three(t)
	dan = ada.laptop("Dan").joined(ada)
	meet(ada, bob, cid, dan)
	if tellers > 1 {
		ada.council(charter.Acts{Tellers: devices(ada, bob, cid, dan)[:tellers]})
		meet(ada, bob, cid, dan)
	}
	ada.council(charter.Acts{Council: accounts(ada, bob, cid), Threshold: 2})
	meet(ada, bob, cid, dan)
	for _, l := range []*laptop{ada, bob, cid, dan} {
		s := l.stands()
		if len(s.State.Charter.Council) != 3 || s.Settled != s.Head() || len(s.State.Charter.Tellers) != max(tellers, 1) {
			t.Fatalf("%s: %+v", l.name, s)
		}
	}
	return ada, bob, cid, dan
}

func TestAnActSignedApart(t *testing.T) {
	for name, tellers := range map[string]int{"settled by one teller": 1, "settled by four tellers": 4} {
		t.Run(name, func(t *testing.T) {
			ada, bob, cid, dan := council(t, tellers)
			text := "No music after ten."
			commit := ada.council(charter.Acts{Text: &text})
			if s := ada.stands(); s.Head() == commit {
				t.Error("stands by one signature of two")
			}
			err := ada.c.SignCommit(t.Context(), commit)
			wantErr(t, err, app.ErrNotPossible, "already")
			carry(ada, bob)
			if n := must1[app.Needs](t)(bob.c.Needs(t.Context())); len(n.Commits) != 1 || n.Commits[0].ID != commit {
				t.Errorf("Bob does not hear of it: %+v", n)
			}
			bob.sign(commit)
			if s := bob.stands(); s.Head() != commit || s.Settled == commit && tellers > 1 {
				t.Errorf("at Bob's: %+v", s)
			}
			carry(bob, dan)
			if tellers == 1 && dan.stands().Settled == commit {
				t.Error("settled without the teller")
			}
			wantErr(t, dan.c.SignCommit(t.Context(), commit), app.ErrNotPossible, "")
			meet(ada, bob, cid, dan)
			for _, l := range []*laptop{ada, bob, cid, dan} {
				if s := l.stands(); s.Settled != commit || s.State.Charter.Text != text {
					t.Errorf("%s: %+v", l.name, s)
				}
			}
			wantErr(t, cid.c.SignCommit(t.Context(), op.ID{5}), app.ErrNotFoundHere, "")
		})
	}
}

func TestRivalCommits(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	tea, coffee := "Tea.", "Coffee."
	// Two pairs of stewards agree on two things apart from each other: Bob signs both.
	one := ada.council(charter.Acts{Text: &tea})
	two := cid.council(charter.Acts{Text: &coffee})
	stick := ada.bundle()
	carry(cid, bob)
	bob.sign(two)
	bob.take(stick, "Ada")
	// His own signature made the second stand on his laptop: it asks him to sign nothing beside it.
	wantErr(t, bob.c.SignCommit(t.Context(), one), app.ErrNotPossible, "something else has come to stand")
	// Ada does not know of that, and gets her second signature from Cid, whose laptop had not seen Bob's.
	cid.take(stick, "Ada")
	cid.must(cid.c.SignCommit(t.Context(), one))
	carry(cid, dan)
	carry(bob, dan)
	s := dan.stands()
	if s.Stuck != authority.Rivals || !slices.Contains(s.Disputed, one) || !slices.Contains(s.Disputed, two) || s.State.Charter.Text != "" {
		t.Errorf("Dan chooses by himself: %+v", s)
	}
	meet(ada, bob, cid, dan)
	settled := ada.stands().Settled
	if settled != one && settled != two {
		t.Errorf("neither is settled: %+v", ada.stands())
	}
	for _, l := range []*laptop{bob, cid, dan} {
		if l.stands().Settled != settled || l.stands().Stuck != authority.NotStuck {
			t.Errorf("%s: %+v", l.name, l.stands())
		}
	}
}

func TestWhatTheCouncilMayNotDoAlone(t *testing.T) {
	ada, bob, cid, dan := council(t, 1)
	before := ada.head()
	helpers, longer, month := accounts(ada), int64(2*day), int64(60*day)
	killing := append(slices.Clone(ada.stands().State.Charter.Tracks),
		charter.Track{ID: "kill", Title: "Kill", Opener: charter.OpenedByStewards, DecisionMillis: day, Ends: charter.EndsByKill})
	for name, acts := range map[string]charter.Acts{
		"other tellers":     {Tellers: devices(bob)},
		"another size":      {Council: accounts(ada, bob), Threshold: 2},
		"another threshold": {Threshold: 3},
		"votes for itself":  {Weights: &[]charter.Weight{{Role: charter.RoleSteward, Votes: 100}}},
		"paper ballots":     {Helpers: &helpers},
		"other delegation":  {Delegation: &charter.Delegation{}},
		"a longer wait":     {SettleMillis: &longer},
		"other patience":    {PatienceMillis: &longer},
		"a later end":       {RetireAfterMillis: &month},
		"a track that ends": {Tracks: &killing},
		"fewer rules":       {Tracks: &[]charter.Track{}},
	} {
		commit := ada.council(acts)
		carry(ada, bob)
		bob.sign(commit)
		meet(ada, bob, cid, dan)
		if dan.head() != before {
			t.Errorf("%s stands", name)
		}
	}
	if _, err := dan.c.Propose(t.Context(), authority.ByCouncil, charter.Acts{}); err == nil {
		t.Error("proposed nothing at all")
	}
}

func TestARemovalWithACut(t *testing.T) {
	ada, bob, cid, dan := council(t, 1)
	before := dan.topic("Known before the removal")
	meet(ada, bob, cid, dan)
	commit := must1[op.ID](t)(ada.c.Remove(t.Context(), dan.c.Account(), "sells what is not his"))
	carry(ada, bob)
	bob.sign(commit)
	late := dan.topic("Written before I heard of it")
	meet(ada, bob, cid, dan)
	for _, l := range []*laptop{ada, bob, cid, dan} {
		p := l.person(dan)
		if p.Member || !p.Removed || p.Removals[0].Reason != "sells what is not his" {
			t.Errorf("%s: %+v", l.name, p)
		}
		var rows []op.ID
		l.must(l.c.Ask(t.Context(), func(r app.Reader) error {
			list, err := r.Topics(app.Page{})
			for _, row := range list {
				rows = append(rows, row.ID)
			}
			return err
		}))
		if !slices.Contains(rows, before) || slices.Contains(rows, late) {
			t.Errorf("%s sees %v", l.name, rows)
		}
	}
	_, err := dan.c.NewTopic(t.Context(), newTopic("Still here"))
	var no *app.NotAppliedError
	if !errors.As(err, &no) {
		t.Errorf("the removed still writes: %v", err)
	}
	must1[op.ID](t)(dan.approvedBy(ada, late))
	wantErr(t, ada.c.Approve(t.Context(), dan.c.Account()), app.ErrNotPossible, "removed for good")

	// Dan comes back by an invite, as another account in the same replica.
	old := dan.c.Account()
	dan.invited(bob, true)
	if dan.c.Account() == old {
		t.Error("the same account")
	}
	meet(ada, bob, cid, dan)
	if p := ada.person(dan); !p.Member || p.Removed {
		t.Errorf("%+v", p)
	}
	dan.topic("Here again")
	dan.restart()
	dan.topic("After a restart")
	meet(ada, bob, cid, dan)
	names := must1[*app.Names](t)(ada.c.Names(t.Context()))
	if found := must1[op.AccountID](t)(names.Find("dan")); found != dan.c.Account() {
		t.Errorf("dan means the removed account")
	}
	again, _, err := dan.recover(ada)
	ada.must(err)
	if again.c.Account() != dan.c.Account() {
		t.Error("recovered as the removed account")
	}
}

// approvedBy puts a cut act in force again, and shows that it is.
func (l *laptop) approvedBy(steward *laptop, act op.ID) (op.ID, error) {
	l.Helper()
	if err := steward.c.ApproveAct(l.Context(), act); err != nil {
		return act, err
	}
	entries, err := steward.c.Log(l.Context(), true, app.Page{})
	if err != nil {
		return act, err
	}
	for _, e := range entries {
		if e.ID == act {
			return act, errors.New("still not in force: " + e.Verdict.String())
		}
	}
	return act, nil
}

// The cut says what counts, wherever the removed member says that an act belongs.
func TestBackdatingBelowTheCut(t *testing.T) {
	ada, bob, cid, dan := council(t, 1)
	dan.now -= 30 * day
	commit := must1[op.ID](t)(ada.c.Remove(t.Context(), dan.c.Account(), ""))
	carry(ada, bob)
	bob.sign(commit)
	late := dan.topic("I wrote this a month ago")
	meet(ada, bob, cid, dan)
	entries := must1[[]app.LogEntry](t)(cid.c.Log(t.Context(), true, app.Page{}))
	if !slices.ContainsFunc(entries, func(e app.LogEntry) bool { return e.ID == late }) {
		t.Error("an act above the cut counts")
	}
}

func TestTwoStewardsRemoveEachOther(t *testing.T) {
	ada, bob, cid, dan := council(t, 1)
	one := must1[op.ID](t)(bob.c.Remove(t.Context(), cid.c.Account(), ""))
	two := must1[op.ID](t)(cid.c.Remove(t.Context(), bob.c.Account(), ""))
	meet(ada, bob, cid, dan)
	if n := must1[app.Needs](t)(ada.c.Needs(t.Context())); len(n.Commits) != 2 {
		t.Errorf("Ada does not hear of both: %+v", n.Commits)
	}
	ada.sign(one)
	meet(ada, bob, cid, dan)
	if !dan.person(cid).Removed || dan.person(bob).Removed {
		t.Errorf("%+v", dan.stands())
	}
	wantErr(t, ada.c.SignCommit(t.Context(), two), app.ErrNotPossible, "")
}

func TestAPetitionReplacesLostTellers(t *testing.T) {
	ada, bob, cid, dan := council(t, 1)
	// Ada's laptop, the one teller, is gone. Two of three stewards name another one.
	commit := must1[op.ID](t)(bob.c.Propose(t.Context(), authority.ByPetition, charter.Acts{Tellers: devices(bob)}))
	carry(bob, cid)
	cid.sign(commit)
	meet(bob, cid, dan)
	if s := dan.stands(); s.Head() != commit || !s.State.Charter.HasTeller(bob.c.Device()) {
		t.Fatalf("%+v", s)
	}
	text := "Ada's laptop is gone."
	next := cid.council(charter.Acts{Text: &text})
	carry(cid, bob)
	bob.sign(next)
	meet(bob, cid, dan)
	if s := dan.stands(); s.Settled != next {
		t.Errorf("the new teller does not settle: %+v", s)
	}
	meet(ada, bob, cid, dan)
}
