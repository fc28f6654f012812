package ballotfile

// JSON: which of its shapes a file has, and the plain one. That is an object with title, form, options (or candidates: names, or objects
// with name, id, cost, withdrawn), seats, budget, electorate, order, and ballots. A ballot has a count and one of ranking, approvals,
// scores, points, votes, choice and stance.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// jsonReader walks a text with line numbers.
type jsonReader struct {
	*json.Decoder
	positions
	text string
}

func newJSONReader(text string) *jsonReader {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	return &jsonReader{Decoder: d, positions: newPositions(text), text: text}
}

// at is the line of what comes next.
func (r *jsonReader) at() int {
	offset := int(r.InputOffset())
	for offset < len(r.text) && strings.IndexByte(" \t\n,:", r.text[offset]) >= 0 {
		offset++
	}
	return r.line(offset)
}

// trouble puts a line to an error of the decoder.
func (r *jsonReader) trouble(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &syntax):
		return wrong(r.line(int(syntax.Offset)-1), "%v", err)
	case errors.As(err, &kind):
		return wrong(r.at(), "%s is of another kind than expected", quote(kind.Field))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return wrong(r.line(len(r.text)), "the file ends in the middle")
	default:
		return wrong(r.at(), "%v", err)
	}
}

// object calls each for every key of the object that comes next, each key once.
func (r *jsonReader) object(each func(key string) error) error {
	if err := r.expect('{'); err != nil {
		return err
	}
	seen := map[string]bool{}
	for r.More() {
		line := r.at()
		token, err := r.Token()
		if err != nil {
			return r.trouble(err)
		}
		key, _ := token.(string)
		if seen[key] || len(seen) > tally.MaxRanks {
			return wrong(line, "%s is given twice, or after too many others", quote(key))
		}
		seen[key] = true
		if err := each(key); err != nil {
			return err
		}
	}
	_, err := r.Token()
	return r.trouble(err)
}

// array calls each for every element of the array that comes next.
func (r *jsonReader) array(each func() error) error {
	if err := r.expect('['); err != nil {
		return err
	}
	for r.More() {
		if err := each(); err != nil {
			return err
		}
	}
	_, err := r.Token()
	return r.trouble(err)
}

func (r *jsonReader) expect(delim json.Delim) error {
	line := r.at()
	token, err := r.Token()
	if err != nil {
		return r.trouble(err)
	}
	if token != delim {
		return wrong(line, "%v, where %q begins", quote(fmt.Sprint(token)), delim.String())
	}
	return nil
}

func (r *jsonReader) value(into any) error { return r.trouble(r.Decode(into)) }

// number is a whole one within bounds.
func (r *jsonReader) number(least, most int64) (int64, error) {
	line := r.at()
	var n json.Number
	if err := r.value(&n); err != nil {
		return 0, err
	}
	v, err := whole(n.String(), least, most)
	if err != nil {
		return 0, wrong(line, "%v", err)
	}
	return v, nil
}

// end refuses what comes after the one object.
func (r *jsonReader) end() error {
	line := r.at()
	if _, err := r.Token(); !errors.Is(err, io.EOF) {
		return wrong(line, "something follows the end")
	}
	return nil
}

// readJSON tells the shapes apart by their keys.
func readJSON(text string, s Source) (*tally.Election, error) {
	var keys map[string]json.RawMessage
	r := newJSONReader(text)
	if err := r.value(&keys); err != nil {
		return nil, err
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	has := func(key string) bool { _, there := keys[key]; return there }
	switch {
	case has("cvrFileSources"):
		return readRCTab(text, s)
	case has("proposal") && has("votes"):
		return readSnapshot(text, s.Form)
	case has("CVR"):
		return readCDF(text, nil, "")
	default:
		return readPlain(text, s.Form)
	}
}

type plainReader struct {
	*jsonReader
	*builder
}

func readPlain(text string, form tally.Form) (*tally.Election, error) {
	r := plainReader{jsonReader: newJSONReader(text), builder: newBuilder(form)}
	r.election.Seats = -1
	if err := r.object(r.part); err != nil {
		return nil, err
	}
	if len(r.election.Options) == 0 {
		return nil, wrong(r.at(), "the file names no options")
	}
	if r.election.Seats < 0 {
		r.election.Seats = 1
		if r.election.Budget > 0 {
			r.election.Seats = 0
		}
	}
	return &r.election, nil
}

func (r *plainReader) part(key string) (err error) {
	line, e := r.at(), &r.election
	n := int64(0)
	switch key {
	case "title":
		err = r.value(&e.Title)
	case "form":
		var form tally.Form
		if err = r.value(&form); err == nil && e.Form != "" && e.Form != form {
			err = wrong(line, "ballots of the form %s, where %s is wanted", quote(string(form)), e.Form)
		}
		e.Form = form
	case "seats":
		n, err = r.number(0, tally.MaxOptions)
		e.Seats = int(n)
	case "budget":
		if e.Budget, err = r.number(0, tally.MaxMoney); err == nil && e.Budget == 0 {
			err = wrong(line, "a budget of 0: nothing can be paid for")
		}
	case "electorate":
		e.Electorate, err = r.number(0, tally.MaxVoters)
	case "options", "candidates":
		err = r.array(r.candidate)
	case "order":
		err = r.array(func() error {
			option, err := r.named()
			e.Order = append(e.Order, option)
			return orWrong(err, len(e.Order) > len(e.Options), r.at(), "an order of more options than there are")
		})
	case "ballots":
		err = r.array(r.vote)
	default:
		err = wrong(line, "%s is not known here", quote(key))
	}
	return err
}

// orWrong is err, else a line error where something is broken.
func orWrong(err error, broken bool, line int, reason string) error {
	if err == nil && broken {
		return wrong(line, "%s", reason)
	}
	return err
}

// candidate is a name, or an object.
func (r *plainReader) candidate() error {
	line := r.at()
	var raw json.RawMessage
	if err := r.value(&raw); err != nil {
		return err
	}
	var o struct {
		Name, ID           string
		Cost               int64
		Withdrawn, WriteIn bool
	}
	if raw[0] == '"' {
		if err := json.Unmarshal(raw, &o.Name); err != nil {
			return wrong(line, "%v", err)
		}
	} else {
		strict := json.NewDecoder(bytes.NewReader(raw))
		strict.DisallowUnknownFields()
		if err := strict.Decode(&o); err != nil {
			return wrong(line, "an option: %v", err)
		}
	}
	return r.option(line, o.Name, tally.Option{Name: o.Name, ID: o.ID, Cost: o.Cost, Withdrawn: o.Withdrawn, WriteIn: o.WriteIn})
}

// named is the option whose name comes next.
func (r *plainReader) named() (int, error) {
	line := r.at()
	var name string
	if err := r.value(&name); err != nil {
		return 0, err
	}
	return r.numbered(line, name)
}

func (r *plainReader) numbered(line int, name string) (int, error) {
	number, known := r.numbers[name]
	if !known {
		return 0, wrong(line, "there is no option %s, or it is named after the ballots", quote(name))
	}
	return number, nil
}

// markForms says the form of a ballot by what it holds.
var markForms = map[string]tally.Form{
	"ranking": tally.Ranking, "approvals": tally.Approvals, "scores": tally.Scores, "points": tally.Points,
	"votes": tally.Allocation, "choice": tally.Choice, "stance": tally.Consents,
}

func (r *plainReader) vote() error {
	line, b, marked := r.at(), tally.Ballot{Count: 1}, false
	err := r.object(func(key string) (err error) {
		at := r.at()
		switch key {
		case "count":
			b.Count, err = r.jsonReader.number(1, tally.MaxVoters)
			return err
		case "reason":
			return r.value(&b.Reason)
		}
		form, known := markForms[key]
		if !known || marked {
			return wrong(at, "%s is not known in a ballot, or is its second mark", quote(key))
		}
		marked = true
		if r.election.Form == "" {
			r.election.Form = form
		}
		if r.election.Form != form {
			return wrong(at, "a ballot of the form %s, where %s is wanted", form, r.election.Form)
		}
		return r.mark(&b)
	})
	if err != nil {
		return err
	}
	return r.ballot(line, b)
}

// mark reads what a ballot of the election's form marks.
func (r *plainReader) mark(b *tally.Ballot) error {
	switch r.election.Form {
	case tally.Ranking:
		return r.array(func() error { return r.rank(b) })
	case tally.Approvals:
		return r.array(func() error {
			option, err := r.named()
			at, twice := slices.BinarySearch(b.Picks, option)
			if err == nil && !twice {
				b.Picks = slices.Insert(b.Picks, at, option)
			}
			return orWrong(err, twice, r.at(), "an option is approved of twice")
		})
	case tally.Choice:
		option, err := r.named()
		b.Picks = []int{option}
		return err
	case tally.Consents:
		return r.value(&b.Stance)
	default:
		return r.grades(b)
	}
}

// rank is a name, or an array of names that share it.
func (r *plainReader) rank(b *tally.Ballot) error {
	line := r.at()
	if len(b.Ranks) == tally.MaxRanks {
		return wrong(line, "more than %d ranks", tally.MaxRanks)
	}
	var raw json.RawMessage
	if err := r.value(&raw); err != nil {
		return err
	}
	names := make([]string, 1)
	var err error
	if raw[0] == '[' {
		err = json.Unmarshal(raw, &names)
	} else {
		err = json.Unmarshal(raw, &names[0])
	}
	if err != nil || len(names) > len(r.election.Options) {
		return wrong(line, "%s is no rank", quote(string(raw)))
	}
	var rank []int
	for _, name := range names {
		option, err := r.numbered(line, name)
		if err != nil {
			return err
		}
		if slices.Contains(rank, option) {
			return wrong(line, "%s twice at one rank", quote(name))
		}
		rank = append(rank, option)
	}
	b.Ranks = append(b.Ranks, rank)
	return nil
}

// grades is an object of numbers by names.
func (r *plainReader) grades(b *tally.Ballot) error {
	b.Values = make([]int64, len(r.election.Options))
	if r.election.Form == tally.Scores {
		for i := range b.Values {
			b.Values[i] = tally.Blank
		}
	}
	return r.object(func(name string) error {
		option, err := r.numbered(r.at(), name)
		if err != nil {
			return err
		}
		b.Values[option], err = r.jsonReader.number(-tally.MaxValue, tally.MaxValue)
		return err
	})
}
