package sim

// Who may vote in a poll that tellers close, and who these are, by the model: the opening's own past says it for good.

import (
	"crypto/sha256"
	"math"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// box is a poll that tellers can close.
type box struct {
	opening op.ID
	// board is the tellers in the order in which they propose.
	board          []op.DeviceID
	closes, settle int64
	// early are the moments before the close at which the poll may close, ascending; track is what it has to pass then.
	early  []int64
	open   *poll.Open
	track  charter.Track
	voters map[op.AccountID]bool
	// lost are devices whose ballots do not count.
	lost map[lostDevice]bool
}

func (b *box) quorum() int { return quorum(len(b.board)) }

func (b *box) proposer(view uint32) op.DeviceID { return b.board[int(view)%len(b.board)] }

// boxOf is nil for what is no opening, and for one whose voters are not those that its cut shows.
func (m *model) boxOf(opening op.ID) *box {
	if b, known := m.boxes[opening]; known {
		return b
	}
	at, ok := m.index[opening]
	if !ok {
		return nil
	}
	f := m.facts[at]
	m.boxes[opening] = nil
	open, is := f.body.(*poll.Open)
	if !is || open.Electorate == nil || !m.isLastSettledIn(open.On, f.past) {
		return nil
	}
	rules := m.at(open.On).rules
	c := m.court(authority.Line{Commits: m.lineTo(open.On)}, f.past)
	c.session(func(f *fact) bool { return f.kind != nil && f.kind.Chain })
	voters, right := c.votersOf(open)
	track, _ := rules.Track(open.Track)
	periods := track.PrepareMillis + track.DecisionMillis + track.ConfirmMillis
	if !right || !rules.Has(charter.Closing) || open.ClosesMillis-open.Electorate.AtMillis < periods || !open.Ends.IsZero() {
		return nil
	}
	b := &box{
		opening: opening, board: orderOf(opening, rules.Tellers), closes: open.ClosesMillis, settle: rules.SettleMillis,
		open: open, track: track, voters: voters, lost: c.lost(),
	}
	if track.ConfirmMillis > 0 && open.Method == poll.YesNo {
		for at := open.ClosesMillis - track.DecisionMillis; at < open.ClosesMillis; at += track.GridMillis {
			b.early = append(b.early, at)
		}
	}
	m.boxes[opening] = b
	return b
}

// after is the moment that follows an early one; false for one that is none.
func (b *box) after(moment int64) (int64, bool) {
	at, is := slices.BinarySearch(b.early, moment)
	if is && at+1 < len(b.early) {
		return b.early[at+1], true
	}
	return b.closes, is
}

// mayEnact: the poll is judged by a commit on the line, not enacted there, and passed by what its tellers sealed.
func (m *model) mayEnact(c *claim, in set) bool {
	b := m.boxOf(c.content.Poll)
	if b == nil || b.open.Enacts == nil || !charter.Equal(c.content.Acts, *b.open.Enacts) {
		return false
	}
	line := m.lineTo(c.content.Parent)
	rules := m.at(b.open.On).rules
	if !slices.Contains(line, b.open.On) || slices.ContainsFunc(line, func(id op.ID) bool { return m.enacts(id, b.opening) }) || !b.open.MayEnact(&rules) {
		return false
	}
	return slices.ContainsFunc(m.sealedIn(in, b), func(value op.ID) bool {
		p := m.proposedIn(nil, b, value)
		return p != nil && m.passes(b, p.MomentMillis, m.certificates(m.behind(p.Freezes), b, p.MomentMillis))
	})
}

// enacts reports whether a commit enacts a poll.
func (m *model) enacts(commit, opening op.ID) bool {
	c := m.claims[commit]
	return c != nil && c.content != nil && c.content.Type == authority.ByPoll && c.content.Poll == opening
}

// passes reports whether what was certified by an early moment passes on the poll's track. What passing means is not this model's to say.
func (m *model) passes(b *box, moment int64, certified map[op.ID]int64) bool {
	roll := poll.Roll{MomentMillis: moment}
	for id, at := range certified {
		f := m.facts[m.index[id]]
		cast := m.castOf(id)
		roll.Received = append(roll.Received, poll.Received{ReceiptMillis: at, Ballot: poll.Ballot{
			ID: id, Poll: b.opening, Account: m.author(f), Replaces: cast.Replaces, Choice: cast.Choice,
		}})
	}
	course, err := poll.Follow(b.open, b.track, roll)
	return err == nil && course.Passed()
}

// orderOf is ascending by SHA-256("folkmoot/tellers/v1\0" ‖ poll ‖ device).
func orderOf(opening op.ID, tellers []op.DeviceID) []op.DeviceID {
	rank := func(d op.DeviceID) [32]byte {
		return sha256.Sum256(slices.Concat([]byte("folkmoot/tellers/v1\x00"), opening[:], d[:]))
	}
	return slices.SortedFunc(slices.Values(tellers), func(a, b op.DeviceID) int {
		x, y := rank(a), rank(b)
		return slices.Compare(x[:], y[:])
	})
}

// votersOf are whom the cut of an opening shows receipted long enough before, and who hold in its past; it reports whether the opening says so.
func (c *court) votersOf(open *poll.Open) (map[op.AccountID]bool, bool) {
	m := c.model
	state := m.at(open.On)
	latest := int64(math.MaxInt64 - 1)
	if state.rules.WaitingMillis > 0 {
		latest = open.Electorate.AtMillis - state.rules.WaitingMillis
	}
	receipts, there := m.receiptsBelow(open.Electorate.Cut, state.rules.Tellers)
	if !there {
		return nil, false
	}
	voters := map[op.AccountID]bool{c.genesis.body.(*authority.GenesisBody).Account: true}
	for id := range m.receiptTimes(receipts, state.rules.Tellers, latest) {
		at := m.index[id]
		admit := m.facts[at].body.(*authority.AdmitBody)
		if c.applied.has(at) && c.joinedAs(admit) {
			voters[admit.Account] = true
		}
	}
	var list []poll.Voter
	for account := range voters {
		if len(state.removed[account]) > 0 {
			delete(voters, account)
			continue
		}
		list = append(list, poll.Voter{Account: account, Weight: state.rules.WeightOf(account)})
	}
	slices.SortFunc(list, func(a, b poll.Voter) int { return a.Account.Compare(b.Account) })
	said := open.Electorate
	return voters, said.Voters == uint64(len(list)) && said.VotersRoot == poll.VotersRoot(list) && said.DelegationsRoot == poll.DelegationsRoot(nil)
}

// receiptsBelow are the receipts of admissions by a board that a cut over its logs shows; false where the cut names anything else.
func (m *model) receiptsBelow(cut []op.ID, board []op.DeviceID) (receipts []*fact, there bool) {
	seen := make(map[*fact]bool)
	isOne := func(f *fact) bool { return f.told != nil && f.told.poll.IsZero() && slices.Contains(board, f.device()) }
	var stack []*fact
	for _, id := range cut {
		f := m.facts[m.index[id]]
		if !isOne(f) {
			return nil, false
		}
		stack = append(stack, f)
	}
	for len(stack) > 0 {
		f := stack[len(stack)-1]
		if stack = stack[:len(stack)-1]; seen[f] {
			continue
		}
		seen[f] = true
		receipts = append(receipts, f)
		if f.told.before != nil {
			stack = append(stack, f.told.before)
		}
		for _, id := range f.op.Header.Deps {
			if g := m.facts[m.index[id]]; isOne(g) {
				stack = append(stack, g)
			}
		}
	}
	return receipts, true
}

// voterOf is whose a ballot is, if it can count in a poll: by a voter, in place of nobody else's.
func (m *model) voterOf(b *box, ballot op.ID) (op.AccountID, bool) {
	f := m.facts[m.index[ballot]]
	cast, is := f.body.(*poll.Cast)
	if !is || cast.Poll != b.opening {
		return op.AccountID{}, false
	}
	account := m.author(f)
	if !cast.Replaces.IsZero() {
		g := m.facts[m.index[cast.Replaces]]
		if other, is := g.body.(*poll.Cast); !is || other.Poll != b.opening || m.author(g) != account {
			return account, false
		}
	}
	return account, b.voters[account] && !b.lost[lostDevice{f.device(), account}]
}

// joinedAs: an admission is of the account that its join names.
func (c *court) joinedAs(admit *authority.AdmitBody) bool {
	join, is := c.facts[c.index[admit.Join]].body.(*authority.JoinBody)
	return is && join.Account == admit.Account
}
