package sim

// Describing: an op in the journal's words.

import (
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// describe says what an op is: "post.hide of bob.3 (after ada.1; knows C2)".
func (r *run) describe(o *op.Op, body any) string {
	text := o.Header.Kind + r.about(body)
	var after []string
	if !o.Header.Prev.IsZero() {
		after = append(after, r.name(o.Header.Prev))
	}
	for _, id := range o.Header.Deps {
		after = append(after, r.name(id))
	}
	return fmt.Sprintf("%s (after %s; knows %s)", text, strings.Join(after, " "), r.name(o.Header.Auth))
}

func (r *run) about(body any) string {
	switch b := body.(type) {
	case *authority.ProposeBody:
		return " " + r.describeContent(&b.Content)
	case *authority.SignBody:
		return " " + r.name(b.Commit)
	case *authority.CarrierBody:
		return fmt.Sprintf(" %s, %d signatures", r.describeContent(&b.Content), len(b.Signatures))
	case *authority.AgreementBody:
		return fmt.Sprintf(" %s on %s in view %d", r.name(b.Value), r.name(b.Base), b.View)
	case *authority.AdmitBody:
		return " " + r.who(b.Account)
	case *authority.WithdrawBody:
		return fmt.Sprintf(" %s at %s", r.whose(b.Device), r.name(b.Cut))
	case *authority.CertifyBody:
		return fmt.Sprintf(" %s for %s", r.whose(b.Device), r.who(b.Account))
	case *authority.ApproveBody:
		return " " + r.name(b.Of)
	case *proposal.Hide:
		return " " + r.name(b.Of)
	case *proposal.Show:
		return " " + r.name(b.Of)
	}
	return ""
}

func (r *run) describeContent(c *authority.Content) string {
	id, err := c.ID()
	if err != nil {
		return "?"
	}
	var acts []string
	for _, e := range c.Acts.Remove {
		acts = append(acts, fmt.Sprintf("removes %s at %d ops", r.who(e.Account), len(e.Cut)))
		for _, p := range e.Cut {
			acts = append(acts, r.name(p.Op))
		}
	}
	for _, e := range c.Acts.EndOffice {
		acts = append(acts, "ends office of "+r.who(e.Account))
		for _, p := range e.Cut {
			acts = append(acts, r.name(p.Op))
		}
	}
	for _, a := range c.Acts.Council {
		acts = append(acts, "council "+r.who(a))
	}
	for _, d := range c.Acts.Tellers {
		acts = append(acts, "teller "+r.whose(d))
	}
	if c.Acts.Admitters != nil {
		for _, a := range *c.Acts.Admitters {
			acts = append(acts, "admitter "+r.who(a))
		}
	}
	acts = append(acts, c.Acts.Features...)
	return fmt.Sprintf("%s (%s, on %s: %s)", r.christenCommit(id, c), c.Type, r.name(c.Parent), strings.Join(acts, ", "))
}

// who is an account's person.
func (r *run) who(account op.AccountID) string {
	for _, p := range r.people {
		if p.id() == account {
			return p.name
		}
	}
	return "account " + account.String()[:6]
}

// whose is a device's laptop.
func (r *run) whose(device op.DeviceID) string {
	for _, l := range r.laptops {
		if l.device() == device {
			return l.name
		}
	}
	return "device " + device.String()[:6]
}
