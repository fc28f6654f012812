package view

import (
	"testing"

	"github.com/folkmoot/folkmoot/app"
)

// Who reads one of the news and comes back to Home finds the others there still; who comes back after dinner is told what is new since.
func TestAVisitOfHomeGoesOnAfterALookElsewhere(t *testing.T) {
	const minute = 60_000
	n := NewNavigation(newDrawer(), nil)
	must(t, n.SawHome(5*minute))
	first := n.HomeVisit(1000 * minute)
	if first.BeforeMillis != 5*minute || first.Told != nil {
		t.Fatalf("%+v", first)
	}
	first.Told = new(app.News)
	must(t, n.LookedAtHome(first, 1000*minute))
	if again := n.HomeVisit(1010 * minute); again.BeforeMillis != 5*minute || again.Told != first.Told {
		t.Errorf("after ten minutes: %+v", again)
	}
	if later := n.HomeVisit(1100 * minute); later.BeforeMillis != 1000*minute || later.Told != nil {
		t.Errorf("after dinner: %+v", later)
	}
	if n.HomeSeen() != 1000*minute {
		t.Error("the next start tells of what was told")
	}
}
