package desktop

// Arrives: the frame around a community that was joined by a link, before and after its content is here.

import (
	"bytes"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/store/storetest"
)

func TestTheFrameIsThereBeforeTheContentAndTakesItsName(t *testing.T) {
	there, err := storetest.Empty(t).Service.Found(t.Context(), app.Founding{Name: "Elm Street Co-op", Person: "Kofi Mensah", Template: "co-op"})
	if err != nil {
		t.Fatal(err)
	}
	d := sit(t, 1440, 900, func(d *desk, service *app.Service) *app.Community {
		link, _, err := there.CreateInvite(t.Context(), app.NewInvite{Uses: 1, ForMillis: 86_400_000})
		d.Must(err)
		c, err := service.Join(t.Context(), link, "Zoë van Dijk")
		d.Must(err)
		return c
	})
	d.Settle("the bar says how it stands", func() bool { return d.Named("Not on the network") != nil })
	if d.Named("Zoë van Dijk") == nil {
		t.Error("nobody is at the foot of the rail")
	}
	var stick bytes.Buffer
	_, err = there.ExportBundle(t.Context(), &stick, "", nil)
	d.Must(err)
	_, err = d.w.community.ImportBundle(t.Context(), &stick, "", nil)
	d.Must(err)
	d.Settle("bar and rail say its name", func() bool {
		return d.w.bar.name.String() == "Elm Street Co-op" && d.Named("Elm Street Co-op") != nil
	})
}
