package cli

// Device, copied: another key for an install whose disk image was restored, and what it wrote beside the other copy.

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) deviceRenew() *cobra.Command {
	return a.verb(spec{
		use: "renew", key: "device.renew", needs: needsProfile, example: "folkmoot device renew",
		run: func(ctx context.Context, _ []string) error { return a.renewDevice(ctx) },
	})
}

func (a *act) renewDevice(ctx context.Context) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	device, err := c.RenewDevice(ctx)
	if err != nil {
		return err
	}
	lost, err := c.Lost(ctx)
	if err != nil {
		return err
	}
	return a.answer(struct {
		Device string     `json:"device"`
		Lost   []lostView `json:"lost"`
	}{device.String(), newLostViews(lost)}, func() error {
		if err := a.tell("device.renewed", nil); err != nil || len(lost) == 0 {
			return err
		}
		return a.println(a.say.N("device.lost_some", len(lost), nil))
	})
}

// lostView is an act that a fork of this install's own log made go.
type lostView struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	TimeMillis int64  `json:"time_ms"`
	// Verdict is "dropped" where it is not kept.
	Verdict string `json:"verdict"`
	// Again says that say-again can say it again.
	Again bool   `json:"can_be_said_again"`
	Text  string `json:"text"`
}

func newLostViews(lost []app.LostAct) []lostView {
	list := []lostView{}
	for _, l := range lost {
		v := lostView{
			ID: l.Op.ID.String(), Kind: l.Op.Header.Kind, TimeMillis: l.Op.Header.TimeMillis, Verdict: "dropped", Again: l.Again, Text: l.Text,
		}
		if l.Verdict != kind.Verdict(0) {
			v.Verdict = l.Verdict.String()
		}
		list = append(list, v)
	}
	return list
}

func (a *act) deviceLost() *cobra.Command {
	return a.verb(spec{
		use: "lost", key: "device.lost", needs: needsProfile, example: "folkmoot device lost",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			lost, err := c.Lost(ctx)
			if err != nil {
				return err
			}
			list := newLostViews(lost)
			return a.answer(map[string]any{"lost": list}, func() error { return a.showLost(list) })
		},
	})
}

func (a *act) showLost(list []lostView) error {
	t := table{head: []string{a.say.T("column.id", nil), a.say.T("column.time", nil), a.say.T("column.act", nil), a.say.T("column.text", nil)}}
	for _, v := range list {
		said := text.Line(v.Text)
		if !v.Again {
			said = a.say.T("device.not_again", nil)
		}
		t.row(text.ShortID(v.ID), a.words().Distance(v.TimeMillis), text.Line(v.Kind), said)
	}
	return a.show(t, a.say.T("device.lost_none", nil))
}

func (a *act) deviceSayAgain() *cobra.Command {
	var forget bool
	cmd := a.verb(spec{
		use: "say-again [ID…]", key: "device.say_again", args: atLeast(0), needs: needsProfile, hints: a.lostHints,
		example: "folkmoot device say-again\nfolkmoot device say-again kq3vz7ma\nfolkmoot device say-again --forget",
		run: func(ctx context.Context, args []string) error {
			if forget {
				return a.forgetLost(ctx)
			}
			return a.sayAgain(ctx, args)
		},
	})
	cmd.Flags().BoolVar(&forget, "forget", false, a.flag("forget_lost"))
	return cmd
}

// saidView is what became of one act.
type saidView struct {
	ID string `json:"id"`
	// New is empty where Reason says why there is none.
	New    string `json:"new"`
	Reason string `json:"reason,omitempty"`
}

func (a *act) sayAgain(ctx context.Context, typed []string) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	ids, err := a.lostMeant(ctx, c, typed)
	if err != nil {
		return err
	}
	said, err := c.SayAgain(ctx, ids...)
	if err != nil {
		return err
	}
	list, failed := []saidView{}, false
	for _, s := range said {
		v := saidView{ID: s.Old.String()}
		if s.Err != nil {
			v.Reason, failed = a.troubleOf(s.Err).What, true
		} else {
			v.New = s.New.String()
		}
		list = append(list, v)
	}
	if err := a.answer(map[string]any{"said": list}, func() error { return a.showSaid(list) }); err != nil {
		return err
	}
	if failed {
		return &exitError{ExitFailed}
	}
	return nil
}

func (a *act) showSaid(list []saidView) error {
	if len(list) == 0 {
		return a.tell("device.lost_none", nil)
	}
	for _, v := range list {
		line := a.say.T("device.said_again", map[string]any{"ID": text.ShortID(v.ID), "New": text.ShortID(v.New)})
		if v.New == "" {
			line = a.say.T("device.not_said", map[string]any{"ID": text.ShortID(v.ID), "Reason": v.Reason})
		}
		if err := a.println(line); err != nil {
			return err
		}
	}
	return nil
}

// lostMeant is what beginnings of ids mean among the lost acts, which need not be stored any more.
func (a *act) lostMeant(ctx context.Context, c *app.Community, typed []string) ([]op.ID, error) {
	lost, err := c.Lost(ctx)
	if err != nil {
		return nil, err
	}
	var ids []op.ID
	for _, t := range typed {
		prefix, err := op.IDPrefix(t)
		if err != nil {
			return nil, err
		}
		var found []op.ID
		for _, l := range lost {
			if strings.HasPrefix(l.Op.ID.String(), prefix) {
				found = append(found, l.Op.ID)
			}
		}
		switch len(found) {
		case 0:
			return nil, app.ErrNotFoundHere
		case 1:
			ids = append(ids, found[0])
		default:
			return nil, &app.AmbiguousError{Text: t, Candidates: found}
		}
	}
	return ids, nil
}

func (a *act) forgetLost(ctx context.Context) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	lost, err := c.Lost(ctx)
	if err != nil {
		return err
	}
	if len(lost) > 0 {
		if err := a.confirm(a.say.N("device.forget_confirm", len(lost), nil)); err != nil {
			return err
		}
	}
	if err := c.ForgetLost(); err != nil {
		return err
	}
	return a.answer(map[string]any{"forgotten": newLostViews(lost)}, func() error { return a.println(a.say.N("device.forgotten", len(lost), nil)) })
}

func (a *act) lostHints(ctx context.Context, _ []string, _ string) []string {
	c, err := a.community()
	if err != nil {
		return nil
	}
	lost, err := c.Lost(ctx)
	if err != nil {
		return nil
	}
	var hints []string
	for _, l := range lost {
		if l.Again {
			hints = append(hints, text.ShortID(l.Op.ID.String())+"\t"+text.Line(l.Text))
		}
	}
	return hints
}
