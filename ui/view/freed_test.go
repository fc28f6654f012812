package view

import (
	"bytes"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/store/storetest"
)

func TestAStickBringsAsManyAsWereWrittenOnIt(t *testing.T) {
	there, err := storetest.Empty(t).Service.Found(t.Context(), app.Founding{Name: "Elm Street Co-op", Person: "Kofi Mensah", Template: "co-op"})
	must(t, err)
	link, _, err := there.CreateInvite(t.Context(), app.NewInvite{Uses: 1, ForMillis: 86_400_000})
	must(t, err)
	here, err := storetest.Empty(t).Service.Join(t.Context(), link, "Zoë van Dijk")
	must(t, err)
	before, err := LoadStatus(t.Context(), here)
	must(t, err)
	if before.Here || before.Me == nil || before.Me.Name != "Zoë van Dijk" || before.Me.Account != here.Account().String() {
		t.Errorf("before anything is here this is %v", before.Me)
	}

	var stick bytes.Buffer
	written, err := there.ExportBundle(t.Context(), &stick, "", nil)
	must(t, err)
	brought, err := here.ImportBundle(t.Context(), &stick, "", nil)
	must(t, err)
	people, err := LoadPeople(t.Context(), here)
	must(t, err)
	w := words(t)
	report := w.StickReport(brought, people, func(reason string) string { return reason })
	if want := w.Say.N("stick.new", written, nil); report.Title != want {
		t.Errorf("%d are written, and %q come", written, report.Title)
	}
	rows := 0
	for _, row := range report.New {
		rows += row.Count
	}
	if rows != written || len(report.Notes) != 1 {
		t.Errorf("the rows add up to %d of %d; it is noted that %q", rows, written, report.Notes)
	}
}

// Before a community has arrived nobody is known by name, and what a choice was is found among newer ones.
func TestABundleThatWasNotEnoughIsReported(t *testing.T) {
	w := evening(t)
	if r := w.StickReport(app.Brought{Taken: app.Taken{Stored: 3, Waiting: 2}}, nil, func(reason string) string { return reason }); r.Sub == "" || len(r.NotTaken) != 1 {
		t.Errorf("%+v", r)
	}
	ada, bo := StickFor{Peer: "Ada"}, StickFor{Peer: "Bo"}
	before := []StickFor{{}, ada, bo}
	for at, want := range map[int]int{0: 0, 1: 0, 2: 1, 3: 0} {
		if got := StickChosen(before, at, []StickFor{{}, bo}); got != want {
			t.Errorf("the choice of %d stands at %d, want %d", at, got, want)
		}
	}
}
