package community_test

// What people without rights write does not stay in memory: neither what they propose and sign, nor what they carry without the council.

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// contentOn is a commit's content as big as one can be, nearly.
func contentOn(s *apptest.Story, parent op.ID, i int) authority.Content {
	text := fmt.Sprint(i) + strings.Repeat("x", 15_000)
	return authority.Content{
		Version: 1, Community: s.Community(), Type: authority.ByCouncil, Parent: parent, Acts: charter.Acts{Text: &text}, TimeMillis: int64(i),
	}
}

func TestProposalsAndSignaturesAreNotHeld(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	content := contentOn(s, s.Here.Head(), 1)
	commit, err := content.ID()
	must(t, err)
	for _, l := range []*apptest.Laptop{ada, bob} {
		proposed := mustVerdict(t, l, l.Sign(l.Header(authority.KindPropose), &authority.ProposeBody{Content: content}), kind.Applied)
		signed := mustVerdict(t, l, l.Sign(l.Header(authority.KindSign), &authority.SignBody{Commit: commit}), kind.Applied)
		for _, id := range []op.ID{proposed, signed} {
			if _, held := s.Here.Engine.Authority().Node(id); held {
				t.Errorf("what %s has written is held in memory", l.Person)
			}
		}
	}
	// bob's alone are not listed: he is no steward.
	other := contentOn(s, s.Here.Head(), 2)
	bob.Write(authority.KindPropose, &authority.ProposeBody{Content: other})
	if list := commitsOf(s.Here); len(list) != 1 || list[0].ID != commit {
		t.Errorf("%d commits are listed", len(list))
	}
	converge(t, s)
}

// heldBy is how many bytes an engine takes that is opened on a replica.
func heldBy(p *apptest.Party, registry *kind.Registry, com op.CommunityID) (bytes int64) {
	var before, after runtime.MemStats
	p.View(func(v community.View) error {
		runtime.GC()
		runtime.ReadMemStats(&before)
		engine, err := community.Open(community.Config{Registry: registry, Community: com}, v)
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(engine)
		return err
	})
	return int64(after.HeapAlloc) - int64(before.HeapAlloc)
}

func TestCarriersThatNobodySignedAreHeldByTheirPlaceAlone(t *testing.T) {
	const many, bytesEach = 400, 2_000
	for name, parentOf := range map[string]func(head, last op.ID) op.ID{
		"side by side":        func(head, _ op.ID) op.ID { return head },
		"one upon each other": func(_, last op.ID) op.ID { return last },
	} {
		t.Run(name, func(t *testing.T) {
			s := apptest.NewStory(t)
			ada := s.Founder("ada")
			mallory := s.Newcomer(ada, "mallory")
			head := s.Here.Head()
			before := heldBy(s.Here, s.Registry, s.Community())
			last := head
			var ops []*op.Op
			header := mallory.Header(authority.KindCommit)
			for i := range many {
				content := contentOn(s, parentOf(head, last), i)
				var err error
				last, err = content.ID()
				must(t, err)
				o := mallory.Sign(header, &authority.CarrierBody{Content: content})
				ops = append(ops, o)
				header.Seq, header.Prev, header.Deps, header.TimeMillis = header.Seq+1, o.ID, nil, 0
			}
			report, asked := takeCounted(s.Here, 50, ops...)
			if len(report.Stored) != many || s.Here.Head() != head {
				t.Fatalf("%d of %d are stored, the head is %s", len(report.Stored), many, s.Here.Head().Short())
			}
			if asked > 12*many {
				t.Errorf("%d questions for %d carriers", asked, many)
			}
			// Those that came last are warm: their contents are no more however many come.
			const warm = 128 * 16_000
			if held := heldBy(s.Here, s.Registry, s.Community()) - before; held > warm+many*bytesEach {
				t.Errorf("%d carriers take %d bytes", many, held)
			} else {
				t.Logf("%d carriers take %d bytes", many, held)
			}
			if list := commitsOf(s.Here); len(list) != 0 {
				t.Errorf("%d commits are listed that nobody of the council has signed", len(list))
			}
			s.Ops = append(s.Ops, ops...)
			p := s.Replayed()
			p.Reopen()
			if p.Digest() != s.Here.Digest() {
				t.Error("another digest after reading all anew")
			}
		})
	}
}
