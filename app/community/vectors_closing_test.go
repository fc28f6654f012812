package community_test

// The part of the vectors' story in which a poll is closed: a teller of one receipts, freezes, proposes, endorses and seals.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// close puts closing in force, opens a poll whose voters the teller's receipts show, and closes it.
func (s *scribe) close() {
	s.forceClosing()
	admission := s.id("admission of bob")
	s.write("ada-1", "receipt of an admission", closing.KindReceipt, &closing.Receipt{AtMillis: s.clock, Ballots: []op.ID{admission}})
	s.delegate()
	closes := s.clock + 5*86_400_000
	s.write("bob-1", "opening with its voters", poll.KindOpen, s.opening("Closed?", closes), "seal of closing")
	s.write("bob-1", "opening of what is not closed", poll.KindOpen, s.opening("Not closed?", closes+1))
	s.ballot("bob-1", "ballot in time", "opening with its voters", "", s.opening("Closed?", closes), "yes")
	s.write("bob-1", "paper ballot", poll.KindAssist, &poll.Assist{
		Poll: s.id("opening with its voters"), Account: s.account("ada"), Choice: []byte{0}, Paper: "17", Witness: "Dora", Reason: "At last.",
	}, "opening with its voters")
	opened := s.id("opening with its voters")
	ballots := []op.ID{s.id("ballot in time"), s.id("paper ballot")}
	slices.SortFunc(ballots, op.ID.Compare)
	tell := func(name string, body any) op.ID {
		return s.write("ada-1", name, closing.KindOf(body), body, "opening with its voters")
	}
	tell("receipt", &closing.Receipt{Poll: opened, AtMillis: s.clock, Ballots: ballots})
	freeze := tell("freeze", &closing.Freeze{Poll: opened, MomentMillis: closes, AtMillis: closes + charter.SettleMillis})
	proposed := &closing.Propose{Poll: opened, MomentMillis: closes, Freezes: []op.ID{freeze}}
	manifest := proposed.Manifest().ID()
	tell("proposed manifest", proposed)
	tell("endorsed manifest", &closing.Endorse{Poll: opened, Manifest: manifest})
	tell("sealed manifest", s.seal(opened, manifest, ballots))
	plan := &followup.Set{
		Poll: opened, Owner: s.account("bob"), ReviewMillis: closes + 90*86_400_000,
		Milestones: []followup.Milestone{{Text: "A room", DueMillis: closes + 7*86_400_000}, {Text: "Guests", DueMillis: closes + 30*86_400_000}},
	}
	s.write("bob-1", "plan", followup.KindSet, plan, "opening with its voters", "sealed manifest")
	mark := &followup.Mark{Poll: opened, Set: s.id("plan"), Milestone: "A room", As: followup.Done, Why: "The hall."}
	s.write("bob-1", "mark of a milestone", followup.KindMark, mark, "opening with its voters")
	other := s.id("opening of what is not closed")
	ends := s.opening("End it?", closes+2)
	ends.Ends = other
	s.write("bob-1", "opening that ends another one on a track that ends none", poll.KindOpen, ends)
	s.write("ada-1", "turn of a poll", closing.KindTurn, &closing.Turn{Poll: other, View: 1}, "opening of what is not closed")
}

// delegate lets both give their votes to each other, and one take it back; the teller receipts all that.
func (s *scribe) delegate() {
	toBob := &delegation.Set{To: []op.AccountID{s.account("bob")}, Track: "everyday", UntilMillis: s.clock + 90*86_400_000}
	toAda := &delegation.Set{To: []op.AccountID{s.account("ada")}}
	said := []op.ID{
		s.write("ada-1", "delegation that is taken back", delegation.KindSet, toBob),
		s.write("ada-1", "end of a delegation", delegation.KindEnd, &delegation.End{Of: s.id("delegation that is taken back")}),
		s.write("bob-1", "delegation", delegation.KindSet, toAda, "seal of closing"),
	}
	slices.SortFunc(said, op.ID.Compare)
	s.write("ada-1", "receipt of delegations", closing.KindReceipt, &closing.Receipt{AtMillis: s.clock, Ballots: said})
}

// forceClosing lets both stewards put closing in force, and the teller settle that.
func (s *scribe) forceClosing() {
	base := s.auth
	content := s.content("closing in force", charter.Acts{Features: []string{closing.Feature}})
	id := s.id("closing in force")
	signatures := []authority.Signed{s.commitSignature("ada-1", id), s.commitSignature("bob-1", id)}
	slices.SortFunc(signatures, func(a, b authority.Signed) int { return a.Device.Compare(b.Device) })
	s.write("ada-1", "carrier of closing", authority.KindCommit, &authority.CarrierBody{Content: content, Signatures: signatures}, "certificate of bob-2")
	step := &authority.AgreementBody{Base: base, Value: id}
	s.write("ada-1", "closing proposed", "agreement.propose", step)
	s.write("ada-1", "closing endorsed", "agreement.endorse", step)
	s.write("ada-1", "seal of closing", "agreement.seal", step)
	s.auth = id
}

func (s *scribe) opening(title string, closesMillis int64) *poll.Open {
	accounts := []op.AccountID{s.account("ada"), s.account("bob")}
	slices.SortFunc(accounts, op.AccountID.Compare)
	voters := []poll.Voter{{Account: accounts[0], Weight: 1}, {Account: accounts[1], Weight: 1}}
	open := &poll.Open{
		Track: "everyday", On: s.auth, Title: title, ClosesMillis: closesMillis,
		Electorate: &poll.Electorate{
			Cut: []op.ID{s.id("receipt of delegations")}, AtMillis: s.clock, Voters: 2,
			VotersRoot: poll.VotersRoot(voters), DelegationsRoot: poll.DelegationsRoot([]op.ID{s.id("delegation")}),
		},
	}
	must(s.t, open.Complete())
	return open
}

func (s *scribe) seal(opening, manifest op.ID, ballots []op.ID) *closing.Seal {
	tree, err := closing.NewTree(ballots)
	must(s.t, err)
	root, err := tree.Root()
	must(s.t, err)
	text := closing.SealText{Poll: opening, Manifest: manifest, Counted: int64(len(ballots)), Root: root}
	seal, err := closing.NewSeal(text, closing.NewSigner(s.devices["ada-1"].keys.Signing))
	must(s.t, err)
	return seal
}
