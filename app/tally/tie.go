package tally

// Ties: the rules that break them, and the record of each one.

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// TieRule is how equal options are told apart.
type TieRule string

// The rules.
const (
	// ByOrder: the option that stands first in the Order wins.
	ByOrder TieRule = "order"
	// ByPrevious: who had more in the latest earlier round in which the tied were not all equal; then the Last rule.
	ByPrevious TieRule = "previous"
	// ByDraw: the smallest SHA-256(drawDomain ‖ Seed ‖ uint32be(option)) wins.
	ByDraw TieRule = "draw"
)

const drawDomain = "folkmoot/draw/v1\x00"

// Ties is the rule that a poll names.
type Ties struct {
	Rule TieRule `json:"rule"`
	// Last is what ByPrevious comes to when there is nothing to look back at: ByOrder or ByDraw. Empty for the other rules.
	Last TieRule `json:"last,omitempty"`
	// Order is the fixed order, first before last; nil: the order of the options.
	Order []int `json:"order,omitempty"`
	// Seed is a draw's: a poll's id and the id of its first opening receipt, or the text that a person typed.
	Seed []byte `json:"seed,omitempty"`
}

// ParseTies reads "order", "order:3,1,2" (the options by their numbers from 1, who wins first), "previous" and "draw:TEXT", and after "previous,"
// one of the others. That the order names each option once is checked when it is counted by. Errors wrap ErrUnfit.
func ParseTies(text string) (Ties, error) {
	if rest, found := strings.CutPrefix(text, "previous,"); found {
		last, err := ParseTies(rest)
		if err != nil {
			return Ties{}, err
		}
		if last.Rule == ByPrevious {
			return Ties{}, unfit("previous rounds twice")
		}
		return Ties{Rule: ByPrevious, Last: last.Rule, Order: last.Order, Seed: last.Seed}, nil
	}
	if seed, found := strings.CutPrefix(text, "draw:"); found {
		t := Ties{Rule: ByDraw, Seed: []byte(seed)}
		return t, t.check(MaxOptions)
	}
	if list, found := strings.CutPrefix(text, "order:"); found {
		order, err := parseOrder(list)
		return Ties{Rule: ByOrder, Order: order}, err
	}
	switch text {
	case "order":
		return Ties{Rule: ByOrder}, nil
	case "previous":
		return Ties{Rule: ByPrevious, Last: ByOrder}, nil
	}
	return Ties{}, unfit("%.40q is no rule for ties: order, previous, draw:TEXT", text)
}

func parseOrder(list string) ([]int, error) {
	var order []int
	for number := range strings.SplitSeq(list, ",") {
		option, err := strconv.Atoi(number)
		if err != nil || option < 1 || option > MaxOptions {
			return nil, unfit("%.40q is no number of an option", number)
		}
		order = append(order, option-1)
		if len(order) > MaxOptions {
			return nil, unfit("an order of more than %d options", MaxOptions)
		}
	}
	return order, nil
}

func (t Ties) check(options int) error {
	last := t.Rule
	if t.Rule == ByPrevious {
		last = t.Last
	} else if t.Last != "" {
		return unfit("a last rule for ties without previous rounds")
	}
	switch {
	case last != ByOrder && last != ByDraw:
		return unfit("%.40q is no rule for ties", last)
	case last == ByDraw && (len(t.Seed) == 0 || len(t.Seed) > maxTieSeed):
		return unfit("a draw needs a seed of 1 to %d bytes", maxTieSeed)
	case last == ByDraw && t.Order != nil, last == ByOrder && t.Seed != nil:
		return unfit("a rule for ties with another one's part")
	}
	return checkOrder(t.Order, options)
}

// checkOrder: nil, or each option once.
func checkOrder(order []int, options int) error {
	if order == nil {
		return nil
	}
	if len(order) != options {
		return unfit("an order of %d options, where there are %d", len(order), options)
	}
	seen := make([]bool, options)
	for _, option := range order {
		if option < 0 || option >= options || seen[option] {
			return unfit("an order with option %d twice, or without being one", option+1)
		}
		seen[option] = true
	}
	return nil
}

// Tie is one that was met. Nothing was decided by it if Chosen are all of them.
type Tie struct {
	// Round is the round's number; 0 outside of rounds.
	Round int `json:"round"`
	// For says what was at stake: "seat", "defeat", "surplus", "pair", "project", "finalist", "runoff".
	For string `json:"for"`
	// Options are the tied, ascending.
	Options []int `json:"options"`
	// Chosen are those that the rule took, for better or worse as For says, in order.
	Chosen []int `json:"chosen"`
	// By is the rule that decided: one of the TieRules, or the method's own, like "head-to-head".
	By string `json:"by"`
}

// priorities rank every option by the fixed order or the draw: a smaller number wins. That it does not depend on who is tied keeps a draw the
// same draw all through a count.
func (t Ties) priorities(options int) ([]int, TieRule) {
	rule := t.Rule
	if rule == ByPrevious {
		rule = t.Last
	}
	order := t.Order
	if rule == ByDraw {
		order = drawn(t.Seed, options)
	}
	priority := make([]int, options)
	for place := range priority {
		if order == nil {
			priority[place] = place
		} else {
			priority[order[place]] = place
		}
	}
	return priority, rule
}

// drawn puts the options in the order of their lots.
func drawn(seed []byte, options int) []int {
	lots := make([][sha256.Size]byte, options)
	order := make([]int, options)
	text := append([]byte(drawDomain), seed...)
	for i := range lots {
		lots[i] = sha256.Sum256(binary.BigEndian.AppendUint32(text[:len(text):len(text)], uint32(i)))
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return bytes.Compare(lots[a][:], lots[b][:]) })
	return order
}

// String is what ParseTies reads.
func (t Ties) String() string {
	text, last := "", t.Rule
	if t.Rule == ByPrevious {
		text, last = string(ByPrevious), t.Last
	}
	switch {
	case last == ByDraw:
		return join(text, fmt.Sprintf("%s:%s", ByDraw, t.Seed))
	case t.Order != nil:
		numbers := make([]string, len(t.Order))
		for i, option := range t.Order {
			numbers[i] = strconv.Itoa(option + 1)
		}
		return join(text, string(ByOrder)+":"+strings.Join(numbers, ","))
	case text == "":
		return string(last)
	}
	return text
}

// join puts what ParseTies reads as the last rule behind the first.
func join(first, last string) string {
	if first == "" {
		return last
	}
	return first + "," + last
}
