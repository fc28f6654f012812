package community_test

// What acts of authority cost everybody that are taken in apart from all others: counted in judgements and visits, never in time.

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// goOn signs the next n acts of a log.
func goOn(l *apptest.Laptop, kindName string, n int, body func(i int) (any, []op.ID)) []*op.Op {
	h := l.Header(kindName)
	relies := h.Deps
	ops := make([]*op.Op, 0, n)
	for i := range n {
		said, deps := body(i)
		h.Deps = append(relies, deps...)
		slices.SortFunc(h.Deps, op.ID.Compare)
		h.Deps = slices.DeleteFunc(slices.Compact(h.Deps), func(id op.ID) bool { return id == h.Prev })
		o := l.Sign(h, said)
		ops = append(ops, o)
		h.Seq, h.Prev, relies = h.Seq+1, o.ID, nil
	}
	return ops
}

func TestActsCostTheirNumber(t *testing.T) {
	const few, many = 1000, 2000
	for name, write := range map[string]func(s *apptest.Story, ada *apptest.Laptop, n int) (counted []*op.Op){
		"a newcomer withdraws what is nobody's": func(s *apptest.Story, ada *apptest.Laptop, n int) []*op.Op {
			return goOn(s.Newcomer(ada, "eve"), authority.KindWithdraw, n, func(int) (any, []op.ID) {
				return &authority.WithdrawBody{Device: op.DeviceID{1}}, nil
			})
		},
		"a newcomer withdraws the founder's device": func(s *apptest.Story, ada *apptest.Laptop, n int) []*op.Op {
			return goOn(s.Newcomer(ada, "eve"), authority.KindWithdraw, n, func(int) (any, []op.ID) {
				return &authority.WithdrawBody{Device: ada.Device}, nil
			})
		},
		"a newcomer approves": func(s *apptest.Story, ada *apptest.Laptop, n int) []*op.Op {
			eve := s.Newcomer(ada, "eve")
			return goOn(eve, authority.KindApprove, n, func(int) (any, []op.ID) { return &authority.ApproveBody{Of: eve.Join}, nil })
		},
		"a newcomer withdraws a device of hers, ever further back": func(s *apptest.Story, ada *apptest.Laptop, n int) []*op.Op {
			eve := s.Newcomer(ada, "eve")
			second := eve.Second("eve-2")
			acts := goOn(second, authority.KindApprove, n, func(int) (any, []op.ID) { return &authority.ApproveBody{Of: eve.Join}, nil })
			ada.At.Take(acts...)
			return goOn(eve, authority.KindWithdraw, n, func(i int) (any, []op.ID) {
				return &authority.WithdrawBody{Device: second.Device, Cut: acts[n-1-i].ID}, nil
			})
		},
		"a steward mutes, and takes each back": func(s *apptest.Story, ada *apptest.Laptop, n int) []*op.Op {
			mutes := goOn(ada, proposal.KindMute, n, func(i int) (any, []op.ID) {
				return &proposal.Mute{Account: op.AccountID{byte(i), byte(i >> 8), 1}}, nil
			})
			ada.At.Take(mutes...)
			return goOn(ada, proposal.KindUnmute, n, func(i int) (any, []op.ID) {
				return &proposal.Unmute{Of: mutes[i].ID}, []op.ID{mutes[i].ID}
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			cost := func(n int) uint64 {
				s := apptest.NewStory(t)
				ada := s.Founder("ada")
				ops := write(s, ada, n)
				before := s.Here.Engine.Authority().Work()
				report := s.Here.Take(ops...)
				if len(report.Stored) != n {
					t.Fatalf("%d of %d are stored, refused %v", len(report.Stored), n, report.Refused)
				}
				work := s.Here.Engine.Authority().Work() - before
				digest := s.Here.Digest()
				s.Here.Reopen()
				if s.Here.Digest() != digest {
					t.Error("opened again, something else is said")
				}
				if opened := s.Here.Engine.Authority().Work(); opened > uint64(100*n) {
					t.Errorf("opening again takes %d steps for %d acts", opened, n)
				}
				return work
			}
			a, b := cost(few), cost(many)
			t.Logf("%d steps for %d acts, %d for %d", a, few, b, many)
			if b > 3*a || b > 60*many {
				t.Errorf("%d steps for %d acts, %d for %d", a, few, b, many)
			}
		})
	}
}
