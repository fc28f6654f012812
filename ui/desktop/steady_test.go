package desktop

// Steady: what changes behind the page leaves the person where they are.

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestTheRailKeepsTheFocusWhenItIsSaidAnew(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	d.SettleSays("Needs you")
	d.Shown.Canvas().Focus(d.Named("Harbour Allotments"))
	d.w.rail.refresh()
	if now := d.Shown.Canvas().Focused(); now == nil || now != d.Named("Harbour Allotments") {
		t.Errorf("the focus is on %v, which is not shown any more", now)
	}
}

func TestRightsInOneCommunityAreNoneInAnother(t *testing.T) {
	var looked op.CommunityID
	d := sit(t, 1440, 900, func(d *desk, service *app.Service) *app.Community {
		looked = sampled(d, service).ID()
		return founded(d, service)
	})
	d.Settle("who founds is a steward", func() bool { return d.w.IsSteward() && d.w.rail.me != nil })
	d.w.choose(looked)
	if d.w.IsSteward() || d.w.rail.me != nil {
		t.Error("somebody is a steward where they are none, under the account of another community")
	}
	d.SettleSays("Where the reserve goes first")
}

func TestEscClosesAChooserAndLeavesThePage(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	d.SettleSays("Needs you")
	d.w.Go(view.Target{Section: view.SectionSearch, Item: "ladders"})
	widget.NewModalPopUp(part.Space(), d.Shown.Canvas()).Show()
	d.w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.w.covered() || d.w.Nav.At().Section != view.SectionSearch {
		t.Errorf("the chooser is open: %v; the page is %v", d.w.covered(), d.w.Nav.At())
	}
}

func TestWhyThereIsNoNetworkIsSaidUntilThereIs(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	d.SettleSays("Needs you")
	d.w.unreached = errors.New("another program has the port")
	d.w.bar.show()
	d.SettleSays("Something went wrong")
	d.w.Anew()
	d.SettleSays("Something went wrong")
	d.Press("Something went wrong")
	if d.at() != view.SectionNetwork {
		t.Errorf("it leads to %v", d.at())
	}
}

// waiting is a profile that comes on no network for as long as somebody waits: a node runs on it, say.
type waiting struct {
	shell.Held
	ended chan struct{}
}

func (w waiting) Online(ctx context.Context) error {
	<-ctx.Done()
	close(w.ended)
	return ctx.Err()
}

func TestTryingTheNetworkAgainEndsWithTheWindow(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	life, end := context.WithCancel(t.Context())
	held := waiting{d.w.Install.Held, make(chan struct{})}
	d.w.Install.Held, d.w.Install.Life = held, life
	d.w.shell().Retry(func() {})
	end()
	select {
	case <-held.ended:
	case <-time.After(30 * time.Second):
		t.Fatal("it tries on after the window was closed")
	}
}

// Two who write with the same made-up members' keys at once would contradict each other.
func TestMadeUpMembersActOneAfterTheOther(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	gate, order := make(chan struct{}), make(chan string, 2)
	d.w.inTurn(func() {
		<-gate
		order <- "the first"
	})
	d.w.inTurn(func() { order <- "the second" })
	for range 100 {
		runtime.Gosched()
	}
	close(gate)
	if first, second := <-order, <-order; first != "the first" {
		t.Errorf("%s goes before %s", first, second)
	}
}
