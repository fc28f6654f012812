package ballotfile

// PrefLib's orders and categories (Mattei and Walsh, "PrefLib: A Library for Preferences", ADT 2013; format of 2021 and later): lines
// "# KEY: value", then "count: 1,{2,3},4". In .soc and .soi no two alternatives share a rank; in .soc and .toc every one is ranked. In .cat
// each place is a category, the best first, of one alternative, of several in braces, or of none.

import (
	"slices"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

type prefLibReader struct {
	lines
	*builder
	ext          string
	alternatives int
	names        map[int]string
	unique       int64
	voters       int64 // by the header; -1 where it does not say
	categories   int64
}

func readPrefLib(text, ext string) (*tally.Election, error) {
	r := prefLibReader{lines: lines{rest: text}, builder: newBuilder(tally.Ranking), ext: ext, names: map[int]string{}, unique: -1, voters: -1}
	if isOldPrefLib(text) {
		if err := r.old(); err != nil {
			return nil, err
		}
		return r.finish()
	}
	for {
		line, more := r.next()
		if !more {
			break
		}
		line = strings.TrimSpace(line)
		var err error
		switch {
		case line == "":
		case line[0] == '#':
			err = r.header(line)
		default:
			err = r.order(line)
		}
		if err != nil {
			return nil, err
		}
	}
	return r.finish()
}

func (r *prefLibReader) header(line string) error {
	key, value, _ := strings.Cut(strings.TrimSpace(line[1:]), ":")
	value = strings.TrimSpace(value)
	if number, is := strings.CutPrefix(key, "ALTERNATIVE NAME "); is {
		n, err := whole(number, 1, tally.MaxOptions)
		if err != nil {
			return wrong(r.number, "an alternative's number: %v", err)
		}
		if _, twice := r.names[int(n)]; twice {
			return wrong(r.number, "alternative %d is named twice", n)
		}
		r.names[int(n)] = value
		return checkName(r.number, value)
	}
	var err error
	var n int64
	switch key {
	case "TITLE":
		r.election.Title = value
		return checkName(r.number, value)
	case "NUMBER ALTERNATIVES":
		n, err = whole(value, 1, tally.MaxOptions)
		r.alternatives = int(n)
	case "NUMBER VOTERS":
		r.voters, err = whole(value, 0, tally.MaxVoters)
	case "NUMBER UNIQUE ORDERS", "NUMBER UNIQUE PREFERENCES":
		r.unique, err = whole(value, 0, tally.MaxBallots)
	case "NUMBER CATEGORIES":
		r.categories, err = whole(value, 1, tally.MaxValue)
	}
	if err != nil {
		return wrong(r.number, "%s: %v", strings.ToLower(key), err)
	}
	return nil
}

func (r *prefLibReader) order(line string) error {
	if r.alternatives == 0 {
		return wrong(r.number, "an order before the number of alternatives")
	}
	multiplicity, list, found := strings.Cut(line, ":")
	if !found {
		return wrong(r.number, "no colon after an order's count")
	}
	count, err := whole(strings.TrimSpace(multiplicity), 1, tally.MaxVoters)
	if err != nil {
		return wrong(r.number, "an order's count: %v", err)
	}
	ranks, err := r.places(list)
	if err != nil {
		return err
	}
	if err := once(r.number, ranks, r.alternatives); err != nil {
		return err
	}
	if r.ext == ".cat" {
		return r.category(count, ranks)
	}
	if err := r.checkOrder(ranks); err != nil {
		return err
	}
	return r.ballot(r.number, tally.Ballot{Count: count, Ranks: ranks})
}

// places splits "1,{2,3},{}".
func (r *prefLibReader) places(list string) (ranks [][]int, err error) {
	list = strings.ReplaceAll(strings.ReplaceAll(list, " ", ""), "\t", "")
	for list != "" {
		if len(ranks) == tally.MaxRanks {
			return nil, wrong(r.number, "more than %d places", tally.MaxRanks)
		}
		var place string
		if list[0] == '{' {
			inside, after, closed := strings.Cut(list[1:], "}")
			if !closed || after != "" && after[0] != ',' {
				return nil, wrong(r.number, "a brace that does not close")
			}
			place, list = inside, strings.TrimPrefix(after, ",")
		} else {
			place, list, _ = strings.Cut(list, ",")
			if place == "" {
				return nil, wrong(r.number, "a place without an alternative")
			}
		}
		var rank []int
		for word := range strings.SplitSeq(place, ",") {
			if place == "" {
				break
			}
			n, err := whole(orZero(word), 1, int64(r.alternatives))
			if err != nil {
				return nil, wrong(r.number, "alternative %v", err)
			}
			rank = append(rank, int(n)-1)
		}
		ranks = append(ranks, rank)
	}
	return ranks, nil
}

func orZero(word string) string {
	if word == "" {
		return "0"
	}
	return word
}

// checkOrder: what the ending promises.
func (r *prefLibReader) checkOrder(ranks [][]int) error {
	ranked := 0
	for _, rank := range ranks {
		ranked += len(rank)
		switch {
		case len(rank) == 0:
			return wrong(r.number, "a place without an alternative")
		case len(rank) > 1 && (r.ext == ".soc" || r.ext == ".soi"):
			return wrong(r.number, "a tie in an order that is strict by the file's ending, %s", r.ext)
		}
	}
	if ranked < r.alternatives && (r.ext == ".soc" || r.ext == ".toc") {
		return wrong(r.number, "%d of %d alternatives in an order that is complete by the file's ending, %s", ranked, r.alternatives, r.ext)
	}
	return nil
}

// category makes two categories approvals, of those in the first; more are scores, the first the highest, and what is in none is blank.
func (r *prefLibReader) category(count int64, places [][]int) error {
	if r.categories == 0 || int64(len(places)) > r.categories {
		return wrong(r.number, "%d categories, where the header says %d", len(places), r.categories)
	}
	b := tally.Ballot{Count: count}
	if r.categories <= 2 {
		for option := range r.alternatives {
			if len(places) > 0 && slices.Contains(places[0], option) {
				b.Picks = append(b.Picks, option)
			}
		}
		return r.ballot(r.number, b)
	}
	b.Values = make([]int64, r.alternatives)
	for option := range b.Values {
		b.Values[option] = tally.Blank
	}
	for place, options := range places {
		for _, option := range options {
			b.Values[option] = r.categories - 1 - int64(place)
		}
	}
	return r.ballot(r.number, b)
}

func (r *prefLibReader) finish() (*tally.Election, error) {
	end := r.number + 1
	if r.alternatives == 0 {
		return nil, wrong(end, "the file ends without a number of alternatives")
	}
	if r.unique >= 0 && int64(len(r.election.Ballots)) != r.unique {
		return nil, wrong(end, "the file ends after %d of %d orders", len(r.election.Ballots), r.unique)
	}
	if r.voters >= 0 && r.builder.voters != r.voters {
		return nil, wrong(end, "orders of %d voters, where the header says %d", r.builder.voters, r.voters)
	}
	if r.ext == ".cat" {
		r.election.Form = tally.Scores
		if r.categories <= 2 {
			r.election.Form = tally.Approvals
		}
	}
	r.election.Seats = 1
	for n := 1; n <= r.alternatives; n++ {
		name, named := r.names[n]
		if !named || name == "" {
			name = strconv.Itoa(n)
		}
		r.election.Options = append(r.election.Options, tally.Option{Name: name})
		delete(r.names, n)
	}
	for n := range r.names {
		return nil, wrong(end, "alternative %d is named, where there are %d", n, r.alternatives)
	}
	return &r.election, nil
}
