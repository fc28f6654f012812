package view_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/store/storetest"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestTheSamplePlaysAlong(t *testing.T) {
	i := storetest.Sample(t, "en")
	notices := view.NewNotices(nil)
	i.Service.SetNetwork(notices)
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		now := func() int64 { return i.NowMillis() + time.Since(begun).Milliseconds() }
		changed := make(chan struct{}, 1)
		stop := notices.Watch(i.Community.ID(), func() {
			select {
			case changed <- struct{}{}:
			default:
			}
		})
		defer stop()
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			view.PlayAlong(ctx, i.Service, i.Community, now, changed)
		}()
		time.Sleep(time.Second)
		if _, err := i.Community.Vote(t.Context(), i.Polls["quiet"], "consent", ""); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Second)
		page, err := i.Community.Poll(t.Context(), i.Polls["quiet"])
		if err != nil || page.Closing.Mine == nil || !page.Closing.Mine.Certified || page.Running.Voters < 11 {
			t.Errorf("%+v, %d voters, %v", page.Closing.Mine, page.Running.Voters, err)
		}
		end()
		<-ended
	})
}

func TestNobodyPlaysAlongInARealCommunity(t *testing.T) {
	i := storetest.Empty(t)
	c, err := i.Service.Found(t.Context(), app.Founding{Name: "Alone", Person: "Ada", Template: "club"})
	if err != nil {
		t.Fatal(err)
	}
	view.PlayAlong(t.Context(), i.Service, c, i.NowMillis, nil)
}
