package view

import (
	"reflect"
	"testing"

	"github.com/folkmoot/folkmoot/store/storetest"
)

func TestWhatIsReadAtOnceIsReadOnce(t *testing.T) {
	i := storetest.Sample(t, "en")
	notices := NewNotices(nil)
	reads := NewReads(notices)
	status, people, err := reads.Standing(t.Context(), i.Community)
	must(t, err)
	alone, err := LoadStatus(t.Context(), i.Community)
	must(t, err)
	if !reflect.DeepEqual(status, alone) {
		t.Errorf("together %+v, alone %+v", status, alone)
	}
	waits, err := reads.Waits(t.Context(), i.Community, people, *status.Needs)
	must(t, err)
	if each, err := LoadWaits(t.Context(), i.Community); err != nil || waits != each {
		t.Errorf("together %v wait, alone %v, %v", waits, each, err)
	}
	now := reads.held(i.Community.ID())
	if len(now.polls) == 0 {
		t.Error("what waits is read again by the next one who asks")
	}
	now.mu.Unlock()
	notices.Changed(i.Community.ID())
	if _, again, err := reads.Standing(t.Context(), i.Community); err != nil || again == people {
		t.Errorf("after a change the old is shown: %v", err)
	}
}
