package view

import (
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/store/storetest"
)

// copiedInstall is an install that has heard that its key is at work elsewhere.
func copiedInstall(t *testing.T) *app.Community {
	i := storetest.Empty(t)
	c, err := i.Service.Found(t.Context(), app.Founding{Name: "Elm Street Co-op", Person: "Ada", Template: "co-op"})
	must(t, err)
	must(t, i.Profile.SetSetting("copied/"+c.ID().String(), c.Device().String()))
	return c
}

func TestACopiedLaptopIsGivenAnotherKey(t *testing.T) {
	c, w := copiedInstall(t), words(t)
	k, err := LoadKeyTrouble(t.Context(), c, w, true)
	must(t, err)
	if k == nil || !k.Renews || k.Act != "Give this laptop another key" {
		t.Fatalf("%+v", k)
	}
	paired, err := LoadKeyTrouble(t.Context(), c, w, false)
	must(t, err)
	if paired.Renews || paired.Act != "Pair it again" {
		t.Errorf("%+v", paired)
	}
	h, err := LoadHome(t.Context(), c, w, HomeFacts{HasPhrase: true})
	must(t, err)
	if h.Key == nil {
		t.Error("Home says nothing of it")
	}
	_, err = c.RenewDevice(t.Context())
	must(t, err)
	if k, err = LoadKeyTrouble(t.Context(), c, w, true); err != nil || k != nil {
		t.Errorf("%+v, %v", k, err)
	}
	done, failed := w.SaidAgain([]app.SaidAgain{{}, {Err: app.ErrNotSayable}})
	if done != "1 thing is said again." || len(failed) != 1 {
		t.Errorf("%s, %v", done, failed)
	}
}
