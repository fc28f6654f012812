package ballotfile_test

// Every election file of the shared data is read whole.

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/app/tally"
)

const elections = "../../../shared/data/elections"

// cast is how many ballots each file holds, by the published results.
var cast = map[string]int64{
	"Calton-2007.blt": 5199, "Craigton-2007.blt": 11052, "Partick-West-2007.blt": 12744, "weak-surplus.blt": 35,
	"42.blt": 6, "513.blt": 9, "SC.blt": 94, "tie_break_explicit.blt": 3, "tie_break_implicit.blt": 3,
	"Poland_Krakow_2022.pb": 42965, "Poland_Krakow_2022_Zwierzyniec.pb": 1060, "Poland_Czestochowa_2024_Wrzosowiak.pb": 2051,
	"Netherlands_Assen_2024.pb": 84, "Poland_Wieliczka_2023_Green_Budget.pb": 6586, "Poland_Gdynia_2020_Chylonia__large.pb": 1231,
	"Poland_Warszawa_2019_Przywisle.pb": 1030, "ballots.csv": 80101,
	"starvote_ballots_presidential_candidates.csv": 628, "starvote_ballots_best_akali_skins.csv": 669,
	"approval.json": 406, "weighted.json": 543, "quadratic.json": 394,
}

func TestEveryFileOfTheSharedDataIsRead(t *testing.T) {
	if _, err := os.Stat(elections); err != nil {
		apptest.WithoutData(t, err.Error())
	}
	files := 0
	err := filepath.WalkDir(elections, func(name string, entry fs.DirEntry, err error) error {
		base := filepath.Base(name)
		ours := strings.HasSuffix(base, "_cvr.json") || strings.HasSuffix(base, "_config.json")
		switch filepath.Ext(base) {
		case ".blt", ".pb", ".csv":
			ours = true
		case ".json":
			ours = ours || cast[base] > 0
		}
		if err != nil || !ours || entry.IsDir() {
			return err
		}
		e := readShared(t, name)
		if e == nil {
			return nil
		}
		files++
		sum := int64(0)
		for _, b := range e.Ballots {
			sum += b.Count
		}
		if want := cast[base]; sum != want && want != 0 || sum == 0 {
			t.Errorf("%s: %d ballots, want %d", base, sum, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 35 {
		t.Errorf("only %d files were read", files)
	}
	t.Logf("%d files", files)
}

// readShared reads a file; nil for one whose records are a spreadsheet.
func readShared(t *testing.T, name string) *tally.Election {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	beside := func(other string) ([]byte, error) { return os.ReadFile(filepath.Join(filepath.Dir(name), other)) }
	e, err := ballotfile.Read(ballotfile.Source{Name: name, Data: data, Open: beside})
	if err != nil && strings.Contains(string(data), ".xlsx\"") {
		return nil
	}
	if err != nil {
		t.Errorf("%s: %v", filepath.Base(name), err)
		return nil
	}
	return e
}

// A configuration and the bare records beside it are one election.
func TestConfigurationAndRecordsAgree(t *testing.T) {
	configs, _ := filepath.Glob(elections + "/irv/rctab_ballot_rule_sets_0_3/*_config.json")
	if len(configs) == 0 {
		apptest.WithoutData(t, "the ballots of RCTab")
	}
	for _, config := range configs {
		with, without := readShared(t, config), readShared(t, strings.Replace(config, "_config", "_cvr", 1))
		if with == nil || without == nil {
			t.Fatal(config)
		}
		without.Title, without.Order = with.Title, with.Order
		if got, want := brief(without), brief(with); got != want {
			t.Errorf("%s\nwith its configuration %s", got, want)
		}
	}
}
