package main_test

// One person on several laptops: pairing, recovering, revoking, and an install that was copied.

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
)

// pair makes another install a device of this one's account.
func (l *laptop) pair(name string) *laptop {
	l.Helper()
	second := l.install(name)
	offer := must1[string](l.T)(l.c.OfferPairing(l.Context()))
	there := must1[app.Pairing](l.T)(second.service.AcceptPairing(l.Context(), offer, name))
	here := must1[app.Pairing](l.T)(l.c.ReadAnswer(there.Text))
	if len(here.Words) != 6 || !slices.Equal(here.Words, there.Words) {
		l.Errorf("words %v and %v", here.Words, there.Words)
	}
	must1[op.ID](l.T)(l.c.CertifyAnswer(l.Context(), here))
	second.c = must1[*app.Community](l.T)(second.service.Community(""))
	carry(l, second)
	return second
}

// recover brings the community back on a new laptop, by the phrase and somebody's stick.
func (l *laptop) recover(from *laptop) (*laptop, app.Brought, error) {
	l.Helper()
	fresh := l.install(l.name)
	l.must(fresh.service.KeepPhrase(l.phrase))
	reader := must1[*bundle.Reader](l.T)(bundle.NewReader(bytes.NewReader(from.bundle())))
	c, brought, err := fresh.service.Recover(l.Context(), reader, nil)
	fresh.c = c
	return fresh, brought, err
}

func TestPairing(t *testing.T) {
	ada, bob, cid := three(t)
	second := bob.pair("Bob's old laptop")
	if second.c.Account() != bob.c.Account() || second.c.Device() == bob.c.Device() || second.c.Membership().Name != "Elm" {
		t.Errorf("%+v", second.c.Membership())
	}
	topic := second.topic("From the old laptop")
	meet(ada, bob, cid, second)
	if list := ada.comments(topic); list == nil && ada.status().Ops == 0 {
		t.Error("nothing came")
	}
	if d := ada.person(bob).Devices; len(d) != 2 || d[1].Name != "Bob's old laptop" {
		t.Errorf("%+v", d)
	}
	// What was offered once cannot be answered again, nor by somebody else's answer.
	offer := must1[string](t)(bob.c.OfferPairing(t.Context()))
	other := must1[string](t)(cid.c.OfferPairing(t.Context()))
	stranger := bob.install("Stranger")
	answer := must1[app.Pairing](t)(stranger.service.AcceptPairing(t.Context(), other, "x"))
	_, err := bob.c.ReadAnswer(answer.Text)
	wantErr(t, err, app.ErrOtherOffer, "")
	_, err = bob.c.ReadAnswer("hello")
	if err == nil {
		t.Error("read hello")
	}
	_, err = second.service.AcceptPairing(t.Context(), offer, "again")
	wantErr(t, err, app.ErrAlreadyHere, "")
	// The paired laptop has no phrase: it can certify by its own key, and join nothing new.
	link, _, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 1, ForMillis: day})
	ada.must(err)
	link.Community = op.CommunityID{1}
	_, err = second.service.Join(t.Context(), link, "Bob")
	if !errors.Is(err, app.ErrNoSeed) && !errors.Is(err, app.ErrNoIdentity) {
		t.Errorf("%v", err)
	}
	third := second.pair("Bob's third")
	third.topic("From the third")
	meet(ada, bob, cid, second, third)
}

func TestRecoveringOnANewLaptop(t *testing.T) {
	ada, bob, cid := three(t)
	bob.topic("Before the coffee")
	carry(bob, ada)
	// Bob's laptop drowns in coffee.
	again, brought, err := bob.recover(ada)
	ada.must(err)
	if brought.Incomplete || again.c.Account() != bob.c.Account() || again.c.Device() == bob.c.Device() || !again.me().Member {
		t.Errorf("%+v %+v", brought, again.me())
	}
	again.topic("After the coffee")
	again.restart()
	again.comment(again.topic("And after a restart"), op.ID{}, "yes")
	meet(ada, cid, again)
	if d := ada.person(again).Devices; len(d) != 2 {
		t.Errorf("%+v", d)
	}
	_, _, err = again.recoverHere(ada)
	wantErr(t, err, app.ErrAlreadyHere, "")
}

// recoverHere tries it on this very install.
func (l *laptop) recoverHere(from *laptop) (*app.Community, app.Brought, error) {
	l.Helper()
	reader := must1[*bundle.Reader](l.T)(bundle.NewReader(bytes.NewReader(from.bundle())))
	return l.service.Recover(l.Context(), reader, nil)
}

func TestTheWrongPhraseRecoversNothing(t *testing.T) {
	ada, _, _ := three(t)
	eve := ada.laptop("Eve")
	_, _, err := eve.recoverHere(ada)
	wantErr(t, err, app.ErrNotFoundHere, "")
	if list, _ := eve.service.Communities(); len(list) != 0 || len(eve.keys.entries) != 1 {
		t.Errorf("left behind: %v %v", list, eve.keys.entries)
	}
	if _, err := eve.folder.Open(ada.c.ID()); err == nil {
		t.Error("the file is still there")
	}
	nobody := ada.install("Nobody")
	if _, _, err := nobody.recoverHere(ada); !errors.Is(err, app.ErrNoIdentity) && !errors.Is(err, app.ErrNoSeed) {
		t.Errorf("%v", err)
	}
}

func TestTheFounderRecovers(t *testing.T) {
	ada, bob, _ := three(t)
	again, _, err := ada.recover(bob)
	ada.must(err)
	if !again.me().Steward || again.me().Devices[0].Device != ada.c.Device() {
		t.Errorf("%+v", again.me())
	}
	again.topic("Still here")
	meet(bob, again)
}

func TestRevokingALaptop(t *testing.T) {
	ada, bob, cid := three(t)
	thief := bob.pair("Bob's stolen laptop")
	mine := thief.topic("Bob wrote this")
	meet(ada, bob, cid, thief)
	theirs := thief.topic("The thief wrote this")
	carry(thief, ada, bob)
	_, err := bob.c.WithdrawDevice(t.Context(), bob.c.Device(), op.ID{})
	wantErr(t, err, app.ErrNotPossible, "this very device")
	_, err = ada.c.WithdrawDevice(t.Context(), thief.c.Device(), op.ID{})
	wantErr(t, err, app.ErrNotFoundHere, "")
	must1[op.ID](t)(bob.c.WithdrawDevice(t.Context(), thief.c.Device(), theirs))
	_, err = bob.c.WithdrawDevice(t.Context(), thief.c.Device(), op.ID{})
	wantErr(t, err, app.ErrNotFoundHere, "")
	meet(ada, bob, cid, thief)
	topics := func(l *laptop) []op.ID {
		var found []op.ID
		l.must(l.c.Ask(t.Context(), func(r app.Reader) error {
			list, err := r.Topics(app.Page{})
			for _, row := range list {
				found = append(found, row.ID)
			}
			return err
		}))
		return found
	}
	if list := topics(cid); !slices.Contains(list, mine) || slices.Contains(list, theirs) {
		t.Errorf("Cid sees %v; of %s and %s", list, mine, theirs)
	}
	_, err = thief.c.NewTopic(t.Context(), newTopic("Still here?"))
	if err == nil {
		t.Error("the withdrawn laptop still writes")
	}
	bob.topic("Bob goes on")
}

// A disk image of a laptop is started a second time: its device must not write again, or it would contradict itself.
func TestACopiedInstallWritesNoMore(t *testing.T) {
	ada, bob, _ := three(t)
	copied := bob.install("Bob's image")
	bob.must(bob.service.Close())
	copied.profile, copied.keys = bob.profile.clone(), bob.keys.clone()
	copied.folder = cloneFolder(t, bob.folder)
	copied.start()
	copied.c = must1[*app.Community](t)(copied.service.Community(""))
	bob.start()
	bob.c = must1[*app.Community](t)(bob.service.Community(""))

	bob.topic("Written by the first")
	carry(bob, ada)
	carry(ada, copied)
	copied.must(copied.c.Seen(must1[app.News](t)(copied.c.News(t.Context(), 0))))
	_, err := copied.c.NewTopic(t.Context(), newTopic("Written by the second"))
	wantErr(t, err, app.ErrCopied, "")
	if !copied.status().Copied {
		t.Error("the status does not say so")
	}
	copied.restart()
	_, err = copied.c.NewTopic(t.Context(), newTopic("Written by the second"))
	wantErr(t, err, app.ErrCopied, "")
	bob.topic("The first goes on")
	meet(ada, bob)
	if len(ada.status().Forks) != 0 {
		t.Errorf("forked: %+v", ada.status().Forks)
	}
	// The copy becomes a device of its own by the phrase.
	copied.must(copied.service.Leave(copied.c.ID()))
	c, _, err := copied.recoverHere(ada)
	copied.must(err)
	copied.c = c
	copied.topic("Written by a third device")
	if news := must1[app.News](t)(copied.c.News(t.Context(), 0)); len(news.Events) == 0 {
		t.Error("what came anew is no news")
	}
	meet(ada, bob, copied)
}

// Where both have written before they met, the log is forked: everybody sees the proof, and another device of the account withdraws it.
func TestACopyThatWroteIsAFork(t *testing.T) {
	ada, bob, cid := three(t)
	second := bob.pair("Bob's second")
	meet(ada, bob, cid, second)
	copied := bob.install("Bob's image")
	bob.must(bob.service.Close())
	copied.profile, copied.keys = bob.profile.clone(), bob.keys.clone()
	copied.folder = cloneFolder(t, bob.folder)
	copied.start()
	copied.c = must1[*app.Community](t)(copied.service.Community(""))
	bob.start()
	bob.c = must1[*app.Community](t)(bob.service.Community(""))
	bob.topic("Written by the first")
	copied.topic("Written by the second")
	meet(ada, bob, cid, copied)
	for _, l := range []*laptop{ada, bob, cid, copied} {
		if f := l.status().Forks; len(f) != 1 || f[0].Account != bob.c.Account() || f[0].Device != bob.c.Device() {
			t.Errorf("%s: %+v", l.name, f)
		}
	}
	for _, l := range []*laptop{bob, copied} {
		if _, err := l.c.NewTopic(t.Context(), newTopic("More?")); !errors.Is(err, app.ErrCopied) {
			t.Errorf("%s: %v", l.name, err)
		}
	}
	carry(ada, second)
	must1[op.ID](t)(second.c.WithdrawDevice(t.Context(), bob.c.Device(), op.ID{}))
	second.topic("I am the only one")
	meet(ada, cid, second)
	_ = identity.Phrase{}
}
