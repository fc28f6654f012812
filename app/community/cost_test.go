package community_test

// What a liar can make every replica do: counted in questions to the replica, never in time.

import (
	"context"
	"fmt"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// counting is a replica that counts what it is asked.
type counting struct {
	community.Tx
	asked *int
}

func (c counting) Meta(id op.ID) (community.Meta, bool, error) {
	*c.asked++
	return c.Tx.Meta(id)
}

func (c counting) Load(id op.ID) (community.Stored, bool, error) {
	*c.asked++
	return c.Tx.Load(id)
}

func (c counting) WaitingOp(id op.ID) (community.WaitingOp, bool, error) {
	*c.asked++
	return c.Tx.WaitingOp(id)
}

func (c counting) Waiting(id op.ID, yield func(*op.Op) bool) error {
	*c.asked++
	return c.Tx.Waiting(id, func(o *op.Op) bool {
		*c.asked++
		return yield(o)
	})
}

func (c counting) DeviceOps(device op.DeviceID, from uint64, yield func(community.Meta) bool) error {
	return c.Tx.DeviceOps(device, from, func(m community.Meta) bool {
		*c.asked++
		return yield(m)
	})
}

func (c counting) ChainOps(yield func(community.Stored) bool) error {
	return c.Tx.ChainOps(func(s community.Stored) bool {
		*c.asked++
		return yield(s)
	})
}

// takeCounted hands ops in, so many in one call, and counts the questions.
func takeCounted(p *apptest.Party, each int, ops ...*op.Op) (report community.Report, asked int) {
	p.T.Helper()
	for len(ops) > 0 {
		some := ops[:min(each, len(ops))]
		ops = ops[len(some):]
		if err := p.Memory.Update(context.Background(), func(tx community.Tx) error {
			return p.Engine.Ingest(counting{tx, &asked}, some, &report)
		}); err != nil {
			p.T.Fatal(err)
		}
	}
	return report, asked
}

// branch is a log that goes on beside one that is stored: n ops that nobody rests on, the first of them after prev.
func branch(l *apptest.Laptop, first op.Header, n int) []*op.Op {
	ops := make([]*op.Op, 0, n)
	for i := range n {
		o := l.Sign(first, topic(fmt.Sprintf("beside %d", i)))
		ops = append(ops, o)
		first.Seq, first.Prev, first.Deps = first.Seq+1, o.ID, nil
		first.TimeMillis = 0
	}
	return ops
}

// forked is a community in which dan has forked, with a long branch of his that nobody rests on.
func forked(t *testing.T, n int) (s *apptest.Story, ada, dan *apptest.Laptop, beside []*op.Op) {
	t.Helper()
	s = apptest.NewStory(t)
	ada = s.Founder("ada")
	dan = s.Join(ada, "dan")
	header := dan.Header(proposal.KindTopic)
	for i := range 3 {
		dan.Write(proposal.KindTopic, topic(fmt.Sprint(i)))
	}
	return s, ada, dan, branch(dan, header, n)
}

func TestABranchThatNobodyRestsOnCostsItsLength(t *testing.T) {
	const length = 300
	for _, each := range []int{1, length} {
		t.Run(fmt.Sprintf("%d at once", each), func(t *testing.T) {
			s, ada, _, beside := forked(t, length)
			takeCounted(s.Here, 1, beside[:3]...)
			report, asked := takeCounted(s.Here, each, beside[3:]...)
			if report.Waiting != length-3 {
				t.Fatalf("%d of %d lie aside, refused %v", report.Waiting, length-3, report.Refused)
			}
			if asked > 20*length {
				t.Errorf("%d questions to the replica for a branch of %d", asked, length)
			}
			// Somebody rests on the end of it: then all of it is stored after all.
			last := ada.Sign(ada.Header(proposal.KindTopic, beside[length-1].ID), topic("rests on it"))
			report = s.Here.Take(last)
			if len(report.Stored) != length-2 && len(report.Stored) != length-1 && len(report.Stored) != length {
				t.Errorf("%d of %d are stored with what rests on them", len(report.Stored), length)
			}
			if s.Here.Verdict(beside[length-1].ID) == 0 || s.Here.Verdict(last.ID) == 0 {
				t.Error("the end of the branch, or what rests on it, is not stored")
			}
		})
	}
}

func TestABrokenBranchIsLookedAtOnce(t *testing.T) {
	const length, many = 300, 200
	s, ada, _, beside := forked(t, length)
	s.Here.Take(beside...)
	// The beginning of the branch had to make room meanwhile.
	s.Here.Update(func(tx community.Tx) error {
		return tx.Apply(community.Changes{Release: []op.ID{beside[4].ID}})
	})
	header := ada.Header(proposal.KindTopic, beside[length-1].ID)
	resting := make([]*op.Op, 0, many)
	for i := range many {
		resting = append(resting, ada.Sign(header, topic(fmt.Sprint(i))))
	}
	// They fork ada's log, were they stored; but none is, for each rests on what is not here.
	report, asked := takeCounted(s.Here, 1, resting...)
	if report.Waiting != many {
		t.Fatalf("%d of %d wait", report.Waiting, many)
	}
	if asked > 10*(length+many) {
		t.Errorf("%d questions for %d acts that rest on a broken branch of %d", asked, many, length)
	}
	s.Here.Take(beside[4])
	if s.Here.Verdict(beside[length-1].ID) == 0 {
		t.Error("what was missing has come, and nothing that rests on it is stored")
	}
}

func TestPruningIsDoneOnceForACall(t *testing.T) {
	const many = 60
	s, ada, _, _ := forked(t, 0)
	var ops []*op.Op
	for i := range many {
		l := s.Join(ada, fmt.Sprintf("liar-%d", i))
		header := l.Header(proposal.KindTopic)
		l.Write(proposal.KindTopic, topic("one"))
		ops = append(ops, l.Sign(header, topic("two")))
	}
	_, asked := takeCounted(s.Here, len(ops), ops...)
	if asked > 40*many {
		t.Errorf("%d questions for %d forks that come together", asked, many)
	}
	if got := len(s.Here.Engine.Forks()); got != many {
		t.Errorf("%d forks are shown, want %d", got, many)
	}
}

func TestWhatWaitsGetsTheBodyThatItCameWithout(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	first := ada.Sign(ada.Header(proposal.KindTopic), topic("first"))
	header := ada.Header(proposal.KindTopic)
	header.Seq, header.Prev, header.Deps = header.Seq+1, first.ID, nil
	second := ada.Sign(header, topic("second"))
	s.Here.Take(second.WithoutBody())
	s.Here.Take(second)
	s.Here.Take(first)
	s.Here.View(func(v community.View) error {
		stored, _, err := v.Load(second.ID)
		if !stored.HasBody {
			t.Error("it is stored as it came first, without its body")
		}
		return err
	})
}
