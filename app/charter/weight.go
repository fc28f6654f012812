package charter

// Whose vote counts for how much, and who may vote for others: weights by role, delegation, sworn helpers.

import "github.com/folkmoot/folkmoot/app/op"

// Delegation is what the charter lets members do with their votes.
type Delegation struct {
	// Allowed says that a member may name others who vote where they themselves do not.
	Allowed bool `cbor:"allowed" json:"allowed"`
	// Cap is how many delegations one ballot carries at most, whatever weight each brings; 0: any number.
	Cap uint64 `cbor:"cap" json:"cap"`
	// Travels says that a delegate's delegates may cast the vote where the delegate does not.
	Travels bool `cbor:"travels" json:"travels"`
}

// The roles that a charter may give more votes than one.
const (
	RoleSteward  = "steward"
	RoleAdmitter = "admitter"
)

// Weight is how many votes a role has, instead of one.
type Weight struct {
	// Role is RoleSteward or RoleAdmitter.
	Role string `cbor:"role" json:"role"`
	// Votes is 1 to MaxVotes.
	Votes uint64 `cbor:"votes" json:"votes"`
}

// WeightOf is how many votes a member has: the most that a role of theirs has, else one. Stewards hold the role of admitters only where they
// are named as such. Whether the account is a member is not asked.
func (c *Charter) WeightOf(account op.AccountID) uint64 {
	votes := uint64(1)
	if c.HasSteward(account) {
		votes = c.VotesOf(RoleSteward)
	}
	if c.HasAdmitter(account) {
		votes = max(votes, c.VotesOf(RoleAdmitter))
	}
	return votes
}

// VotesOf is how many votes a role has: one where the charter says nothing of it.
func (c *Charter) VotesOf(role string) uint64 {
	for _, w := range c.Weights {
		if w.Role == role {
			return w.Votes
		}
	}
	return 1
}

// HasHelper reports whether the account is a sworn helper, who may enter paper ballots of others.
func (c *Charter) HasHelper(account op.AccountID) bool { return contains(c.Helpers, account) }
