package ballotfile

// BLT, the format of OpenSTV, OPAVOTE and droop: Hill, Wichmann and Woodall's (The Computer Journal 30, 1987), and the additions that those
// programs agree on. A first line with the numbers of candidates and seats; withdrawn candidates as negative numbers; options in brackets;
// a ballot a line, its count first and a 0 last, "=" between equal ranks and "-" for a skipped one; a 0; names and title in quotes.

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

type bltReader struct {
	lines
	*builder
	candidates int
	withdrawn  map[int]bool
}

func readBLT(text string) (*tally.Election, error) {
	r := bltReader{lines: lines{rest: text}, builder: newBuilder(tally.Ranking), withdrawn: map[int]bool{}}
	if err := r.header(); err != nil {
		return nil, err
	}
	if err := r.body(); err != nil {
		return nil, err
	}
	if err := r.names(); err != nil {
		return nil, err
	}
	return &r.election, nil
}

// fields is the next line that says something, without its comment.
func (r *bltReader) fields() ([]string, error) {
	for {
		line, more := r.next()
		if !more {
			return nil, wrong(r.number+1, "the file ends in the middle")
		}
		line, _, _ = strings.Cut(line, "#")
		if fields := strings.Fields(line); len(fields) > 0 {
			return fields, nil
		}
	}
}

func (r *bltReader) header() error {
	fields, err := r.fields()
	if err != nil {
		return err
	}
	if len(fields) != 2 {
		return wrong(r.number, "%d words, where the numbers of candidates and of seats stand", len(fields))
	}
	candidates, err := whole(fields[0], 1, tally.MaxOptions)
	if err != nil {
		return wrong(r.number, "candidates: %v", err)
	}
	seats, err := whole(fields[1], -1<<31, 1<<31)
	if err == nil {
		err = checkSeats(seats, int(candidates))
	}
	if err != nil {
		return wrong(r.number, "seats: %v", err)
	}
	r.candidates, r.election.Seats = int(candidates), int(seats)
	return nil
}

// body is everything between the header and the 0 that ends the ballots.
func (r *bltReader) body() error {
	for {
		fields, err := r.fields()
		if err != nil {
			return err
		}
		switch {
		case len(fields) == 1 && fields[0] == "0":
			return nil
		case fields[0][0] == '[':
			err = r.option(fields)
		case fields[0][0] == '-' && len(r.election.Ballots) == 0:
			err = r.withdraw(fields)
		default:
			err = r.vote(fields)
		}
		if err != nil {
			return err
		}
	}
}

// option is "[nick a b c]", which names the candidates for the ballots, or "[tie c b a]", which orders them: the first goes out first (droop,
// from which the line comes, and stv-rs), so an order of winners is the line backwards.
func (r *bltReader) option(fields []string) error {
	joined := strings.Join(fields, " ")
	inside, closed := strings.CutSuffix(strings.TrimPrefix(joined, "["), "]")
	words := strings.Fields(inside)
	if !closed || len(words) == 0 {
		return wrong(r.number, "a bracket that does not close")
	}
	if words[0] != "nick" && words[0] != "tie" {
		return wrong(r.number, "the option %s is not known here", quote(words[0]))
	}
	if len(words)-1 != r.candidates {
		return wrong(r.number, "%d names for %d candidates", len(words)-1, r.candidates)
	}
	for i, word := range words[1:] {
		if words[0] == "nick" {
			if _, twice := r.numbers[word]; twice {
				return wrong(r.number, "%s names two candidates", quote(word))
			}
			r.numbers[word] = i
			continue
		}
		candidate, err := r.candidate(word)
		if err != nil {
			return err
		}
		r.election.Order = append(r.election.Order, candidate)
	}
	if words[0] == "nick" {
		return nil
	}
	slices.Reverse(r.election.Order)
	return once(r.number, [][]int{r.election.Order}, r.candidates)
}

func (r *bltReader) withdraw(fields []string) error {
	for _, field := range fields {
		candidate, err := whole(strings.TrimPrefix(field, "-"), 1, int64(r.candidates))
		if err != nil || field[0] != '-' {
			return wrong(r.number, "%s is not a withdrawn candidate", quote(field))
		}
		r.withdrawn[int(candidate)-1] = true
	}
	return nil
}

// candidate is one by number or nickname.
func (r *bltReader) candidate(word string) (int, error) {
	if number, known := r.numbers[word]; known {
		return number, nil
	}
	n, err := whole(word, 1, int64(r.candidates))
	if err != nil {
		return 0, wrong(r.number, "candidate %v", err)
	}
	return int(n) - 1, nil
}

// vote is "(id) 3 1 2=4 - 5 0"; the id is left out.
func (r *bltReader) vote(fields []string) error {
	if strings.HasPrefix(fields[0], "(") && strings.HasSuffix(fields[0], ")") {
		fields = fields[1:]
	}
	if len(fields) < 2 || fields[len(fields)-1] != "0" {
		return wrong(r.number, "a ballot that does not end with 0")
	}
	count, err := whole(fields[0], 1, tally.MaxVoters)
	if err != nil {
		return wrong(r.number, "a ballot's count: %v", err)
	}
	marks := fields[1 : len(fields)-1]
	if len(marks) > tally.MaxRanks {
		return wrong(r.number, "%d ranks, where at most %d can be", len(marks), tally.MaxRanks)
	}
	ranks := make([][]int, len(marks))
	for i, mark := range marks {
		if mark == "-" {
			continue
		}
		for word := range strings.SplitSeq(mark, "=") {
			candidate, err := r.candidate(word)
			if err != nil {
				return err
			}
			ranks[i] = append(ranks[i], candidate)
		}
	}
	if err := once(r.number, ranks, r.candidates); err != nil {
		return err
	}
	return r.ballot(r.number, tally.Ballot{Count: count, Ranks: ranks})
}

// names is a name a line, then the title. What follows is the file's own comment.
func (r *bltReader) names() error {
	clear(r.numbers) // nicknames; two candidates may have one name, but no nickname
	for candidate := range r.candidates {
		name, more, err := r.name()
		if err != nil {
			return err
		}
		if !more {
			return wrong(r.number+1, "the file ends after the names of %d of %d candidates", candidate, r.candidates)
		}
		r.election.Options = append(r.election.Options, tally.Option{Name: name, Withdrawn: r.withdrawn[candidate]})
	}
	title, _, err := r.name()
	r.election.Title = title
	return err
}

// name is the next line's, with its quotes off. A quote inside is part of it, as OpenSTV has it.
func (r *bltReader) name() (string, bool, error) {
	for {
		line, more := r.next()
		if !more {
			return "", false, nil
		}
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '"' {
			end := strings.LastIndexByte(line, '"')
			if after := strings.TrimSpace(line[end+1:]); end == 0 || after != "" && after[0] != '#' {
				return "", false, wrong(r.number, "a quote that does not close")
			}
			line = line[1:end]
		}
		return line, true, checkName(r.number, line)
	}
}

func writeBLT(e *tally.Election) ([]byte, error) {
	if e.Form != tally.Ranking {
		return nil, fmt.Errorf("%w: BLT holds rankings, not ballots of the form %s", ErrFormat, e.Form)
	}
	if err := checkSeats(int64(e.Seats), len(e.Options)); err != nil {
		return nil, fmt.Errorf("%w: BLT: %w", ErrFormat, err)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%d %d\n", len(e.Options), e.Seats)
	for i, o := range e.Options {
		if o.Withdrawn {
			fmt.Fprintf(&out, "-%d\n", i+1)
		}
	}
	if e.Order != nil {
		order := slices.Clone(e.Order)
		slices.Reverse(order)
		fmt.Fprintf(&out, "[tie%s]\n", bltMarks([][]int{order}, " ", " "))
	}
	for _, b := range e.Ballots {
		if err := once(0, b.Ranks, len(e.Options)); err != nil {
			return nil, fmt.Errorf("%w: BLT cannot hold a ballot that ranks an option twice", ErrFormat)
		}
		fmt.Fprintf(&out, "%d%s 0\n", b.Count, bltMarks(b.Ranks, " ", "="))
	}
	out.WriteString("0\n")
	for _, o := range e.Options {
		if err := bltName(&out, o.Name); err != nil {
			return nil, err
		}
	}
	err := bltName(&out, e.Title)
	return out.Bytes(), err
}

func bltMarks(ranks [][]int, between, within string) string {
	var marks strings.Builder
	for _, rank := range ranks {
		marks.WriteString(between)
		if len(rank) == 0 {
			marks.WriteString("-")
		}
		for i, option := range rank {
			if i > 0 {
				marks.WriteString(within)
			}
			fmt.Fprint(&marks, option+1)
		}
	}
	return marks.String()
}

func bltName(out *bytes.Buffer, name string) error {
	if strings.ContainsAny(name, "\r\n\x00") || len(name) > maxNameBytes {
		return fmt.Errorf("%w: BLT cannot hold the name %s", ErrFormat, quote(name))
	}
	fmt.Fprintf(out, "\"%s\"\n", name)
	return nil
}
