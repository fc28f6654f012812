package community_test

// A laptop that its owner has withdrawn, and whoever has it now.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

func TestALostLaptopVotesInNoLaterPoll(t *testing.T) {
	b := newBoard(t)
	lost := b.bob.Second("bob-2")
	before := b.cat.OpenPoll(closesMillis)
	b.bob.Write(authority.KindWithdraw, &authority.WithdrawBody{Device: lost.Device})
	b.Receipt(10, b.all...)
	after := b.bob.OpenPoll(closesMillis)
	in := func(opening op.ID, from *apptest.Laptop, choice byte) op.ID {
		return from.Write(poll.KindCast, &poll.Cast{Poll: opening, Choice: []byte{choice}}, opening)
	}
	own := in(after, b.bob, 0)
	stolen := in(after, lost, 1)
	earlier := in(before, lost, 1)
	mustBe(t, b.Here.Verdict(own), kind.Applied)
	mustBe(t, b.Here.Verdict(stolen), kind.NoRight)
	mustBe(t, b.Here.Verdict(earlier), kind.Applied)
	for _, s := range []struct{ opening, counted op.ID }{{after, own}, {before, earlier}} {
		b.Close(s.opening, closesMillis-1, b.all...)
		b.Close(s.opening, settledClose, b.all...)
		b.Here.Inside(func() error {
			p, err := b.Here.Engine.Closing(s.opening)
			if err != nil {
				return err
			}
			mustBe(t, len(p.Outcomes()), 1)
			ids := p.Outcomes()[0].Count.IDs()
			mustBe(t, len(ids), 1)
			mustBe(t, ids[0], s.counted)
			return nil
		})
	}
	converge(t, b.Story)
}
