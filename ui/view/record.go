package view

// Record: what the check of a poll's record has found, from the steps to the outcome, and what became of one ballot.

import (
	"encoding/base64"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
)

// Record is what a record proves.
type Record struct {
	// Verified says that everything holds, and that the community is the one that was asked for.
	Verified bool `json:"verified"`
	// Community is to be compared with an id from elsewhere where CommunityGiven is false.
	Community      string `json:"community"`
	CommunityGiven bool   `json:"community_given"`
	Name           string `json:"community_name"`
	Poll           string `json:"poll"`
	Title          string `json:"title"`
	Method         string `json:"method"`
	ClosesMillis   int64  `json:"closes_ms"`
	// Steps are what was checked, in this order.
	Steps []RecordStep `json:"steps"`
	// Tellers are in the order in which they propose.
	Tellers []RecordTeller `json:"tellers"`
	// Contradicted says that two results are sealed: there is no outcome then, and Liars name the tellers that signed two things in one place.
	Contradicted bool           `json:"contradicted"`
	Liars        []RecordTeller `json:"contradicted_themselves,omitempty"`
	Outcome      *RecordOutcome `json:"outcome,omitempty"`
	Late         []string       `json:"late"`
	Ballots      []RecordBallot `json:"ballots,omitempty"`
}

// RecordStep is one step that was done.
type RecordStep struct {
	Step    string           `json:"step"`
	Numbers map[string]int64 `json:"numbers"`
}

// RecordTeller is who received ballots; a relay has no person.
type RecordTeller struct {
	Device string `json:"device"`
	Name   string `json:"name,omitempty"`
}

// RecordOutcome is what the poll decided.
type RecordOutcome struct {
	Decides     bool          `json:"decides"`
	Passed      bool          `json:"passed"`
	Electorate  uint64        `json:"electorate"`
	Votes       uint64        `json:"votes"`
	Counted     uint64        `json:"counted"`
	Options     []OptionCount `json:"options"`
	Winners     []string      `json:"winners"`
	NeedYes     uint64        `json:"needed_yes"`
	NeedSupport uint64        `json:"needed_support"`
}

// RecordBallot is what became of one ballot, and the proof of it.
type RecordBallot struct {
	Ballot  string `json:"ballot"`
	Account string `json:"account,omitempty"`
	// State is a record.BallotState.
	State         string `json:"state"`
	Receipts      int    `json:"receipts"`
	ReceiptMillis int64  `json:"receipt_ms"`
	MomentMillis  int64  `json:"moment_ms"`
	ReplacedBy    string `json:"replaced_by,omitempty"`
	// Leaf, TreeSize, Root and Path are the RFC 6962 inclusion proof of a counted ballot, in base64.
	Leaf     int64    `json:"leaf"`
	TreeSize int64    `json:"tree_size,omitempty"`
	Root     string   `json:"root,omitempty"`
	Path     []string `json:"path,omitempty"`
}

// NewRecord shows a result. given says that the community was asked for.
func NewRecord(r *record.Result, given bool, steps []record.Step) Record {
	v := Record{
		Verified: given && !r.Contradicted(), Community: r.Community.Genesis().String(), CommunityGiven: given, Name: r.Name,
		Poll: r.Manifest.Poll.String(), Title: r.Opening.Title, Method: r.Opening.Method, ClosesMillis: r.Opening.ClosesMillis,
		Contradicted: r.Contradicted(), Steps: []RecordStep{}, Tellers: []RecordTeller{}, Late: []string{},
	}
	for _, s := range steps {
		v.Steps = append(v.Steps, RecordStep{string(s.Name), numbersOf(s)})
	}
	for _, t := range r.Tellers {
		v.Tellers = append(v.Tellers, recordTeller(t))
		for _, f := range r.Forks {
			if f.Teller == t.Device {
				v.Liars = append(v.Liars, recordTeller(t))
			}
		}
	}
	for _, id := range r.Manifest.Late {
		v.Late = append(v.Late, id.String())
	}
	if o := r.Outcome; o != nil {
		v.Outcome = &RecordOutcome{
			Decides: o.Decides, Passed: o.Passed, Electorate: o.Electorate, Votes: o.Votes, Counted: uint64(len(r.Manifest.Counted)),
			NeedYes: o.NeedYes, NeedSupport: o.NeedSupport, Options: []OptionCount{}, Winners: []string{},
		}
		for _, option := range o.Options {
			v.Outcome.Options = append(v.Outcome.Options, OptionCount{option.Option, option.Count})
		}
		for _, winner := range r.Manifest.Outcome.Winners {
			if int(winner) < len(o.Options) {
				v.Outcome.Winners = append(v.Outcome.Winners, o.Options[winner].Option)
			}
		}
	}
	return v
}

func recordTeller(t record.Teller) RecordTeller { return RecordTeller{t.Device.String(), t.Name} }

// numbersOf are the numbers that a step has.
func numbersOf(s record.Step) map[string]int64 {
	all := map[string]int64{
		"acts": s.Acts, "bytes": s.Bytes, "signatures": s.Signatures, "devices": s.Devices, "commits": s.Commits, "voters": s.Voters,
		"sealed": s.Sealed, "tellers": s.Tellers, "quorum": s.Quorum, "view": s.View, "counted": s.Counted, "replaced": s.Replaced, "late": s.Late,
	}
	for name, n := range all {
		if n == 0 {
			delete(all, name)
		}
	}
	return all
}

// AddBallot shows what became of a ballot.
func (v *Record) AddBallot(r *record.Result, p record.BallotProof) {
	b := RecordBallot{
		Ballot: p.Ballot.String(), State: string(p.State), Receipts: p.Receipts, ReceiptMillis: p.ReceiptMillis, MomentMillis: p.MomentMillis,
	}
	if (p.Account != op.AccountID{}) {
		b.Account = p.Account.String()
	}
	if !p.By.IsZero() {
		b.ReplacedBy = p.By.String()
	}
	if p.State == record.Counted {
		text := r.Sealed[0].Text
		b.Leaf, b.TreeSize, b.Root, b.Path = p.Leaf, text.Counted, base64.StdEncoding.EncodeToString(text.Root[:]), []string{}
		for _, hash := range p.Path {
			b.Path = append(b.Path, base64.StdEncoding.EncodeToString(hash[:]))
		}
	}
	v.Ballots = append(v.Ballots, b)
}
