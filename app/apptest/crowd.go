package apptest

// Crowds: many members of whom nothing else is asked, all on the replica of whoever admits them.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
)

// Crowd are so many people whom somebody invites and admits one after the other.
func (s *Story) Crowd(by *Laptop, people int) []*Laptop {
	s.T.Helper()
	invite := by.Invite("crowd")
	crowd := make([]*Laptop, people)
	for i := range crowd {
		l := s.Stranger(fmt.Sprint("voter ", i))
		l.At = by.At
		l.Publish(l.JoinBy(invite, KeyOf("crowd")))
		by.Write(authority.KindAdmit, &authority.AdmitBody{Join: l.Join, Account: l.Account}, l.Join)
		crowd[i] = l
	}
	return crowd
}
