package sim

// Duties: what an honest laptop does by itself after every change, as the service does: it admits by auto invites, and does a teller's part.

import (
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

const (
	firstPatienceMillis = dayMillis
	maxDutiesAtOnce     = 256
)

// waiting is the view of an agreement that a teller waits in.
type waiting struct {
	base  op.ID
	view  uint32
	since int64
}

// agreeAsFarAsItGoes does a teller's part. An error is a failure of the run: nothing that others write may keep an honest teller from it.
func (w *writing) agreeAsFarAsItGoes() error {
	if w.isSilent() {
		return nil
	}
	for range maxDutiesAtOnce {
		if more, err := w.agree(); err != nil || !more {
			return err
		}
	}
	return nil
}

// isSilent: it does not hold the community yet, its log has forked, or what follows is not for this version to say.
func (w *writing) isSilent() bool {
	record, _ := w.engine.Device(w.laptop.device())
	return w.engine.Authority() == nil || record.Forked || w.engine.NeedsNewer()
}

func (w *writing) admitByInvites() error {
	for _, due := range w.dueAdmissions() {
		if _, err := w.admitNewcomer(due.join, due.invite); err != nil {
			return err
		}
	}
	return nil
}

// dueAdmission is somebody who waits to be let in by an auto invite.
type dueAdmission struct{ join, invite op.ID }

// dueAdmissions lists whom this laptop has to let in by itself.
func (w *writing) dueAdmissions() (due []dueAdmission) {
	if w.isSilent() {
		return nil
	}
	if me := w.laptop.me(); !w.laptop.mayWrite(me) || !me.Member || (!me.Steward && !me.Admitter) {
		return nil
	}
	g, now := w.engine.Authority(), w.laptop.clock()
	for _, invite := range g.Invites() {
		open := invite.Valid && !invite.Revoked && invite.Body.Auto && now < invite.Body.ExpiresMillis
		free := int(invite.Body.Uses) - invite.Admitted
		for _, join := range invite.Joins {
			if open && free > 0 && w.isNewcomers(join) {
				due = append(due, dueAdmission{join, invite.ID})
				free--
			}
		}
	}
	return due
}

func (w *writing) isNewcomers(join op.ID) bool {
	g := w.engine.Authority()
	n, ok := g.Node(join)
	if !ok {
		return false
	}
	p, _ := g.Person(n.Body.(*authority.JoinBody).Account)
	return p.Newcomer
}

func (w *writing) admitNewcomer(join, invite op.ID) (bool, error) {
	if !w.isNewcomers(join) {
		return false, nil
	}
	n, _ := w.engine.Authority().Node(join)
	account := n.Body.(*authority.JoinBody).Account
	_, err := w.act(draft{authority.KindAdmit, &authority.AdmitBody{Join: join, Account: account}, []op.ID{join, invite}})
	return err == nil, err
}

// agree writes this teller's next step, if there is one.
func (w *writing) agree() (bool, error) {
	l := w.laptop
	g := w.engine.Authority()
	duty, ok := g.Duty(l.device(), l.outOfPatience, l.enacts)
	if !ok {
		return false, nil
	}
	past, err := w.engine.PastOfTip(w.tx, l.device())
	if err != nil {
		return false, err
	}
	body := &authority.AgreementBody{Base: duty.Base, View: duty.Message.View, Value: duty.Message.Value}
	cites := g.StepCites(duty, past)
	if len(cites) > op.MaxDeps-4 {
		cites = cites[:op.MaxDeps-4]
	}
	_, err = w.write(draft{authority.KindOfStep(duty.Message.Step), body, cites})
	if duty.Message.View > 0 {
		l.run.saw("view change")
	}
	return err == nil, err
}

// enacts reports whether the time of a passed poll's enactment has come.
func (l *laptop) enacts(poll op.ID) bool { return l.engine.IsEnactable(poll, l.clock()) }

// outOfPatience reports whether its time in a view is over; it begins when the laptop first sees that the agreement is in that view, and anew
// when its clock is set back.
func (l *laptop) outOfPatience(base op.ID, view uint32) bool {
	if l.patience.base != base || l.patience.view != view || l.clock() < l.patience.since {
		l.patience = waiting{base, view, l.clock()}
		return false
	}
	return l.clock()-l.patience.since >= firstPatienceMillis<<min(view, 20)
}
