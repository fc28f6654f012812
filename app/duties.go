package app

// Duties: what this device does by itself after every change: admitting by auto invites, and a teller's part in what its board agrees on.

import (
	"context"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// maxDutiesAtOnce bounds what one change can make this device write: a teller alone settles a commit in three steps, and a long line of
// commits that waited for it goes on with the next change.
const maxDutiesAtOnce = 256

// Tick does what time alone has made due.
func (c *Community) Tick(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.duties(ctx)
}

// doDuties does what a change has made due. It is tried again with the next change. The caller holds c.mu.
func (c *Community) doDuties(ctx context.Context) {
	if err := c.duties(ctx); err != nil {
		c.service.ports.Log.Warn("a duty was not done", "community", c.Membership().Community, "error", err)
	}
}

// duties does everything that is due, each kind in a transaction of its own: what one stumbles over undoes neither what it follows from nor
// the others. The caller holds c.mu.
func (c *Community) duties(ctx context.Context) error {
	return errors.Join(
		c.admitByInvites(ctx),
		c.updateLocked(ctx, (*writing).tell),
		c.updateLocked(ctx, (*writing).agreeAsTeller),
		c.dropDue(ctx),
	)
}

// mayServe: nothing is written by itself with a key that was used elsewhere, nor where a newer version is needed: what follows there is not for
// this one to say.
func (w *writing) mayServe() bool {
	return w.engine.Authority() != nil && !w.isCopied() && !w.engine.NeedsNewer()
}

// agreeAsTeller writes this teller's steps until there is none to write.
func (w *writing) agreeAsTeller() error {
	if !w.mayServe() {
		return nil
	}
	for range maxDutiesAtOnce {
		more, err := w.agree()
		if err != nil {
			return fmt.Errorf("doing a teller's duty: %w", err)
		}
		if !more {
			return nil
		}
	}
	return nil
}

// admitByInvites admits who joined by an auto invite that is valid, not revoked, not over and not used up, where this device may admit. All are
// admitted in one transaction; where one of them cannot be, each gets its own, so that nobody else waits for that. The caller holds c.mu.
func (c *Community) admitByInvites(ctx context.Context) error {
	all := c.updateLocked(ctx, func(w *writing) error { return w.admitEach((*writing).admitNewcomer) })
	if all == nil || ctx.Err() != nil {
		return all
	}
	var due [][2]op.ID
	err := c.updateLocked(ctx, func(w *writing) error {
		return w.admitEach(func(_ *writing, join, invite op.ID) (bool, error) {
			due = append(due, [2]op.ID{join, invite})
			return false, nil
		})
	})
	var failed []error
	for _, d := range due {
		// Each asks anew whether there is still room: the one before has changed that.
		failed = append(failed, c.admitAlone(ctx, d[0]))
	}
	return errors.Join(append(failed, err)...)
}

// admitAlone admits one newcomer in a transaction of its own, and remembers where that fails.
func (c *Community) admitAlone(ctx context.Context, join op.ID) error {
	var head op.ID
	err := c.updateLocked(ctx, func(w *writing) error {
		return w.admitEach(func(w *writing, other, invite op.ID) (bool, error) {
			if other != join {
				return false, nil
			}
			head = w.engine.Authority().Now().Head()
			return w.admitNewcomer(join, invite)
		})
	})
	if err == nil || ctx.Err() != nil {
		return err
	}
	if c.notAdmitted == nil {
		c.notAdmitted = make(map[op.ID]op.ID)
	}
	c.notAdmitted[join] = head
	return fmt.Errorf("admitting by the join %s: %w", join.Short(), err)
}

// admitEach hands out the joins that may be admitted, as long as their invite has room.
func (w *writing) admitEach(admit func(w *writing, join, invite op.ID) (bool, error)) error {
	if !w.mayServe() {
		return nil
	}
	g := w.engine.Authority()
	me, ok := g.Person(w.community.Membership().Account)
	if !ok || !me.Member || (!me.Steward && !me.Admitter) {
		return nil
	}
	now := w.community.service.ports.NowMillis()
	for _, invite := range g.Invites() {
		if !invite.AdmitsAt(now) {
			continue
		}
		free := int(invite.Body.Uses) - invite.Admitted
		for _, join := range invite.Joins {
			if free <= 0 {
				break
			}
			if head, failed := w.community.notAdmitted[join]; failed && head == g.Now().Head() {
				continue
			}
			admitted, err := admit(w, join, invite.ID)
			if err != nil {
				return err
			}
			if admitted {
				free--
			}
		}
	}
	return nil
}

func (w *writing) admitNewcomer(join, invite op.ID) (bool, error) {
	g := w.engine.Authority()
	n, ok := g.Node(join)
	if !ok {
		return false, nil
	}
	account := n.Body.(*authority.JoinBody).Account
	if p, _ := g.Person(account); !p.Newcomer {
		return false, nil
	}
	_, err := w.act(Draft{
		Kind: authority.KindAdmit, Body: &authority.AdmitBody{Join: join, Account: account}, Deps: []op.ID{join, invite},
	})
	return err == nil, err
}

// agree writes this teller's next step, if there is one.
func (w *writing) agree() (bool, error) {
	c := w.community
	g := w.engine.Authority()
	duty, ok := g.Duty(c.Device(), w.outOfPatience, w.isEnactable)
	if !ok {
		return false, nil
	}
	past, err := w.engine.PastOfTip(w.tx, c.Device())
	if err != nil {
		return false, err
	}
	body := &authority.AgreementBody{Base: duty.Base, View: duty.Message.View, Value: duty.Message.Value}
	cites := g.StepCites(duty, past)
	if len(cites) > op.MaxDeps-4 {
		cites = cites[:op.MaxDeps-4]
	}
	_, err = w.write(Draft{Kind: authority.KindOfStep(duty.Message.Step), Body: body, Deps: cites})
	return err == nil, err
}

// outOfPatience reports whether this teller's time in a view is over: what the charter to be changed says, doubled with each view. It begins when
// this install first sees that the agreement is in that view; the profile notes when, so that it runs on between commands.
func (w *writing) outOfPatience(base op.ID, view uint32) bool {
	ports := w.community.service.ports
	now := ports.NowMillis()
	key := settingPatience + w.community.Membership().Community.String()
	noted, err := ports.Profile.Setting(key)
	if err != nil {
		return false
	}
	var of string
	var since int64
	here := fmt.Sprintf("%s/%d", base, view)
	// A clock that was set back would make it wait for as long.
	if _, err := fmt.Sscanf(noted, "%s %d", &of, &since); err != nil || of != here || now < since {
		if err := ports.Profile.SetSetting(key, fmt.Sprintf("%s %d", here, now)); err != nil {
			ports.Log.Warn("patience not noted", "error", err)
		}
		return false
	}
	rules, _ := w.engine.Authority().StateAt(base)
	return now-since >= rules.Charter.PatienceMillis<<min(view, 20)
}

// settingPatience notes since when a teller waits in which view of which agreement.
const settingPatience = "patience/"

func (w *writing) isCopied() bool {
	copied, err := w.community.isCopied()
	return err != nil || copied
}
