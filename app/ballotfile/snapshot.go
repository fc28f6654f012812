package ballotfile

// Snapshot's votes (snapshot-labs/snapshot.js, src/voting): a proposal's choices, and votes that name them by numbers from 1: one, a list
// of approvals or ranks, or weights by number. A vote's balance is its count, where it is a whole number.

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

type snapshotReader struct {
	*jsonReader
	*builder
}

// readSnapshot reads lists as approvals and weights as points, unless another form of such votes is wanted.
func readSnapshot(text string, form tally.Form) (*tally.Election, error) {
	r := snapshotReader{newJSONReader(text), newBuilder(form)}
	r.election.Seats = 1
	err := r.object(func(key string) error {
		switch key {
		case "proposal":
			return r.proposal()
		case "votes":
			return r.array(r.vote)
		default: // the scores that Snapshot came to, and where balances were read
			var other json.RawMessage
			return r.value(&other)
		}
	})
	if err != nil {
		return nil, err
	}
	return &r.election, nil
}

func (r snapshotReader) proposal() error {
	line := r.at()
	var p struct {
		Title   string
		Choices []string
	}
	if err := r.value(&p); err != nil {
		return err
	}
	r.election.Title = p.Title
	for _, name := range p.Choices {
		if err := r.option(line, name, tally.Option{Name: name}); err != nil {
			return err
		}
	}
	return checkName(line, p.Title)
}

func (r snapshotReader) vote() error {
	line := r.at()
	var v struct {
		Choice  json.RawMessage
		Balance json.Number
	}
	if err := r.value(&v); err != nil {
		return err
	}
	if len(r.election.Options) == 0 {
		return wrong(line, "votes before the proposal's choices")
	}
	balance := v.Balance.String()
	count, err := whole(balance, 1, tally.MaxVoters)
	if err != nil {
		return wrong(line, "a balance: %v", err)
	}
	b := tally.Ballot{Count: count}
	switch {
	case len(v.Choice) > 0 && v.Choice[0] == '{':
		err = r.weights(line, v.Choice, &b)
	case len(v.Choice) > 0 && v.Choice[0] == '[':
		err = r.list(line, v.Choice, &b)
	default:
		b.Picks = make([]int, 1)
		err = r.choices(line, []json.Number{json.Number(v.Choice)}, b.Picks, tally.Choice)
	}
	if err != nil {
		return err
	}
	return r.ballot(line, b)
}

// settle makes a form the election's, or refuses a vote of another one.
func (r snapshotReader) settle(line int, possible ...tally.Form) error {
	if r.election.Form == "" {
		r.election.Form = possible[0]
	}
	if !slices.Contains(possible, r.election.Form) {
		return wrong(line, "a vote of the form %s, where %s is wanted", possible[0], r.election.Form)
	}
	return nil
}

// choices turns numbers from 1 into options, each once.
func (r snapshotReader) choices(line int, numbers []json.Number, into []int, possible ...tally.Form) error {
	if err := r.settle(line, possible...); err != nil {
		return err
	}
	for i, number := range numbers {
		n, err := whole(number.String(), 1, int64(len(r.election.Options)))
		if err != nil {
			return wrong(line, "a choice: %v", err)
		}
		if into[i] = int(n) - 1; slices.Contains(into[:i], into[i]) {
			return wrong(line, "choice %d twice", n)
		}
	}
	return nil
}

func (r snapshotReader) list(line int, raw json.RawMessage, b *tally.Ballot) error {
	var numbers []json.Number
	if json.Unmarshal(raw, &numbers) != nil || len(numbers) > len(r.election.Options) {
		return wrong(line, "%s is no list of choices", quote(string(raw)))
	}
	picks := make([]int, len(numbers))
	if err := r.choices(line, numbers, picks, tally.Approvals, tally.Ranking); err != nil {
		return err
	}
	if r.election.Form == tally.Approvals {
		slices.Sort(picks)
		b.Picks = picks
		return nil
	}
	for _, pick := range picks {
		b.Ranks = append(b.Ranks, []int{pick})
	}
	return nil
}

// weights are shares of a vote, so that those with decimals are as good as their multiples without.
func (r snapshotReader) weights(line int, raw json.RawMessage, b *tally.Ballot) error {
	if err := r.settle(line, tally.Points, tally.Allocation); err != nil {
		return err
	}
	words, places := make([]string, len(r.election.Options)), 0
	inner := newJSONReader(string(raw))
	err := inner.object(func(key string) error {
		option, err := whole(key, 1, int64(len(words)))
		if err != nil {
			return err
		}
		var number json.Number
		if err := inner.value(&number); err != nil {
			return err
		}
		words[option-1] = number.String()
		_, decimals, _ := strings.Cut(number.String(), ".")
		places = max(places, len(decimals))
		return nil
	})
	if err != nil || places > maxWeightDecimals {
		return wrong(line, "weights: %s: numbers of choices with weights of at most %d decimals are wanted", quote(string(raw)), maxWeightDecimals)
	}
	b.Values = make([]int64, len(words))
	for option, word := range words {
		if word == "" {
			continue
		}
		units, decimals, _ := strings.Cut(word, ".")
		if b.Values[option], err = whole(units+decimals+strings.Repeat("0", places-len(decimals)), 0, tally.MaxValue); err != nil {
			return wrong(line, "the weight %s: %v", quote(word), err)
		}
	}
	return nil
}
