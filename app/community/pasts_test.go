package community_test

// What one member makes of the interned pasts whose log names ever more that nothing else sees: a replica keeps as much as was written, not its
// square. What is held in memory, package authority counts.

import (
	"fmt"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// pastEntries counts the pasts that a replica has, and what their rows list.
func pastEntries(p *apptest.Party) (pasts, entries int) {
	p.View(func(v community.View) error {
		return v.Pasts(func(past authority.Past) bool {
			pasts++
			entries += len(past.Parts) + len(past.Heads) + len(past.Names)
			return true
		})
	})
	return pasts, entries
}

// growing are situations in which each of many ops sees one thing more. They return what is handed in first, and those ops.
var growing = map[string]func(s *apptest.Story, ada, bob *apptest.Laptop, many int) (first, then []*op.Op){
	"commits side by side": namingCommits,
	"acts side by side":    citingActs,
}

func namingCommits(s *apptest.Story, ada, bob *apptest.Laptop, many int) (first, then []*op.Op) {
	mallory := s.Newcomer(ada, "mallory")
	carrier, named := mallory.Header(authority.KindCommit), bob.Header(proposal.KindTopic)
	for i := range many {
		content := authority.Content{
			Version: 1, Community: s.Community(), Type: authority.ByCouncil, Parent: s.Here.Head(), Acts: text(fmt.Sprint(i)), TimeMillis: int64(i),
		}
		commit, err := content.ID()
		must(s.T, err)
		carries := mallory.Sign(carrier, &authority.CarrierBody{Content: content})
		names := named
		names.Auth = commit
		first, then = append(first, carries), append(then, bob.Sign(names, topic(fmt.Sprint(i))))
		carrier, named = next(carrier, carries), next(named, then[i])
		carrier.Auth = commit // whoever carries them sees ever more of them as well
	}
	return first, then
}

func citingActs(s *apptest.Story, ada, bob *apptest.Laptop, many int) (first, then []*op.Op) {
	invite := ada.Invite("for everybody")
	citing := bob.Header(proposal.KindTopic)
	for i := range many {
		joins := s.Stranger(fmt.Sprint("guest ", i)).JoinBy(invite, apptest.KeyOf("for everybody"))
		cites := citing
		cites.Deps = sorted(joins.ID)
		first, then = append(first, joins), append(then, bob.Sign(cites, topic(fmt.Sprint(i))))
		citing = next(citing, then[i])
	}
	return first, then
}

// next is the header of a device's op after another one.
func next(h op.Header, before *op.Op) op.Header {
	h.Seq, h.Prev, h.Deps, h.TimeMillis = h.Seq+1, before.ID, nil, 0
	return h
}

func TestPastsThatGrowTakeWhatTheyAdd(t *testing.T) {
	const many = 2_000
	for name, write := range growing {
		t.Run(name, func(t *testing.T) {
			s := apptest.NewStory(t)
			ada := s.Founder("ada")
			bob := s.Join(ada, "bob")
			first, then := write(s, ada, bob, many)
			if report := s.Here.Take(first...); len(report.Stored) != many {
				t.Fatalf("%d of %d are stored", len(report.Stored), many)
			}
			pastsBefore, before := pastEntries(s.Here)
			if report := s.Here.Take(then...); len(report.Stored) != many {
				t.Fatalf("%d of %d are stored", len(report.Stored), many)
			}
			pasts, entries := pastEntries(s.Here)
			if pasts-pastsBefore < many-1 {
				t.Fatalf("%d ops see %d pasts", many, pasts-pastsBefore)
			}
			if before > 4*pastsBefore || entries > 4*pasts {
				t.Errorf("%d pasts list %d entries, and %d list %d", pastsBefore, before, pasts, entries)
			}
			t.Logf("%d pasts more list %d entries", pasts-pastsBefore, entries-before)
			s.Ops = append(append(s.Ops, first...), then...)
			p := s.Replayed()
			p.Reopen()
			if p.Digest() != s.Here.Digest() {
				t.Error("another digest after reading all anew")
			}
		})
	}
}
