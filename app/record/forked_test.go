package record_test

// Records of communities in which somebody contradicts himself: what rests on one branch or both is proved all the same.

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// copied is a copy of a laptop on a replica of its own.
func copied(s *apptest.Story, l *apptest.Laptop) (*apptest.Laptop, *apptest.Party) {
	other := s.Stranger(l.Person)
	*other = *l
	return other, s.Apart(other)
}

func TestARecordWithForkedLogs(t *testing.T) {
	for _, s := range []struct {
		name string
		// fork lets somebody write on two laptops with one key.
		fork func(w *town)
		want uint64
	}{
		{"a voter casts two ballots in one place", func(w *town) {
			twin, there := copied(w.Story, w.eve)
			cast(w.eve, w.opening, yes, op.ID{})
			cast(twin, w.opening, no, op.ID{})
			w.Here.Take(there.Ops()...)
			w.Close(w.opening, closesMillis-500, w.tellers...)
		}, 2},
		{"a voter talks in one place and votes in the other", func(w *town) {
			twin, there := copied(w.Story, w.eve)
			topic := w.eve.Write(proposal.KindTopic, &proposal.NewTopic{Title: "Here", Text: "And not there."})
			comment := &proposal.AddComment{On: topic, Text: "I was here."}
			w.cat.Write(proposal.KindComment, comment, comment.Deps()...)
			w.Close(w.opening, closesMillis-600, w.tellers...)
			cast(twin, w.opening, no, op.ID{})
			w.Here.Take(there.Ops()...)
			w.Close(w.opening, closesMillis-500, w.tellers...)
		}, 2},
		{"a voter is late, on a branch that nobody rests on", func(w *town) {
			cast(w.eve, w.opening, yes, op.ID{})
			w.Close(w.opening, closesMillis-500, w.tellers...)
			twin, there := copied(w.Story, w.eve)
			w.Close(w.opening, settledClose, w.tellers...)
			cast(w.eve, w.otherPoll, yes, op.ID{})
			cast(twin, w.opening, no, op.ID{})
			w.Here.Take(there.Ops()...)
		}, 2},
	} {
		t.Run(s.name, func(t *testing.T) {
			w := begun(t)
			s.fork(w)
			w.Close(w.opening, settledClose, w.tellers...)
			file := recordOf(t, w.Here, w.opening)
			r := mustVerify(t, file, w.Community())
			if r.Outcome == nil || r.Outcome.Voters != s.want {
				t.Errorf("it proves %+v", r.Outcome)
			}
			again := apptest.NewParty(t, w.Registry, w.Community(), op.ID{})
			again.Take(w.Here.Ops()...)
			if !slices.Equal(file, recordOf(t, again, w.opening)) {
				t.Error("another replica that holds the same writes another record")
			}
		})
	}
}

// begun is a community with an open poll and one ballot in it.
func begun(t *testing.T) *town {
	t.Helper()
	s := apptest.NewStory(t)
	w := &town{Story: s, ada: s.Founder("ada", apptest.Closing)}
	w.bob, w.cat, w.dan, w.eve = s.Join(w.ada, "bob"), s.Join(w.ada, "cat"), s.Join(w.ada, "dan"), s.Join(w.ada, "eve")
	w.tellers = []*apptest.Laptop{w.ada, w.bob, w.cat, w.dan}
	s.Tellers(w.ada, w.tellers...)
	w.opening, w.otherPoll = w.bob.OpenPoll(closesMillis), w.cat.OpenPoll(closesMillis+7)
	cast(w.ada, w.opening, yes, op.ID{})
	s.Close(w.opening, closesMillis-1000, w.tellers...)
	return w
}
