package ballotfile_test

// Whatever arrives is read as an election that stands its checks, or refused; and what was read can be written and read again.

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/app/tally"
)

func read(t *testing.T, name string, data []byte, form tally.Form) *tally.Election {
	e, err := ballotfile.Read(ballotfile.Source{Name: name, Data: data, Form: form, Open: beside})
	if err != nil {
		if e != nil {
			t.Fatal("an error, and an election")
		}
		if !errors.Is(err, ballotfile.ErrFile) {
			t.Fatalf("an error of no kind: %v", err)
		}
		return nil
	}
	if err := e.Check(); err != nil {
		t.Fatal(err)
	}
	return e
}

func FuzzBLT(f *testing.F) {
	f.Add([]byte(blt))
	f.Fuzz(func(t *testing.T, data []byte) {
		e := read(t, "a.blt", data, "")
		if e == nil {
			return
		}
		written, err := ballotfile.Write(ballotfile.BLT, e)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(e, read(t, "a.blt", written, ""), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzPrefLib(f *testing.F) {
	f.Add([]byte(soi), byte(1))
	f.Add([]byte(cat), byte(4))
	f.Fuzz(func(t *testing.T, data []byte, ending byte) {
		endings := []string{"a.soc", "a.soi", "a.toc", "a.toi", "a.cat"}
		read(t, endings[int(ending)%len(endings)], data, "")
	})
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("count,rank1,rank2\n3,Ada,Bea\n1,overvote,\n"), "")
	f.Add([]byte("form,count,reason,a,b\nranking,1,,1,1+2\n"), "ranking")
	f.Fuzz(func(t *testing.T, data []byte, form string) {
		e := read(t, "a.csv", data, tally.Form(form))
		if e == nil {
			return
		}
		written, err := ballotfile.Write(ballotfile.CSV, e)
		if errors.Is(err, ballotfile.ErrFormat) {
			return // a name or a reason that a table cannot hold
		}
		if err != nil {
			t.Fatal(err)
		}
		again := read(t, "a.csv", written, e.Form)
		if again == nil || len(again.Ballots) != len(e.Ballots) || len(again.Options) != len(e.Options) {
			t.Fatalf("%+v became %+v by\n%s", e, again, written)
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"options": ["a", "b"], "ballots": [{"ranking": [["a", "b"]]}, {"count": 2, "ranking": ["b"]}]}`))
	f.Add([]byte(`{"form": "scores", "options": ["a"], "ballots": [{"scores": {"a": 3}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) { read(t, "a.json", data, "") })
}

func FuzzCVR(f *testing.F) {
	f.Add([]byte(cdf))
	f.Fuzz(func(t *testing.T, data []byte) {
		open := func(string) ([]byte, error) { return data, nil }
		for _, s := range []ballotfile.Source{
			{Name: "a.json", Data: data},
			{Name: "a.json", Data: []byte(configFor("cvr.json", "cdf")), Open: open},
		} {
			if e, err := ballotfile.Read(s); err != nil && e != nil {
				t.Fatal("an error, and an election")
			}
		}
	})
}

func FuzzRCTab(f *testing.F) {
	f.Add([]byte(configFor("cvr.json", "cdf")))
	f.Add([]byte(configFor("cvr.csv", "custom")))
	f.Fuzz(func(t *testing.T, data []byte) {
		if e, err := ballotfile.Read(ballotfile.Source{Name: "a.json", Data: data, Open: beside}); err == nil {
			if err := e.Check(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzPabulib(f *testing.F) {
	f.Add([]byte(pb))
	f.Fuzz(func(t *testing.T, data []byte) {
		e := read(t, "a.pb", data, "")
		if e == nil {
			return
		}
		written, err := ballotfile.Write(ballotfile.Pabulib, e)
		if errors.Is(err, ballotfile.ErrFormat) {
			return // a name with a quote, or two votes for one option
		}
		if err != nil {
			t.Fatal(err)
		}
		if again := read(t, "a.pb", written, ""); again == nil || len(again.Ballots) != len(e.Ballots) {
			t.Fatalf("%+v became %+v by\n%s", e, again, written)
		}
	})
}
