package tally

// Results: who won, and everything that shows why.

import "math/big"

// Verdict is how an election ended.
type Verdict string

// The verdicts.
const (
	// Elected: Winners won.
	Elected Verdict = "elected"
	// Passed and Rejected are about one proposal.
	Passed   Verdict = "passed"
	Rejected Verdict = "rejected"
	// NoQuorum: too few took part for the proposal to pass.
	NoQuorum Verdict = "no-quorum"
	// Funded: Winners are the projects that are paid for.
	Funded Verdict = "funded"
	// Undecided: voting is still open, and the votes that are left could change the verdict.
	Undecided Verdict = "undecided"
	// Nobody: no option can win.
	Nobody Verdict = "nobody"
)

// Result is a count. Options are named by their numbers in the election, from 0. Votes are exact; Places says how many decimals the
// method itself works with, where its arithmetic is fixed point.
type Result struct {
	Method   string   `json:"method"`
	Settings Settings `json:"settings"`
	Verdict  Verdict  `json:"verdict"`
	// Winners are in the order in which the method elects them, at most Seats.
	Winners []int `json:"winners"`
	// Order is the whole order, best first, options that the method itself does not tell apart together; nil where the method has none.
	Order [][]int `json:"order,omitempty"`
	// Totals are each option's figure by which the method decides, before ties are broken; nil where rounds or pairs decide.
	Totals []*big.Rat `json:"totals,omitempty"`
	// Places is the number of decimals of the method's fixed point; -1: exact rationals.
	Places  int     `json:"places"`
	Turnout Turnout `json:"turnout"`
	// Credits are what voters spent on each option, where votes have a price.
	Credits  []*big.Rat `json:"credits,omitempty"`
	Rounds   []Round    `json:"rounds,omitempty"`
	Pairwise *Pairwise  `json:"pairwise,omitempty"`
	Projects []Project  `json:"projects,omitempty"`
	Grades   []Grades   `json:"grades,omitempty"`
	Ties     []Tie      `json:"ties,omitempty"`
	Reasons  []Reason   `json:"reasons,omitempty"`
}

// Turnout says what became of the ballots. Counted + Empty + Spoiled = Cast.
type Turnout struct {
	Electorate int64 `json:"electorate,omitempty"`
	Cast       int64 `json:"cast"`
	// Counted are those that count for somebody, at least at first.
	Counted int64 `json:"counted"`
	// Empty mark nothing.
	Empty int64 `json:"empty"`
	// Spoiled break the method's rules.
	Spoiled int64 `json:"spoiled"`
}

// Action is what happens in a round.
type Action string

// The actions.
const (
	// CountVotes: votes are counted, and nothing else happens.
	CountVotes Action = "count"
	// Elect: options reach what they need.
	Elect Action = "elect"
	// Defeat: options are taken out.
	Defeat Action = "defeat"
	// Surplus: what an elected option has too much is passed on.
	Surplus Action = "surplus"
	// Fill: the options that are left take the seats that are left.
	Fill Action = "fill"
	// Lock and Skip are a ranked pair's.
	Lock Action = "lock"
	Skip Action = "skip"
	// Fund: a project is paid for.
	Fund Action = "fund"
	// Refill: a budget's money is raised, and the shares counted again.
	Refill Action = "refill"
)

// Round is one step of a count.
type Round struct {
	Number int    `json:"number"`
	Action Action `json:"action"`
	// Options are those that the action is about, in the order in which it takes them.
	Options []int `json:"options,omitempty"`
	// Votes are every option's at this point; nil for one that is out of the count.
	Votes []*big.Rat `json:"votes,omitempty"`
	// Quota is what an option needs here.
	Quota *big.Rat `json:"quota,omitempty"`
	// Surplus is what the elected have too much together.
	Surplus *big.Rat `json:"surplus,omitempty"`
	// Exhausted are votes that no option takes any more.
	Exhausted *big.Rat `json:"exhausted,omitempty"`
	// Inactive says how the ballots ended that no option takes any more, where the method tells them apart.
	Inactive *Inactive `json:"inactive,omitempty"`
	// Lost is what rounding lost.
	Lost *big.Rat `json:"lost,omitempty"`
	// KeepFactors are Meek's, by option; nil for one that is out of the count.
	KeepFactors []*big.Rat `json:"keep_factors,omitempty"`
	// Transfers say where votes go.
	Transfers []Transfer `json:"transfers,omitempty"`
	// Elected are those elected in this round, in order.
	Elected []int `json:"elected,omitempty"`
}

// Inactive are ballots that have ended, by RCTab's kinds.
type Inactive struct {
	// Exhausted name nobody who is left.
	Exhausted int64 `json:"exhausted"`
	// Overvotes ended at several options at one rank.
	Overvotes int64 `json:"overvotes"`
	// Skipped ended at too many empty ranks.
	Skipped int64 `json:"skipped"`
	// Repeated ended at an option that stood at an earlier rank too.
	Repeated int64 `json:"repeated"`
}

// Where votes go when they go to no option.
const (
	// Exhausted ballots name nobody who is left.
	Exhausted = -1
	// ByOvervote, BySkipped and ByRepeat ended at such a mark.
	ByOvervote = -2
	BySkipped  = -3
	ByRepeat   = -4
	// Rounding is what fixed point loses.
	Rounding = -5
)

// Transfer is votes that move. To is an option, or one of the negative numbers above.
type Transfer struct {
	From  int      `json:"from"`
	To    int      `json:"to"`
	Votes *big.Rat `json:"votes"`
}

// Pairwise is every option against every other one.
type Pairwise struct {
	// Prefer[a][b] is how many put a above b.
	Prefer [][]int64 `json:"prefer"`
	// Paths[a][b] is the strength of the strongest path from a to b, for Schulze's method.
	Paths [][]int64 `json:"paths,omitempty"`
	// Locked[a][b] says that a is locked above b, for ranked pairs.
	Locked [][]bool `json:"locked,omitempty"`
	// Condorcet is the option that beats every other one; -1: none does.
	Condorcet int `json:"condorcet"`
}

// Project is what a budget decides about an option, in the order in which it decides.
type Project struct {
	Option int `json:"option"`
	// Funded says whether it is paid for.
	Funded bool `json:"funded"`
	// Support is its votes.
	Support *big.Rat `json:"support"`
	// Rho is what a voter pays for a unit of satisfaction, in Equal Shares.
	Rho *big.Rat `json:"rho,omitempty"`
	// Payments say who paid: each a share of the voters of one ballot. Nil where nobody pays by himself.
	Payments []Payment `json:"payments,omitempty"`
	// Phase is which part of the rule decided: "shares", "completion", "greedy".
	Phase string `json:"phase,omitempty"`
}

// Payment is what the voters of a ballot pay.
type Payment struct {
	// Ballot is its number in the election.
	Ballot int `json:"ballot"`
	// Each of the ballot's voters pays this.
	Each *big.Rat `json:"each"`
}

// Grades are how many voters gave an option each score, the lowest first.
type Grades struct {
	Option int     `json:"option"`
	Counts []int64 `json:"counts"`
	// Median is the lower middle score.
	Median int64 `json:"median"`
}

// Reason names a sentence that explains the result, and the data that it needs. Faces write it in the reader's language.
type Reason struct {
	// ID is one of ReasonIDs.
	ID string `json:"id"`
	// Options are those that it is about, in the order of the sentence.
	Options []int `json:"options,omitempty"`
	// Numbers are those in the sentence, by name.
	Numbers map[string]*big.Rat `json:"numbers,omitempty"`
}
