package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/app/sample"
)

// must ends a test with an error.
func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestTheSampleIsTheCommunityOfThePictures(t *testing.T) {
	i := Sample(t, "en")
	status := must[app.Status](t)(i.Community.Status(t.Context()))
	if status.Members != 42 || status.Newcomers != 2 || status.Tellers != 4 || status.Copied || status.Unsent != 0 || status.Waiting != 0 {
		t.Errorf("%d members, %d newcomers, %d tellers, copied %t, %d unsent, %d waiting",
			status.Members, status.Newcomers, status.Tellers, status.Copied, status.Unsent, status.Waiting)
	}
	var said []string
	for _, key := range slices.Sorted(maps.Keys(i.Polls)) {
		page := must[app.PollPage](t)(i.Community.Poll(t.Context(), i.Polls[key]))
		said = append(said, fmt.Sprintf("%s %s %d/%d", key, page.Closing.State, page.Running.Voters, len(page.Voters)))
	}
	want := []string{
		"cap open 20/41", "carfree sealed 39/41", "colour undecided 38/41", "compost sealed 27/41", "council sealed 40/41", "elm sealed 37/41",
		"energy open 26/41", "evening sealed 39/41", "evenings open 16/41", "floor open 18/41", "fund sealed 38/41", "heating open 22/41",
		"hive sealed 37/41", "meter sealed 35/41", "nags open 17/41", "pool sealed 36/41", "quiet open 9/42", "reserve open 27/41",
		"roof open 19/41", "scooters sealed 38/41", "study sealed 38/41", "summer open 14/41", "wall open 19/42", "winter sealed 40/41",
		"workshop open 14/41",
	}
	if !slices.Equal(said, want) {
		t.Errorf("the polls are\n%s\nwant\n%s", strings.Join(said, "\n"), strings.Join(want, "\n"))
	}
}

func TestInstallsAreTheSameEveryTime(t *testing.T) {
	one, two := Sample(t, "en"), Sample(t, "en")
	first, second := must[[32]byte](t)(one.Community.Digest(t.Context())), must[[32]byte](t)(two.Community.Digest(t.Context()))
	if first != second {
		t.Errorf("%x and %x", first, second)
	}
	if one.Ops[len(one.Ops)-1].ID != two.Ops[len(two.Ops)-1].ID {
		t.Error("the newest acts differ")
	}
}

func TestItsPollsWereElectedByTheBallotsOfThePictures(t *testing.T) {
	i := Sample(t, "en")
	for key, want := range map[string]string{
		"council": "Samira Haddad, Tomás Herrera, Ingrid Solberg", "evening": "Thursday",
		"winter": "Mirror at the gate, Bicycle roof at the gate, New doors for the letter boxes, Toy chest and mats, Sauna stove repair, Trees along the north wall",
	} {
		page := must[app.PollPage](t)(i.Community.Poll(t.Context(), i.Polls[key]))
		if page.Closing.State != closing.Sealed || page.Result == nil {
			t.Fatalf("%s is %s", key, page.Closing.State)
		}
		var won []string
		for _, w := range page.Result.Winners {
			won = append(won, page.Opening.Options[w])
		}
		if got := strings.Join(won, ", "); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}

// listener hears what a network would be told, and what changes beside that.
type listener struct{ heard, changed []op.CommunityID }

func (l *listener) Changed(com op.CommunityID) { l.changed = append(l.changed, com) }

func (l *listener) Publish(com op.CommunityID, _ []*op.Op)  { l.heard = append(l.heard, com) }
func (l *listener) Stored(com op.CommunityID, _ app.Stored) { l.heard = append(l.heard, com) }
func (l *listener) Joined(com op.CommunityID)               { l.heard = append(l.heard, com) }
func (l *listener) Left(com op.CommunityID)                 { l.heard = append(l.heard, com) }

func TestItNeverLeavesTheLaptop(t *testing.T) {
	i := Empty(t)
	ctx := t.Context()
	heard := &listener{}
	i.Service.SetNetwork(heard)
	made, err := sample.Grow(ctx, i.Service, sample.Options{Language: "de"})
	if err != nil {
		t.Fatal(err)
	}
	c := made.Community
	if _, err := c.Vote(ctx, made.Polls["evenings"], "2", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := c.ExportBundle(ctx, &bytes.Buffer{}, "", nil); !errors.Is(err, app.ErrLocalOnly) {
		t.Errorf("a bundle: %v", err)
	}
	if _, _, err := c.AddRelay(ctx, invite.RelayOffer{Name: "relay-2"}); !errors.Is(err, app.ErrLocalOnly) {
		t.Errorf("handed over to a relay: %v", err)
	}
	if _, err := i.Service.Opened(c.ID()); !errors.Is(err, app.ErrLocalOnly) {
		t.Errorf("opened for the network: %v", err)
	}
	if all := must[[]app.Membership](t)(i.Service.Communities()); len(all) != 1 || !all[0].Local || !c.IsLocal() {
		t.Errorf("it does not stay here: %v", all)
	}
	if shared := must[[]app.Membership](t)(i.Service.Shared()); len(shared) != 0 {
		t.Errorf("shared: %v", shared)
	}
	if err := i.Service.Leave(c.ID()); err != nil {
		t.Fatal(err)
	}
	if all := must[[]app.Membership](t)(i.Service.Communities()); len(all) != 0 {
		t.Errorf("after leaving: %v", all)
	}
	if note := must[string](t)(i.Service.LocalNote(c.ID())); note != "" {
		t.Errorf("its note is kept: %s", note)
	}
	if len(heard.changed) < 3 {
		t.Errorf("pages have heard of %d changes", len(heard.changed))
	}
	for _, com := range heard.heard {
		if com == c.ID() {
			t.Error("the network has heard of it")
		}
	}
}

func TestOneSampleIsEnough(t *testing.T) {
	i := Sample(t, "en")
	if _, err := sample.Grow(t.Context(), i.Service, sample.Options{Language: "en"}); !errors.Is(err, app.ErrAlreadyHere) {
		t.Errorf("a second one: %v", err)
	}
	if err := i.Service.Leave(i.Community.ID()); err != nil {
		t.Fatal(err)
	}
	again, err := sample.Grow(t.Context(), i.Service, sample.Options{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if again.Community.ID() == i.Community.ID() {
		t.Error("it is the same as before")
	}
}

func TestAChangeWaitsForASecondSignature(t *testing.T) {
	i := Sample(t, "en")
	commits := must[[]authority.Proposed](t)(i.Community.Commits(t.Context()))
	var pending []authority.Proposed
	for _, c := range commits {
		if c.Current && !c.Carried {
			pending = append(pending, c)
		}
	}
	if len(pending) != 1 || len(pending[0].Signers) != 1 || pending[0].Needed != 2 {
		t.Errorf("%+v", pending)
	}
}

func TestWhatIsBeingConfirmedPassesOnSunday(t *testing.T) {
	i := Sample(t, "en")
	page := must[app.PollPage](t)(i.Community.Poll(t.Context(), i.Polls["energy"]))
	if page.Course == nil {
		t.Fatal("it has no course")
	}
	if passes := time.UnixMilli(page.Course.ForecastMillis).UTC(); !page.Course.WouldPass || passes != time.Date(2026, time.May, 17, 9, 12, 0, 0, time.UTC) {
		t.Errorf("it would pass: %t, %s", page.Course.WouldPass, passes)
	}
	counts := make(map[string]int64)
	for _, o := range page.Running.Options {
		counts[o.Option] = int64(o.Count)
	}
	if counts["yes"] != 21 || counts["no"] != 4 || counts["abstain"] != 3 {
		t.Errorf("%v", counts)
	}
}

// TestItsRecordsCheck writes the record of every poll that is closed, and reads it as somebody would who knows nothing else.
func TestItsRecordsCheck(t *testing.T) {
	i := Sample(t, "en")
	checked := 0
	for key, id := range i.Polls {
		if page := must[app.PollPage](t)(i.Community.Poll(t.Context(), id)); page.Closing.State != closing.Sealed {
			continue
		}
		var file bytes.Buffer
		if _, err := i.Community.ExportRecord(t.Context(), &file, id, nil); err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		if _, err := record.Verify(t.Context(), &file, record.Check{Random: newDice()}); err != nil {
			t.Errorf("%s: %v", key, err)
		}
		checked++
	}
	if checked != 12 {
		t.Errorf("%d records", checked)
	}
}
