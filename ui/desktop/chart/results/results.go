// Package results holds the results of made-up polls, counted as real ones are: for the gallery, and for tests of what draws results. It promises the
// same results always, in English and on one day. Nothing of it is shown to people who use the program.
package results

import (
	"fmt"
	"time"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// Words is English on Thursday 14 May 2026, 21:00.
func Words() view.Words {
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		panic(err) // the sentences are part of the program
	}
	return view.Words{Say: catalog.Printer("en"), NowMillis: time.Date(2026, 5, 14, 21, 0, 0, 0, time.UTC).UnixMilli(), Zone: time.UTC}
}

func named(names ...string) []tally.Option {
	options := make([]tally.Option, len(names))
	for i, name := range names {
		options[i].Name = name
	}
	return options
}

// counted counts an election that is known to be whole.
func counted(method string, e *tally.Election) view.Tally {
	m, err := tally.MethodOf(method)
	if err != nil {
		panic(err)
	}
	settings := tally.Defaults(m)
	settings.Ties = tally.Ties{Rule: tally.ByDraw, Seed: []byte("Elm Street")}
	r, err := tally.Count(m, e, settings)
	if err != nil {
		panic(err)
	}
	return view.NewTally("", e, r)
}

func ranked(count int64, order ...int) tally.Ballot {
	b := tally.Ballot{Count: count}
	for _, option := range order {
		b.Ranks = append(b.Ranks, []int{option})
	}
	return b
}

// Council is an election of three by forty.
func Council() outcome.Pictures {
	e := &tally.Election{
		Form: tally.Ranking, Seats: 3, Electorate: 41,
		Options: named("Samira Haddad", "Tomás Herrera", "Ingrid Solberg", "Wei Chen", "Kofi Mensah", "Rosa Delgado"),
		Ballots: []tally.Ballot{
			ranked(5, 0, 1, 2), ranked(5, 0, 2, 3), ranked(3, 0, 3), ranked(8, 1, 2), ranked(7, 2, 4), ranked(5, 3, 1),
			ranked(2, 4, 1), ranked(1, 4, 3), ranked(1, 4), ranked(2, 5, 4, 1), ranked(1, 5, 2),
		},
	}
	w := Words()
	return outcome.Pictures{
		Rounds: outcome.RoundsOf(w, counted("stv-scottish", e)),
		Facts:  []outcome.Fact{{Figure: "40 of 41", Text: "voted"}, {Figure: "11", Text: "votes make the quota"}, {Figure: "2", Text: "handed in a blank ballot"}, {Figure: "1", Text: "came late, is not counted"}},
	}
}

// Evening is a circle of three evenings, so that paths decide.
func Evening() outcome.Pictures {
	e := &tally.Election{
		Form: tally.Ranking, Seats: 1, Electorate: 41, Options: named("Thursday", "Monday", "Tuesday", "Wednesday", "Sunday"),
		Ballots: []tally.Ballot{ranked(14, 0, 2, 1, 3, 4), ranked(13, 2, 1, 0, 3, 4), ranked(12, 1, 0, 2, 4, 3)},
	}
	return outcome.Pictures{Pairs: outcome.PairsOf(Words(), counted("schulze", e))}
}

// Pairs compares so many works with long names, 10 to 40.
func Pairs(works int) outcome.Pictures {
	e := &tally.Election{Form: tally.Ranking, Seats: 1, Electorate: 41}
	var up, down []int
	for i := range works {
		e.Options = append(e.Options, tally.Option{Name: fmt.Sprintf("Work %d: what the survey of the north wall asked for", i+1)})
		up, down = append(up, i), append([]int{i}, down...)
	}
	e.Ballots = []tally.Ballot{ranked(17, up...), ranked(12, down[:works*3/4]...), ranked(9, up[works/2:]...)}
	return outcome.Pictures{Pairs: outcome.PairsOf(Words(), counted("schulze", e))}
}

// FortyRounds elects one of forty, in as many rounds as that takes.
func FortyRounds() outcome.Pictures {
	e := &tally.Election{Form: tally.Ranking, Seats: 1, Electorate: 1000}
	for i := range 40 {
		e.Options = append(e.Options, tally.Option{Name: fmt.Sprintf("Work %d: what the survey of the north wall asked for", i+1)})
		e.Ballots = append(e.Ballots, ranked(int64(i+1), i, (i+7)%40, (i+19)%40))
	}
	return outcome.Pictures{Rounds: outcome.RoundsOf(Words(), counted("irv", e))}
}

// Budget spends 12,000 by equal shares.
func Budget() outcome.Pictures {
	costs := []int64{190, 640, 1980, 1440, 2700, 3450, 3100, 1250, 2600}
	e := &tally.Election{
		Form: tally.Approvals, Budget: 12000, Electorate: 41,
		Options: named("Mirror at the gate", "Toy chest and mats", "Sauna stove repair", "Trees along the north wall", "New doors for the letter boxes",
			"Bicycle roof at the gate", "Second gate key for all", "Loudspeakers for feasts", "Projector for the hall"),
	}
	for i := range e.Options {
		e.Options[i].Cost = costs[i]
	}
	for i := range 40 {
		b := tally.Ballot{Count: 1}
		for o := range e.Options {
			if (i*(o+3)+o*o)%7 < 3 {
				b.Picks = append(b.Picks, o)
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	t := counted("pb-equal-shares", e)
	return outcome.Pictures{Shares: outcome.SharesOf(Words(), e, t.Result, &e.Ballots[3])}
}

// Question is one of yes and no.
func Question() outcome.Pictures {
	e := &tally.Election{Form: tally.Choice, Electorate: 41, Options: named("yes", "no", "abstain"), Ballots: []tally.Ballot{
		{Count: 27, Picks: []int{0}}, {Count: 9, Picks: []int{1}}, {Count: 3, Picks: []int{2}},
	}}
	return outcome.Pictures{Bars: outcome.BarsOf(Words(), counted("yes-no", e))}
}

// Grades is a poll by middle grades, with a name in another script and a long one.
func Grades() outcome.Pictures {
	e := &tally.Election{Form: tally.Scores, Seats: 1, Electorate: 41, Options: named("Sage, as in the old house next door", "Cream", "Ochre", "السماء"), Ballots: []tally.Ballot{
		{Count: 9, Values: []int64{5, 3, 1, 0}}, {Count: 12, Values: []int64{2, 5, 3, 1}}, {Count: 8, Values: []int64{0, 4, 5, 5}}, {Count: 7, Values: []int64{4, 4, 0, 2}},
	}}
	t := counted("majority-judgment", e)
	return outcome.Pictures{Grades: outcome.GradesOf(Words(), t), Bars: outcome.BarsOf(Words(), counted("score", e))}
}

// Draw is a poll that a draw decides.
func Draw() outcome.Pictures {
	e := &tally.Election{
		Form: tally.Ranking, Seats: 1, Electorate: 41, Options: named("Thursday", "Monday", "Tuesday"),
		Ballots: []tally.Ballot{ranked(12, 0, 1, 2), ranked(12, 1, 0, 2)},
	}
	return outcome.Pictures{Pairs: outcome.PairsOf(Words(), counted("schulze", e))}
}

// Consent is a proposal with an objection, and a concern that a steward has hidden.
func Consent() outcome.Pictures {
	person := func(name string) view.Name { return view.Name{Account: "key-" + name, Name: name} }
	steward := person("Ingrid Solberg")
	p := view.Poll{Form: tally.Consents, Ballots: []view.Ballot{
		{Voter: person("Ada Okonkwo"), Choice: "consent"},
		{Voter: person("Kofi Mensah"), Choice: "consent"},
		{Voter: person("Wei Chen"), Choice: "stand-aside"},
		{Voter: person("Rosa Delgado"), Choice: "object", Reason: "My shift ends at 23:00, and the laundry is the only place where I can wash then. Let us keep one evening open."},
		{Voter: person("Bogdan Ionescu"), Choice: "consent", Reason: "Only if the bell is off as well"},
		{Voter: person("Noah Lindqvist"), Choice: "consent", Reason: "rude", HiddenBy: &steward, HiddenReason: "insults"},
	}}
	for range 9 {
		p.Voters = append(p.Voters, person("somebody"))
	}
	return outcome.Pictures{Consent: outcome.ConsentOf(Words(), p)}
}

// Nobody is two polls without a ballot.
func Nobody() outcome.Pictures {
	e := &tally.Election{Form: tally.Ranking, Seats: 1, Electorate: 41, Options: named("Solar panels on the south roof", "New roof", "Heat pump")}
	w := Words()
	return outcome.Pictures{Rounds: outcome.RoundsOf(w, counted("irv", e)), Pairs: outcome.PairsOf(w, counted("schulze", e)), Running: w.Say.T("outcome.running", nil)}
}

// Course is a poll in its days of confirming.
func Course() outcome.Pictures {
	const day, billion = int64(86_400_000), int64(1_000_000_000)
	since := time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC).UnixMilli()
	c := &view.Course{
		State: "confirming", SinceMillis: since, AtMillis: since + 12*day, ConfirmingSinceMillis: since + 11*day, ConfirmMillis: 4 * day,
		Ayes: 21, Nays: 4, Abstentions: 3, Votes: 41, Approval: 840_000_000, NeedApproval: 785_714_286, Support: 585_365_853, NeedSupport: 130_000_000,
	}
	for i := range int64(61) {
		c.Curve = append(c.Curve, view.CoursePoint{AtMillis: since + 28*day*i/60, Approval: billion - billion/2*i/60, Support: 20_000_000 + 580_000_000*6/(i+6)})
	}
	for i, have := range [][2]int64{{750, 73}, {833, 146}, {778, 195}, {820, 244}, {790, 317}, {765, 366}, {790, 415}, {800, 463}, {820, 512}, {830, 560}, {840, 585}} {
		c.Have = append(c.Have, view.CoursePoint{AtMillis: since + day + int64(i)*day, Approval: have[0] * 1_000_000, Support: have[1] * 1_000_000})
	}
	w := Words()
	return outcome.Pictures{Curves: outcome.CurvesOf(w, c, since+28*day), Stages: outcome.StagesOf(w, c, since+28*day, since+33*day)}
}

// Delegations is who votes for whom.
func Delegations() outcome.Pictures {
	person := func(name string) view.Name { return view.Name{Account: "key-" + name, Name: name} }
	d := &view.PollDelegations{Votes: 42, Deciders: 19, Largest: []view.LargestDelegate{
		{Name: person("Marta Kowalczyk"), Delegations: 5, Votes: 6}, {Name: person("Samira Haddad"), Delegations: 2, Votes: 3}, {Name: person("Yusuf Demir"), Delegations: 1, Votes: 2},
	}}
	for _, given := range [][2]string{
		{"Bogdan Ionescu", "Marta Kowalczyk"},
		{"Fatou Diallo", "Marta Kowalczyk"},
		{"Rosa Delgado", "Marta Kowalczyk"},
		{"Priya Nair", "Marta Kowalczyk"},
		{"Kenji Watanabe", "Marta Kowalczyk"},
		{"Linh Nguyen", "Samira Haddad"},
		{"Mateo Vargas", "Samira Haddad"},
		{"Elif Aydın", "Yusuf Demir"},
	} {
		by := person(given[1])
		d.Through = append(d.Through, view.Delegated{Voter: person(given[0]), By: &by})
	}
	g := outcome.GraphOf(Words(), d, 5)
	g.Choose("key-Marta Kowalczyk")
	return outcome.Pictures{Graph: g}
}

// Checks are a check that nobody asked for, one under way, one that came out right, and one that did not.
func Checks() []view.Check {
	w := Words()
	idle := view.NewCheck(w)
	found := []string{
		"412 acts of this community, 96 kB, each once", "412 are good, of 47 devices", "No act breaks a rule, from the founding on", "41 members, as the poll and the tellers’ lists name them",
		"4 of 4 tellers signed one result, 3 were needed", "40 came in time and count; replaced by a later one: 2", "Listed, but too late or with no teller: 1", "Counted again here: the same outcome",
	}
	at := func(state view.CheckState, title, text string, right int, then view.CheckState) view.Check {
		c := view.Check{State: state, Title: title, Text: text}
		for i, line := range idle.Lines {
			switch {
			case i < right:
				line.State, line.Said, line.Text = view.CheckRight, "holds", found[i]
			case i == right && then != view.CheckIdle:
				line.State = then
			}
			c.Lines = append(c.Lines, line)
		}
		return c
	}
	running := at(view.CheckRunning, "Checking the result", "208 of 412 acts read", 0, view.CheckRunning)
	running.Done, running.Total = 208, 412
	wrong := at(view.CheckWrong, "The result does not hold", "Do not trust it. Ask somebody else of the community what their laptop says.", 4, view.CheckWrong)
	wrong.Lines[4].Text = "This does not hold"
	return []view.Check{idle, running, at(view.CheckRight, "The result is right", "Checked here just now, in 0.4 s", 8, view.CheckIdle), wrong}
}
