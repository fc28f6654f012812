package main_test

// An install that was copied: another key in the same replica, what a fork made go said again, and crashes in between.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/store"
)

// copy is a second install from the same disk image.
func (l *laptop) copy() *laptop {
	l.Helper()
	second := l.install(l.name + "'s image")
	l.must(l.service.Close())
	second.profile, second.keys = l.profile.clone(), l.keys.clone()
	second.folder = cloneFolder(l.T, l.folder)
	second.phrase = l.phrase
	second.start()
	second.c = must1[*app.Community](l.T)(second.service.Community(""))
	l.start()
	l.c = must1[*app.Community](l.T)(l.service.Community(""))
	return second
}

func (l *laptop) lost() []app.LostAct {
	l.Helper()
	return must1[[]app.LostAct](l.T)(l.c.Lost(l.Context()))
}

func TestACopiedInstallGetsAnotherKeyInPlace(t *testing.T) {
	ada, bob, _ := three(t)
	_, err := bob.c.RenewDevice(t.Context())
	wantErr(t, err, app.ErrKeyIsGood, "")
	copied := bob.copy()
	bob.topic("Written by the first")
	carry(bob, ada)
	carry(ada, copied)
	_, err = copied.c.NewTopic(t.Context(), newTopic("Written by the second"))
	wantErr(t, err, app.ErrCopied, "")
	key := must1[op.DeviceID](t)(copied.c.RenewDevice(t.Context()))
	if key == bob.c.Device() || key != copied.c.Device() || copied.status().Copied || copied.c.Membership().Device != key {
		t.Errorf("the key is %s, where the old one is %s", key, bob.c.Device())
	}
	copied.topic("Written with another key")
	copied.restart()
	copied.topic("And after a restart")
	bob.topic("The first goes on")
	meet(ada, bob, copied)
	if len(ada.status().Forks) != 0 || len(copied.lost()) != 0 {
		t.Errorf("forks %v, lost %v", ada.status().Forks, copied.lost())
	}
}

// Both copies have written. What the fork makes go is said again by whoever wrote it, with answers to it under their new ids.
func TestWhatAForkMadeGoIsSaidAgain(t *testing.T) {
	ada, bob, cid := three(t)
	second := bob.pair("Bob's second")
	meet(ada, bob, cid, second)
	copied := bob.copy()
	bob.topic("Written by the first")
	carry(bob, ada)
	first := copied.topic("Written by the second")
	copied.comment(first, op.ID{}, "With an answer")
	must1[op.ID](t)(copied.c.Publish(t.Context(), proposal.Publish{Title: "Bins", Text: "Green ones", Track: "rules", Topic: first}))
	carry(ada, copied)
	if _, err := copied.c.NewTopic(t.Context(), newTopic("More")); !errors.Is(err, app.ErrCopied) {
		t.Fatalf("a forked device writes: %v", err)
	}
	copied.restart()
	must1[op.DeviceID](t)(copied.c.RenewDevice(t.Context()))
	// The forked device is withdrawn with nothing after the fork standing, so the first act of each branch goes too.
	must1[op.ID](t)(copied.c.WithdrawDevice(t.Context(), bob.c.Device(), first))
	lost := copied.lost()
	if len(lost) != 3 || lost[0].Text != "Written by the second" || slices.ContainsFunc(lost, func(l app.LostAct) bool { return !l.Again }) {
		t.Fatalf("lost %+v", lost)
	}
	said := must1[[]app.SaidAgain](t)(copied.c.SayAgain(t.Context()))
	for _, s := range said {
		copied.must(s.Err)
	}
	if len(said) != 3 || len(copied.lost()) != 0 {
		t.Fatalf("said %v, still lost %v", said, copied.lost())
	}
	if got := copied.comments(said[0].New); len(got) != 1 || got[0].Text != "With an answer" {
		t.Errorf("the answer is %+v", got)
	}
	meet(ada, cid, second, copied)
	_, err := copied.c.SayAgain(t.Context(), first)
	wantErr(t, err, app.ErrNotFoundHere, "")
}

// A process that ends between two steps of getting another key leaves an install that forks nothing and can do it again.
func TestACrashWhileAKeyIsRenewed(t *testing.T) {
	for _, step := range []string{"keys", "profile"} {
		t.Run(step, func(t *testing.T) {
			ada, bob, _ := three(t)
			copied := bob.copy()
			bob.topic("Written by the first")
			carry(bob, ada)
			carry(ada, copied)
			full := errors.New("no room")
			if step == "keys" {
				copied.keys.full = full
			} else {
				copied.profile.full = full
			}
			_, err := copied.c.RenewDevice(t.Context())
			wantErr(t, err, full, "")
			copied.keys.full, copied.profile.full = nil, nil
			copied.restart()
			if copied.status().Copied {
				must1[op.DeviceID](t)(copied.c.RenewDevice(t.Context()))
			}
			copied.topic("With another key")
			meet(ada, bob, copied)
			if len(ada.status().Forks) != 0 {
				t.Errorf("forks %v", ada.status().Forks)
			}
		})
	}
}

// A removed person's copied install joins anew; the crash comes after the profile was written, where the mark of the old key still stands.
func TestACopiedInstallJoinsAnew(t *testing.T) {
	for _, step := range []string{"none", "keys", "profile"} {
		t.Run(step, func(t *testing.T) {
			ada, bob, _ := three(t)
			copied := bob.copy()
			bob.topic("Written by the first")
			carry(bob, ada)
			carry(ada, copied)
			must1[op.ID](t)(ada.c.Remove(t.Context(), bob.c.Account(), ""))
			carry(ada, copied)
			link, _, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 9, ForMillis: day, Auto: true})
			ada.must(err)
			carry(ada, copied)
			full := errors.New("no room")
			switch step {
			case "keys":
				copied.keys.full = full
			case "profile":
				copied.profile.full = full
			}
			_, err = copied.service.Join(t.Context(), link, "Bob")
			if step != "none" {
				wantErr(t, err, full, "")
				copied.keys.full, copied.profile.full = nil, nil
				copied.restart()
				_, err = copied.service.Join(t.Context(), link, "Bob")
			}
			copied.must(err)
			copied.restart()
			meet(ada, copied)
			if !copied.me().Member {
				t.Fatalf("Bob is %+v", copied.me())
			}
			copied.topic("Back again")
			if len(ada.status().Forks) != 0 {
				t.Errorf("forks %v", ada.status().Forks)
			}
		})
	}
}

// A paired laptop has no phrase: it is paired again, into the same replica.
func TestACopiedPairedLaptopIsPairedAgain(t *testing.T) {
	ada, bob, _ := three(t)
	second := bob.pair("Bob's second")
	meet(ada, bob, second)
	copied := second.copy()
	second.topic("Written by the first")
	meet(ada, bob, second)
	carry(ada, copied)
	_, err := copied.c.RenewDevice(t.Context())
	wantErr(t, err, app.ErrNoSeed, "")
	offer := must1[string](t)(bob.c.OfferPairing(t.Context()))
	there := must1[app.Pairing](t)(copied.service.AcceptPairing(t.Context(), offer, "Bob's image"))
	must1[op.ID](t)(bob.c.CertifyAnswer(t.Context(), must1[app.Pairing](t)(bob.c.ReadAnswer(there.Text))))
	carry(bob, copied)
	copied.topic("Written with another key")
	meet(ada, bob, copied)
}

// Of two that begin the same community at once one does, and the other takes nothing away from it.
func TestTwoJoinsAtOnce(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.laptop("Ada").found("Elm"), w.laptop("Bob")
	link, _, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 9, ForMillis: day, Auto: true})
	ada.must(err)
	errs := make([]error, 8)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() { _, errs[i] = bob.service.Join(t.Context(), link, fmt.Sprintf("Bob %d", i)) })
	}
	all.Wait()
	joined := 0
	for _, err := range errs {
		if err == nil {
			joined++
		} else if !errors.Is(err, app.ErrAlreadyHere) {
			t.Errorf("one of them: %v", err)
		}
	}
	if joined != 1 {
		t.Fatalf("%d have joined", joined)
	}
	bob.restart()
	bob.c = must1[*app.Community](t)(bob.service.Community(""))
	meet(ada, bob)
	if !bob.me().Member {
		t.Error("whoever has joined is no member")
	}
	var pending *app.JoinPendingError
	if _, err := bob.service.Join(t.Context(), link, "Bob"); !errors.Is(err, app.ErrAlreadyHere) || errors.As(err, &pending) {
		t.Errorf("a member joins: %v", err)
	}
}

// Whoever reads slowly keeps nobody from writing.
func TestASlowReaderKeepsNobodyFromWriting(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	before := 0
	ada.must(ada.c.AllOps(t.Context(), func(*op.Op) bool {
		if before == 0 {
			ada.topic("Written while somebody reads")
		}
		before++
		return true
	}))
	ada.must(ada.c.Ask(t.Context(), func(r app.Reader) error {
		if ada.c.Account() != ada.c.Membership().Account {
			t.Error("two accounts")
		}
		ada.topic("Written within a question")
		return nil
	}))
	if after := ada.status().Ops; after != before+2 {
		t.Errorf("%d acts were read, %d are here", before, after)
	}
}

// An account of the phrase that was removed is not brought back; the one that joined anew after it is.
func TestRecoveringARemovedAccount(t *testing.T) {
	ada, bob, cid := three(t)
	must1[op.ID](t)(ada.c.Remove(t.Context(), bob.c.Account(), ""))
	meet(ada, cid)
	_, _, err := bob.recover(ada)
	wantErr(t, err, app.ErrWithdrawn, "")
	carry(ada, bob)
	bob.joined(ada)
	again, _, err := bob.recover(ada)
	bob.must(err)
	if again.c.Account() != bob.c.Account() {
		t.Error("another account")
	}
	again.topic("Back again")
}

// What a joiner sees for the first time has not changed for them, nor what came in one stick; a removal's cut has.
func TestOnlyWhatWasHereHasChanged(t *testing.T) {
	ada, bob, cid := three(t)
	meet(ada, bob, cid)
	bob.topic("Known to Cid alone")
	carry(bob, cid)
	must1[op.ID](t)(ada.c.Remove(t.Context(), bob.c.Account(), ""))
	dan := ada.laptop("Dan")
	dan.invited(ada, true)
	carry(dan, ada)
	if b := dan.take(ada.bundle(), "ada"); b.Found || b.Stored == 0 {
		t.Errorf("a joiner is told %+v", b.Taken)
	}
	if b := cid.take(ada.bundle(), "ada"); !b.Found {
		t.Errorf("cid is not told: %+v", b.Taken)
	}
	if b := cid.take(ada.bundle(), "ada"); b.Found {
		t.Errorf("cid is told twice: %+v", b.Taken)
	}
}

// failingFolder is a folder whose replicas cannot store acts of some.
type failingFolder struct {
	store.Folder
	fails func(community.Changes) error
}

func (f *failingFolder) Open(com op.CommunityID) (app.Replica, error) {
	r, err := f.Folder.Open(com)
	if err != nil {
		return nil, err
	}
	return &failingReplica{Replica: r, fails: f.fails}, nil
}

type failingReplica struct {
	app.Replica
	fails func(community.Changes) error
}

func (r *failingReplica) Update(ctx context.Context, write func(community.Tx) error) error {
	return r.Replica.Update(ctx, func(tx community.Tx) error {
		return write(&failingTx{Tx: tx, Local: tx.(app.Local), fails: r.fails})
	})
}

type failingTx struct {
	community.Tx
	app.Local
	fails func(community.Changes) error
}

func (t *failingTx) Apply(c community.Changes) error {
	if err := t.fails(c); err != nil {
		return err
	}
	return t.Tx.Apply(c)
}

// One newcomer who cannot be admitted keeps no other one out.
func TestOneAdmissionThatFailsKeepsNobodyElseOut(t *testing.T) {
	w := newWorld(t)
	ada, bob, cid, dan := w.laptop("Ada").found("Elm"), w.laptop("Bob"), w.laptop("Cid"), w.laptop("Dan")
	for _, l := range []*laptop{bob, cid, dan} {
		l.invited(ada, true)
	}
	join := cid.opsBy(cid.c.Device())[0].ID
	ada.must(ada.service.Close())
	ada.replicas = &failingFolder{Folder: ada.folder, fails: func(c community.Changes) error {
		for _, o := range c.Store {
			if o.Op.Header.Kind == "member.admit" && slices.Contains(o.Cites, join) {
				return errors.New("not this one")
			}
		}
		return nil
	}}
	ada.start()
	ada.c = must1[*app.Community](t)(ada.service.Community(""))
	var all []*op.Op
	for _, l := range []*laptop{bob, cid, dan} {
		all = append(all, l.opsBy(l.c.Device())...)
	}
	ada.take(ada.stickOf(all...), "everybody")
	if !ada.person(bob).Member || !ada.person(dan).Member || ada.person(cid).Member {
		t.Errorf("bob %v, cid %v, dan %v", ada.person(bob).Member, ada.person(cid).Member, ada.person(dan).Member)
	}
	ada.replicas = nil
	ada.restart()
	ada.must(ada.c.Tick(t.Context()))
	if !ada.person(cid).Member {
		t.Error("cid is never admitted")
	}
}

// A withdrawal is cut away, its time comes, and it is approved after that: the text goes all the same.
func TestAWithdrawalThatIsApprovedLate(t *testing.T) {
	ada, bob, cid := three(t)
	second := bob.pair("Bob's second")
	post := bob.topic("The key lies under the third pot")
	meet(ada, bob, cid, second)
	must1Withdraw(second, post)
	withdrawal := second.opsBy(second.c.Device())
	last := withdrawal[len(withdrawal)-1].ID
	carry(second, ada, bob)
	must1[op.ID](t)(bob.c.WithdrawDevice(t.Context(), second.c.Device(), last))
	meet(ada, bob)
	ada.now += 31 * day
	ada.must(ada.c.Tick(t.Context()))
	if !ada.hasBody(post) {
		t.Fatal("a body went by a withdrawal that was cut")
	}
	ada.must(ada.c.ApproveAct(t.Context(), last))
	ada.now += 31 * day
	ada.must(ada.c.Tick(t.Context()))
	if ada.hasBody(post) {
		t.Error("the body is still here")
	}
}

func must1Withdraw(l *laptop, post op.ID) {
	l.Helper()
	l.must(l.c.Withdraw(l.Context(), post))
}
