package record_test

// A record of a poll in which a vote went through a delegate holds what shows that.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestARecordCountsDelegations(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada", apptest.Closing)
	bob, cat := s.Join(ada, "bob"), s.Join(ada, "cat")
	s.Receipt(10, ada)
	bob.Write(delegation.KindSet, &delegation.Set{To: []op.AccountID{cat.Account, ada.Account}}, cat.Join)
	s.Receipt(20, ada)
	opening := cat.OpenPoll(closesMillis)
	cast(ada, opening, yes, op.ID{})
	s.Close(opening, closesMillis-1, ada)
	s.Close(opening, settledClose, ada)
	r := mustVerify(t, recordOf(t, s.Here, opening), s.Community())
	if o := r.Outcome; o == nil || o.Voters != 1 || o.Options[0].Count != 2 || o.Electorate != 3 {
		t.Errorf("it proves %+v", r.Outcome)
	}
}
