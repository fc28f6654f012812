package view

import (
	"reflect"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/store/storetest"
)

func TestWhatIsReadAtOnceIsReadOnce(t *testing.T) {
	i := storetest.Sample(t, "en")
	notices := NewNotices(nil)
	reads := NewReads(notices)
	now := time.Date(2026, time.May, 14, 21, 0, 0, 0, time.UTC)
	reads.clock = func() time.Time { return now }
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
	held := reads.held(i.Community.ID())
	if len(held.polls) == 0 {
		t.Error("what waits is read again by the next one who asks")
	}
	held.mu.Unlock()
	now = now.Add(freshFor + time.Millisecond)
	if _, later, err := reads.Standing(t.Context(), i.Community); err != nil || later == people {
		t.Errorf("what is old is shown: %v", err)
	}
	notices.Changed(i.Community.ID())
	if _, again, err := reads.Standing(t.Context(), i.Community); err != nil || again == people {
		t.Errorf("after a change the old is shown: %v", err)
	}
}
