package ballotfile_test

// What each format reads as, and what is refused with which line.

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/app/tally"
)

// brief is an election in one line: seats, options, ballots.
func brief(e *tally.Election) string {
	var names, ballots []string
	for _, o := range e.Options {
		name := o.Name
		if o.Withdrawn {
			name += " withdrawn"
		}
		if o.WriteIn {
			name += " written in"
		}
		if o.Cost > 0 {
			name += fmt.Sprintf(" for %d", o.Cost)
		}
		names = append(names, name)
	}
	for i := range e.Ballots {
		b := &e.Ballots[i]
		text := fmt.Sprintf("%d×", b.Count)
		for _, rank := range b.Ranks {
			text += " " + strings.Trim(strings.ReplaceAll(fmt.Sprint(rank), " ", "="), "[]") + ">"
		}
		for _, pick := range b.Picks {
			text += fmt.Sprintf(" %d", pick)
		}
		for _, value := range b.Values {
			if value == tally.Blank {
				text += " -"
			} else {
				text += fmt.Sprintf(" %d", value)
			}
		}
		ballots = append(ballots, text+string(b.Stance))
	}
	return fmt.Sprintf("%s %d of %s: %s", e.Form, e.Seats, strings.Join(names, ", "), strings.Join(ballots, "; "))
}

const (
	blt = "3 2\n-2\n[nick a b c]\n[tie c a b]\n# a comment\n4 a c 0\n(id7) 2 b=c - a 0 # another\n3 0\n0\n\"Ada \"the\" A\"\nBea\n\"Cem\" # yes\n\"A title\"\n"
	soi = "# FILE NAME: 1.soi\n# TITLE: T\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 5\n# NUMBER UNIQUE ORDERS: 2\n# ALTERNATIVE NAME 1: Ada\n# ALTERNATIVE NAME 2: Bea\n# ALTERNATIVE NAME 3: Cem\n3: 1,2,3\n2: 3\n"
	cat = "# NUMBER ALTERNATIVES: 3\n# NUMBER CATEGORIES: 2\n2: {1,3},2\n1: {},{1,2,3}\n"
	pb  = "META\nkey;value\nbudget;1000\nvote_type;cumulative\nnum_votes;2\nPROJECTS\nproject_id;cost;name\n7;600;\"A \"\"park\"\"\"\n9;500;Bench\nVOTES\nvoter_id;vote;points\n1;9,7;3,1\n2;;\n"
	cdf = `{"CVR": [
  {"CVRSnapshot": [{"@id": "s1", "CVRContest": [{"ContestId": "c", "CVRContestSelection": [
    {"ContestSelectionId": "x", "SelectionPosition": [{"HasIndication": "yes", "Rank": 2}]},
    {"ContestSelectionId": "y", "SelectionPosition": [{"HasIndication": "no", "Rank": 1}]}]}]}], "CurrentSnapshotId": "s1"}],
 "Election": [{"Candidate": [{"@id": "1", "Name": "Ada"}, {"@id": "2", "Name": "Bea"}],
  "Contest": [{"@id": "c", "Name": "Chair", "ContestSelection": [{"@id": "x", "CandidateIds": ["1"]}, {"@id": "y", "CandidateIds": ["2"]}]}]}]}`
	config = `{"outputSettings": {"contestName": "Chair"},
 "cvrFileSources": [{"filePath": "FILE", "provider": "PROVIDER", "firstVoteColumnIndex": "2", "firstVoteRowIndex": "3", "overvoteLabel": "both", "skippedRankLabel": "none", "undeclaredWriteInLabel": "other"}],
 "candidates": [{"name": "Ada", "aliases": ["A."]}, {"name": "Bea", "excluded": true}], "rules": {"numberOfWinners": "1", "tiebreakMode": "useCandidateOrder"}}`
)

func configFor(file, provider string) string {
	return strings.NewReplacer("FILE", file, "PROVIDER", provider).Replace(config)
}

// beside holds the files that a configuration names.
func beside(name string) ([]byte, error) {
	files := map[string]string{
		"cvr.json": cdf,
		"cvr.csv":  "x,rank1,rank2\nignored,this,row\n1,A.,Bea\n2,both,none\n3,other,Ada\n",
	}
	text, found := files[name]
	if !found {
		return nil, errors.New("no such file")
	}
	return []byte(text), nil
}

func TestFormats(t *testing.T) {
	for _, s := range []struct {
		name, file, text string
		form             tally.Form
		want             string
	}{
		{"BLT", "a.blt", blt, "", `ranking 2 of Ada "the" A, Bea withdrawn, Cem: 4× 0> 2>; 2× 1=2> > 0>; 3×`},
		{"BLT from a Mac of old, with a mark", "a.BLT", "\xef\xbb\xbf2 1\r1 2 0\r0\r\"A\"\r\"B\"\r", "", "ranking 1 of A, B: 1× 1>"},
		{"BLT with CRLF and Latin-1", "a.blt", "2 1\r\n1 2 0\r\n0\r\n\"J\xfcrgen\"\r\n\"B\"\r\n\"\"\r\n", "", "ranking 1 of Jürgen, B: 1× 1>"},
		{"PrefLib, incomplete", "a.soi", soi, "", "ranking 1 of Ada, Bea, Cem: 3× 0> 1> 2>; 2× 2>"},
		{"PrefLib, with ties", "a.toc", "# NUMBER ALTERNATIVES: 3\n1: {1,3}, 2\n", "", "ranking 1 of 1, 2, 3: 1× 0=2> 1>"},
		{"PrefLib, before 2021", "a.toi", "3\n1,Ada\n2,Bea, B.\n3,Cem\n5,5,2\n3,1,{2,3}\n2,3\n", "", "ranking 1 of Ada, Bea, B., Cem: 3× 0> 1=2>; 2× 2>"},
		{"PrefLib, approvals", "a.cat", cat, "", "approval 1 of 1, 2, 3: 2× 0 2; 1×"},
		{"PrefLib, grades", "a.cat", strings.ReplaceAll(cat, "CATEGORIES: 2", "CATEGORIES: 3"), "", "scores 1 of 1, 2, 3: 2× 2 1 2; 1× 1 1 1"},
		{"Pabulib", "a.pb", pb, "", `points 0 of A "park" for 600, Bench for 500: 1× 1 3; 1× 0 0`},
		{"Pabulib, in hundredths", "a.pb", strings.NewReplacer("budget;1000", "budget;1000,5", "600", "600.25").Replace(pb), "", `points 0 of A "park" for 60025, Bench for 50000: 1× 1 3; 1× 0 0`},
		{"Pabulib, rankings", "a.pb", strings.ReplaceAll(pb, "cumulative", "ordinal"), "", `ranking 0 of A "park" for 600, Bench for 500: 1× 1> 0>; 1×`},
		{"Pabulib, scores", "a.pb", strings.ReplaceAll(pb, "cumulative", "scoring"), "", `scores 0 of A "park" for 600, Bench for 500: 1× 1 3; 1× - -`},
		{"a table of names", "a.csv", "count,rank1,rank2,rank3\n3,Ada,Bea,\n1,,Bea//Cem,Ada\n1,overvote,UWI,Ada\n", "", "ranking 1 of Ada, Bea, Cem, UWI written in: 3× 0> 1> >; 1× > 1=2> 0>; 1× 0=1=2=3> 3> 0>"},
		{"a table of scores", "a.csv", "voterID,voteTime,Ada,\"B, Bea\"\nx,now,5,0\ny,then,,3\n", "", "scores 1 of Ada, B, Bea: 1× 5 0; 1× - 3"},
		{"the same as ranks", "a.csv", "Ada,Bea\n2,1\n1+2,\n", tally.Ranking, "ranking 1 of Ada, Bea: 1× 1> 0>; 1× 0> 0>"},
		{"and as points", "a.csv", "Ada,Bea\n2,1\n,3\n", tally.Points, "points 1 of Ada, Bea: 1× 2 1; 1× 0 3"},
		{"a table of marks", "a.csv", "Ada,Bea\nx,\n1,YES\n", tally.Approvals, "approval 1 of Ada, Bea: 1× 0; 1× 0 1"},
		{"JSON rankings", "a.json", `{"candidates": ["Ada", "Bea"], "ballots": [{"count": 2, "ranking": [["Ada"], ["Bea"]]}, {"ranking": ["Bea"]}, {"ranking": [["Ada", "Bea"], []]}]}`, "", "ranking 1 of Ada, Bea: 2× 0> 1>; 1× 1>; 1× 0=1> >"},
		{"JSON scores", "a.json", `{"form": "scores", "options": [{"name": "Ada"}, "Bea"], "seats": 2, "ballots": [{"scores": {"Bea": 3}}]}`, "", "scores 2 of Ada, Bea: 1× - 3"},
		{"JSON budget", "a.json", `{"options": [{"name": "Park", "cost": 5, "id": "7"}], "budget": 9, "ballots": [{"approvals": ["Park"]}]}`, "", "approval 0 of Park for 5: 1× 0"},
		{"JSON consent", "a.json", `{"options": ["Do it"], "ballots": [{"stance": "object", "reason": "why not"}]}`, "", "consent 1 of Do it: 1×object"},
		{"Snapshot, approvals", "a.json", `{"proposal": {"choices": ["a", "b"]}, "scores": [1.5], "votes": [{"choice": [2, 1], "balance": 3}, {"choice": [], "balance": 1}]}`, "", "approval 1 of a, b: 3× 0 1; 1×"},
		{"Snapshot, ranks", "a.json", `{"proposal": {"choices": ["a", "b"]}, "votes": [{"choice": [2, 1], "balance": 3}]}`, tally.Ranking, "ranking 1 of a, b: 3× 1> 0>"},
		{"Snapshot, weights", "a.json", `{"proposal": {"choices": ["a", "b"]}, "votes": [{"choice": {"2": 5}, "balance": 1}]}`, "", "points 1 of a, b: 1× 0 5"},
		{"Snapshot, weights with decimals", "a.json", `{"proposal": {"choices": ["a", "b"]}, "votes": [{"choice": {"1": 0.25, "2": 3}, "balance": 1}]}`, tally.Allocation, "allocation 1 of a, b: 1× 25 300"},
		{"Snapshot, one choice", "a.json", `{"proposal": {"choices": ["a", "b"]}, "votes": [{"choice": 2, "balance": 1}]}`, "", "choice 1 of a, b: 1× 1"},
		{"cast vote records", "a.json", cdf, "", "ranking 1 of Ada, Bea: 1× > 0>"},
		{"RCTab with records", "a.json", configFor("cvr.json", "cdf"), "", "ranking 1 of Ada, Bea withdrawn: 1× > 0>"},
		{"RCTab with a table", "a.json", configFor("cvr.csv", "custom"), "", "ranking 1 of Ada, Bea withdrawn, Undeclared Write-ins written in: 1× 0> 1>; 1× 0=1=2> >; 1× 2> 0>"},
	} {
		t.Run(s.name, func(t *testing.T) {
			e, err := ballotfile.Read(ballotfile.Source{Name: s.file, Data: []byte(s.text), Form: s.form, Open: beside})
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(e); got != s.want {
				t.Errorf("%s\nwant %s", got, s.want)
			}
		})
	}
}

// The first in a tie line is the first to go out; an election's order names winners first.
func TestWhatBLTSaysBesides(t *testing.T) {
	e, err := ballotfile.Read(ballotfile.Source{Name: "a.blt", Data: []byte(blt)})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 0, 2}, e.Order); diff != "" || e.Title != "A title" {
		t.Errorf("title %q, order: %s", e.Title, diff)
	}
}

func tenThousand(format string) string {
	var b strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func TestFilesThatAreRefused(t *testing.T) {
	cut := func(text string, at string) string { return text[:strings.Index(text, at)] }
	swap := func(text, old, with string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("%q is not in the text", old)
		}
		return strings.Replace(text, old, with, 1)
	}
	for _, s := range []struct {
		name, file, text string
		line             int
		reason           string
	}{
		{"BLT: empty", "a.blt", "", 1, "ends in the middle"},
		{"BLT: cut in the ballots", "a.blt", cut(blt, "3 0\n0"), 8, "ends in the middle"},
		{"BLT: cut in the names", "a.blt", cut(blt, "\"Cem"), 12, "2 of 3"},
		{"BLT: cut in a ballot", "a.blt", "3 1\n1 2", 2, "does not end with 0"},
		{"BLT: a rank out of range", "a.blt", "3 1\n1 4 0\n0\na\nb\nc\n", 2, `"4" is not between 1 and 3`},
		{"BLT: ranked twice", "a.blt", "3 1\n1 1 2 1 0\n0\na\nb\nc\n", 2, "option 1 is ranked twice"},
		{"BLT: zero seats", "a.blt", "3 0\n", 1, "nobody would be elected"},
		{"BLT: more seats than candidates", "a.blt", "3 4\n", 1, "4 seats for 3"},
		{"BLT: no candidates", "a.blt", "0 1\n", 1, "candidates"},
		{"BLT: ten thousand candidates", "a.blt", "10000 1\n", 1, "candidates"},
		{"BLT: a weight that overflows", "a.blt", "2 1\n99999999999999999999 1 0\n0\na\nb\n", 2, "count"},
		{"BLT: weights that overflow together", "a.blt", fmt.Sprintf("2 1\n%d 1 0\n1 2 0\n0\na\nb\n", int64(tally.MaxVoters)), 3, "all together"},
		{"BLT: a weight of nothing", "a.blt", "2 1\n0 1 0\n0\na\nb\n", 2, "count"},
		{"BLT: an option that nobody knows", "a.blt", "2 1\n[droop meek]\n", 2, "not known"},
		{"BLT: a quote that does not close", "a.blt", "1 1\n0\n\"", 3, "quote"},
		{"BLT: zero bytes", "a.blt", "2 1\n1\x00", 2, "zero byte"},
		{"PrefLib: cut", "a.soi", cut(soi, "2: 3"), 10, "1 of 2 orders"},
		{"PrefLib: too few voters", "a.soi", swap(soi, "VOTERS: 5", "VOTERS: 6"), 11, "of 5 voters"},
		{"PrefLib: an alternative out of range", "a.soi", swap(soi, "1,2,3", "1,2,4"), 9, `"4"`},
		{"PrefLib: twice in one order", "a.soi", swap(soi, "1,2,3", "1,2,1"), 9, "twice"},
		{"PrefLib: incomplete where it may not be", "a.soc", soi, 10, "complete"},
		{"PrefLib: a tie where there may be none", "a.soi", swap(soi, "1,2,3", "{1,2},3"), 9, "strict"},
		{"PrefLib: a brace that does not close", "a.toi", swap(soi, "1,2,3", "{1,2"), 9, "brace"},
		{"PrefLib: ten thousand alternatives", "a.soi", swap(soi, "ALTERNATIVES: 3", "ALTERNATIVES: 10000"), 3, "10000"},
		{"PrefLib: no header", "a.soi", "1: 1,2\n", 1, "before the number"},
		{"PrefLib before 2021: cut", "a.soi", "3\n1,Ada\n2,Bea\n3,Cem\n5,5,2\n3,1,2\n", 7, "1 of 2 orders"},
		{"PrefLib before 2021: cut in the names", "a.soi", "3\n1,Ada\n", 3, "ends"},
		{"PrefLib before 2021: no totals", "a.soi", "1\n1,Ada\n5,1\n", 3, "2 numbers"},
		{"PrefLib: too many categories", "a.cat", swap(cat, "{1,3},2", "1,2,3"), 3, "categories"},
		{"Pabulib: cut before the votes", "a.pb", cut(pb, "VOTES"), 10, "PROJECTS"},
		{"Pabulib: cut in the votes", "a.pb", cut(pb, "2;;"), 13, "num_votes says 2"},
		{"Pabulib: no budget", "a.pb", swap(pb, "budget;1000", "budget;0"), 6, "budget of 0"},
		{"Pabulib: a budget that overflows", "a.pb", swap(pb, "budget;1000", "budget;9223372036854775807"), 6, "budget"},
		{"Pabulib: a vote for no project", "a.pb", swap(pb, "9,7", "9,8"), 12, `no project "8"`},
		{"Pabulib: a project twice", "a.pb", swap(pb, "9,7", "9,9"), 12, "twice"},
		{"Pabulib: points for fewer", "a.pb", swap(pb, "3,1", "3"), 12, "1 of 2"},
		{"Pabulib: a project listed twice", "a.pb", swap(pb, "9;500", "7;500"), 9, "already"},
		{"Pabulib: a cost that is none", "a.pb", swap(pb, "9;500", "9;-5"), 9, "cost"},
		{"Pabulib: another vote type", "a.pb", swap(pb, "cumulative", "shouting"), 6, "shouting"},
		{"Pabulib: no META", "a.pb", "PROJECTS\n", 1, "PROJECTS"},
		{"Pabulib: cells too many", "a.pb", swap(pb, "9;500;Bench", "9;500;Bench;8"), 9, "4 cells"},
		{"a table: nothing", "a.csv", "", 1, "column names"},
		{"a table: only names", "a.csv", "count\n", 1, "no column"},
		{"a table: a short row", "a.csv", "Ada,Bea\n1,2\n1\n", 3, "1 cells under 2"},
		{"a table: no number", "a.csv", "Ada,Bea\n1,two\n", 2, `"two"`},
		{"a table: a quote in the middle", "a.csv", "Ada,Bea\n1,2\"2\n", 2, "quote"},
		{"a table: a name twice", "a.csv", "Ada,Ada\n", 1, "already"},
		{"a table: a rank left out", "a.csv", "rank1,rank3\n", 1, "rank 2"},
		{"a table: ten thousand options", "a.csv", tenThousand("o%d,") + "last\n", 1, "options"},
		{"a table: ten thousand names", "a.csv", "rank1\n" + tenThousand("o%d\n"), tally.MaxOptions + 2, "options"},
		{"a table: a weight that overflows", "a.csv", "count,A\n1e99,2\n", 2, "count"},
		{"JSON: cut", "a.json", `{"options": ["a"`, 1, "ends"},
		{"JSON: nothing", "a.json", "", 1, "ends"},
		{"JSON: a word too many", "a.json", "{\"options\": [\"a\"],\n\"quota\": 3}", 2, "quota"},
		{"JSON: a stranger", "a.json", "{\"options\": [\"a\"], \"ballots\": [\n{\"ranking\": [\"b\"]}]}", 2, `"b"`},
		{"JSON: two forms", "a.json", "{\"options\": [\"a\"], \"ballots\": [{\"ranking\": []},\n{\"scores\": {}}]}", 2, "form"},
		{"JSON: half a vote", "a.json", "{\"options\": [\"a\"], \"ballots\": [\n{\"count\": 0.5, \"ranking\": []}]}", 2, "0.5"},
		{"JSON: the same score twice", "a.json", "{\"options\": [\"a\"], \"ballots\": [\n{\"scores\": {\"a\": 1, \"a\": 2}}]}", 2, "twice"},
		{"JSON: something after it", "a.json", "{\"options\": [\"a\"]}\n{}", 2, "follows"},
		{"JSON: no budget", "a.json", "{\"options\": [\"a\"],\n\"budget\": 0}", 2, "budget of 0"},
		{"Snapshot: a choice out of range", "a.json", "{\"proposal\": {\"choices\": [\"a\"]}, \"votes\": [\n{\"choice\": [2], \"balance\": 1}]}", 2, `"2"`},
		{"Snapshot: half a balance", "a.json", "{\"proposal\": {\"choices\": [\"a\"]}, \"votes\": [\n{\"choice\": [1], \"balance\": 0.5}]}", 2, "balance"},
		{"Snapshot: weights that do not count", "a.json", "{\"proposal\": {\"choices\": [\"a\"]}, \"votes\": [\n{\"choice\": {\"1\": -1}, \"balance\": 1}]}", 2, "the weight"},
		{"Snapshot: a weight for no choice", "a.json", "{\"proposal\": {\"choices\": [\"a\"]}, \"votes\": [\n{\"choice\": {\"2\": 1}, \"balance\": 1}]}", 2, "weights"},
		{"Snapshot: no choice at all", "a.json", "{\"proposal\": {\"choices\": [\"a\"]}, \"votes\": [\n{\"balance\": 1}]}", 2, "choice"},
		{"records: an unknown selection", "a.json", swap(cdf, `"ContestSelectionId": "x"`, `"ContestSelectionId": "z"`), 2, `"z"`},
		{"records: a rank out of range", "a.json", swap(cdf, `"Rank": 2`, `"Rank": 2000000000`), 2, "rank 2000000000"},
		{"records: no snapshot", "a.json", swap(cdf, `"CurrentSnapshotId": "s1"`, `"CurrentSnapshotId": "s2"`), 2, "snapshot"},
		{"RCTab: outside of its folder", "a.json", configFor("../cvr.csv", "custom"), 3, "folder"},
		{"RCTab: a spreadsheet", "a.json", configFor("cvr.xlsx", "ess"), 3, "neither"},
		{"RCTab: nobody wins", "a.json", swap(configFor("cvr.csv", ""), `"numberOfWinners": "1"`, `"numberOfWinners": "0"`), 3, "nobody"},
		{"RCTab: a name of two", "a.json", swap(configFor("cvr.csv", ""), `"A."`, `"Bea"`), 3, "already option 1"},
		{"RCTab: a stranger in the table", "a.json", swap(configFor("cvr.csv", ""), `"A."`, `"B."`), 3, `"A." is no candidate`},
	} {
		t.Run(s.name, func(t *testing.T) {
			e, err := ballotfile.Read(ballotfile.Source{Name: s.file, Data: []byte(s.text), Open: beside})
			var at *ballotfile.LineError
			if !errors.As(err, &at) || !errors.Is(err, ballotfile.ErrFile) || e != nil {
				t.Fatalf("not refused with a line: %v", err)
			}
			if at.Line != s.line || !strings.Contains(at.Reason, s.reason) {
				t.Errorf("%v\nwant line %d, and %q", err, s.line, s.reason)
			}
		})
	}
}

func TestEndingsThatNobodyKnows(t *testing.T) {
	for _, name := range []string{"a", "a.xlsx", ""} {
		if _, err := ballotfile.Read(ballotfile.Source{Name: name}); !errors.Is(err, ballotfile.ErrFormat) {
			t.Errorf("%q: %v", name, err)
		}
	}
}
