package poll

// Opening a poll: one question, fixed from then on.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Kinds of other domains that an opening names. Their packages are not imported: an opening needs no more of them.
const (
	kindPublish = "proposal.publish"
	kindRevise  = "proposal.revise"
)

// Open is the body of poll.open. Who writes it is for the track to say.
type Open struct {
	// Proposal is what is decided, and Revision the text of it that never changes again; both zero for a question without a proposal.
	Proposal op.ID `cbor:"proposal"`
	Revision op.ID `cbor:"revision"`
	// Track is a track's id in the charter at On.
	Track string `cbor:"track"`
	// On is the settled commit by which the poll is judged: its voters, tellers and rules.
	On op.ID `cbor:"on"`
	// Title is the question.
	Title string `cbor:"title"`
	// Method is the name of one of tally's methods.
	Method string `cbor:"method"`
	// Options are what can be chosen, in the order in which people see them; none in a poll by consent, which is about the question itself.
	Options []string `cbor:"options"`
	// Costs are what the options cost, where there is a budget; else none.
	Costs []uint64 `cbor:"costs"`
	// Seats is how many options win; 0 where a budget decides, and where options have no seats to win.
	Seats uint64 `cbor:"seats"`
	// Budget is what all options that win may cost together; 0 for none.
	Budget uint64 `cbor:"budget"`
	// Settings are all settings of the method, ascending by name.
	Settings []Setting `cbor:"settings"`
	// ClosesMillis is the instant of the close, in milliseconds since 1970.
	ClosesMillis int64 `cbor:"closes_ms"`
	// Tie is one of TieRules.
	Tie string `cbor:"tie"`
	// Electorate says who may vote, by tellers' receipts; nil where the charter has no closing in force, and members of the opening's past vote.
	Electorate *Electorate `cbor:"electorate,omitempty"`
	// Enacts is what becomes of the charter where the poll passes; nil where passing changes nothing by itself.
	Enacts *charter.Acts `cbor:"enacts,omitempty"`
	// Ends is the opening of the poll that ends where this one passes, on a track for that; zero for none.
	Ends op.ID `cbor:"ends,omitzero"`
}

// Setting is one variant or number of the method, by its source's own names.
type Setting struct {
	Name  string `cbor:"name"`
	Value string `cbor:"value"`
}

// Plain leaves one value for each "none", however it was decoded.
func (b *Open) Plain() {
	if len(b.Options) == 0 {
		b.Options = nil
	}
	if len(b.Costs) == 0 {
		b.Costs = nil
	}
	if len(b.Settings) == 0 {
		b.Settings = nil
	}
}

// JudgedOn is the commit by which the poll is judged, instead of the last that its past names.
func (b *Open) JudgedOn() op.ID { return b.On }

// ByPoll says that no later removal or cut sets the opening aside: where tellers close polls, they say whether it came in time.
func (b *Open) ByPoll() bool { return b.Electorate != nil }

// Deps are the proposal, the revision, and the poll that it ends.
func (b *Open) Deps() []op.ID { return ascending(b.Proposal, b.Revision, b.Ends) }

// Names are what its deps are, and the cut by which its voters are found.
func (b *Open) Names() []op.ID {
	if b.Electorate == nil {
		return b.Deps()
	}
	return ascending(append(b.Deps(), b.Electorate.Cut...)...)
}

// Check checks the form: what holds for every method, those of later versions included. Whether it fits its method says Fits.
func (b *Open) Check() error {
	if err := charter.CheckLine(b.Title, MaxTitleCharacters); err != nil {
		return fmt.Errorf("its question: %w", err)
	}
	switch {
	case b.On.IsZero():
		return fmt.Errorf("it names no commit")
	case b.Proposal.IsZero() != b.Revision.IsZero():
		return fmt.Errorf("it names a proposal without a revision, or the other way round")
	case b.ClosesMillis <= 0 || b.ClosesMillis > op.MaxTimeMillis:
		return fmt.Errorf("it closes at %d", b.ClosesMillis)
	case len(b.Options) > MaxOptions:
		return fmt.Errorf("%d options, where at most %d fit", len(b.Options), MaxOptions)
	case len(b.Costs) > MaxOptions:
		return fmt.Errorf("%d costs, where at most %d fit", len(b.Costs), MaxOptions)
	case b.Seats > MaxOptions:
		return fmt.Errorf("%d seats, where at most %d fit", b.Seats, MaxOptions)
	case b.Budget > MaxMoney:
		return fmt.Errorf("a budget of %d, where at most %d fits", b.Budget, uint64(MaxMoney))
	}
	for _, name := range []string{b.Track, b.Method, b.Tie} {
		if err := charter.CheckLine(name, maxNameBytes); err != nil {
			return fmt.Errorf("its track, method or tie rule %.40q: %w", name, err)
		}
	}
	for i, option := range b.Options {
		if err := charter.CheckLine(option, MaxOptionCharacters); err != nil {
			return fmt.Errorf("its option %d: %w", i+1, err)
		}
	}
	if b.Electorate != nil {
		if err := b.Electorate.check(); err != nil {
			return fmt.Errorf("its electorate: %w", err)
		}
	}
	if b.Enacts != nil {
		if err := b.Enacts.Check(); err != nil {
			return fmt.Errorf("what it enacts: %w", err)
		}
	}
	if err := b.checkCosts(); err != nil {
		return err
	}
	return b.checkSettings()
}

// checkSettings: ascending by name, each once, a line each.
func (b *Open) checkSettings() error {
	if len(b.Settings) > maxSettings {
		return fmt.Errorf("%d settings, where at most %d fit", len(b.Settings), maxSettings)
	}
	for i, s := range b.Settings {
		if i > 0 && b.Settings[i-1].Name >= s.Name {
			return fmt.Errorf("its settings are not in ascending order, each once")
		}
		if err := charter.CheckLine(s.Name, maxNameBytes); err != nil {
			return fmt.Errorf("its setting %d: %w", i+1, err)
		}
		if err := charter.CheckLine(s.Value, maxSettingBytes); err != nil {
			return fmt.Errorf("its setting %q: %w", s.Name, err)
		}
	}
	return nil
}

// checkCosts: together no more than can be added up.
func (b *Open) checkCosts() error {
	sum := uint64(0)
	for i, cost := range b.Costs {
		if cost > MaxMoney-sum {
			return fmt.Errorf("the cost of its option %d: all costs together are more than %d", i+1, uint64(MaxMoney))
		}
		sum += cost
	}
	return nil
}

// Poll is a row: a poll as it was opened.
type Poll struct {
	ID     op.ID
	Author op.AccountID
	// TimeMillis is the opener's clock, to be shown only.
	TimeMillis int64
	Opening    Open
}

// Table is "polls".
func (Poll) Table() string { return "polls" }

// Key is the opening's id.
func (p Poll) Key() string { return p.ID.String() }

// Subject is the opening.
func (p Poll) Subject() op.ID { return p.ID }

func openKind() kind.Kind {
	return kind.Kind{
		Name: KindOpen, Feature: charter.Core, Keep: true, MaxBodyBytes: maxOpenBytes,
		NewBody: func() any { return new(Open) },
		Check:   func(_ *op.Header, body any) error { return body.(*Open).Check() },
		Names:   func(body any) []op.ID { return body.(*Open).Names() },
		Commits: func(body any) []op.ID { return []op.ID{body.(*Open).On} },
		Rights:  mayOpen,
		Apply:   applyOpening,
	}
}

// mayOpen leaves an unknown track to members; the opening is invalid then.
func mayOpen(w kind.World, e *kind.Entry) error {
	body, ok := e.Body.(*Open)
	if !ok || e.Author.Charter == nil {
		return fmt.Errorf("%w: its body is missing", kind.ErrNoRight)
	}
	if track, ok := e.Author.Charter.Track(body.Track); ok && track.Opener == charter.OpenedByStewards {
		return kind.NeedSteward(w, e)
	}
	return kind.NeedMember(w, e)
}

func applyOpening(_ kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
	body, ok := e.Body.(*Open)
	if !ok {
		return nil, fmt.Errorf("%w: its body is missing", kind.ErrInvalid)
	}
	track, ok := e.Author.Charter.Track(body.Track)
	if !ok {
		return nil, fmt.Errorf("%w: the charter has no track %q", kind.ErrInvalid, body.Track)
	}
	if err := body.Fits(); err != nil {
		return nil, err
	}
	if err := body.FitsTrack(track); err != nil {
		return nil, err
	}
	if name, _ := w.KindOf(body.Ends); !body.Ends.IsZero() && name != KindOpen {
		return nil, fmt.Errorf("%w: what it ends is no poll", kind.ErrInvalid)
	}
	if err := checkText(w, body); err != nil {
		return nil, err
	}
	p := Poll{ID: e.Op.ID, Author: e.Author.Account, TimeMillis: e.Op.Header.TimeMillis, Opening: *body}
	p.Opening.Plain()
	return []kind.Row{p}, nil
}

// checkText: the revision is a text of the proposal.
func checkText(w kind.World, b *Open) error {
	if b.Proposal.IsZero() {
		return nil
	}
	proposal, _ := w.KindOf(b.Proposal)
	revision, _ := w.KindOf(b.Revision)
	subject, _ := w.SubjectOf(b.Revision)
	if proposal != kindPublish || (revision != kindPublish && revision != kindRevise) || subject != b.Proposal {
		return fmt.Errorf("%w: what it decides about is no text of a proposal", kind.ErrInvalid)
	}
	return nil
}
