package store_test

// The rows of real domains: what is put is read again, listed in order, and gone with its subject.

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/store"
)

// hall is a replica with the real domains, and people who write.
type hall struct {
	*testing.T
	replica *store.Replica
	logs    map[int]*log
	time    int64
}

func newHall(t *testing.T) *hall {
	t.Helper()
	r, err := store.Create(filepath.Join(t.TempDir(), "elm.db"), store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return &hall{T: t, replica: r, logs: make(map[int]*log)}
}

func account(person int) op.AccountID { return op.AccountID{0xac, byte(person)} }

// op stores an op by a person's device, and returns its id.
func (h *hall) op(person int, subject op.ID) op.ID {
	h.Helper()
	return h.opWith(person, subject, nil)
}

// opWith stores an op together with the rows that it brings.
func (h *hall) opWith(person int, subject op.ID, rows func(id op.ID) []kind.Row) op.ID {
	h.Helper()
	if h.logs[person] == nil {
		h.logs[person] = &log{device: person}
	}
	h.time++
	n := h.logs[person].write(h.T, fmt.Sprint(h.time))
	if !subject.IsZero() {
		n.Subject = subject
	}
	c := community.Changes{
		Store:   []community.NewOp{n},
		Devices: []community.DeviceRecord{{Device: n.Device, Account: account(person), Tip: n.ID, TipSeq: n.Seq, Ops: n.Seq + 1}},
	}
	if rows != nil {
		c.Rows = rows(n.ID)
	}
	apply(h.T, h.replica, c)
	return n.ID
}

func (h *hall) put(rows ...kind.Row) {
	h.Helper()
	apply(h.T, h.replica, community.Changes{Rows: rows})
}

func (h *hall) read(read func(r app.Reader)) {
	h.Helper()
	if err := h.replica.Read(h.Context(), func(r app.Reader) error {
		read(r)
		return nil
	}); err != nil {
		h.Fatal(err)
	}
}

func (h *hall) equal(what string, err error, got, want any) {
	h.Helper()
	if err != nil {
		h.Fatalf("%s: %v", what, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		h.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

func (h *hall) post(id, thread op.ID, person int) proposal.Post {
	return proposal.Post{ID: id, Thread: thread, Author: account(person), TimeMillis: 1_700_000_000_000 + int64(person)}
}

func (h *hall) topic(person int, title, text string) proposal.Topic {
	h.Helper()
	var topic proposal.Topic
	h.opWith(person, op.ID{}, func(id op.ID) []kind.Row {
		topic = proposal.Topic{Post: h.post(id, id, person), Title: title, Text: text}
		return []kind.Row{topic}
	})
	return topic
}

func (h *hall) comment(person int, thread, on, parent op.ID, text string, mentions ...op.AccountID) proposal.Comment {
	h.Helper()
	var c proposal.Comment
	h.opWith(person, thread, func(id op.ID) []kind.Row {
		c = proposal.Comment{Post: h.post(id, thread, person), On: on, Parent: parent, Text: text, Mentions: mentions}
		return []kind.Row{c}
	})
	return c
}

// everyRow is one row of each table, with every field set.
func (h *hall) everyRow() (thread op.ID, rows []kind.Row) {
	thread = h.op(1, op.ID{})
	mine, yours := h.op(1, thread), h.op(2, thread)
	post := func(id op.ID) proposal.Post {
		return proposal.Post{
			ID: id, Thread: thread, Author: account(2), Newcomer: true, TimeMillis: 5, Absent: true, Withdrawn: mine, Dropped: yours,
		}
	}
	two := []op.ID{mine, yours}
	slices.SortFunc(two, op.ID.Compare)
	rows = []kind.Row{
		proposal.Topic{Post: post(thread), Title: "Garden", Text: "Who waters?\nÄ界"},
		proposal.Proposal{Post: post(thread), Track: "money", Topic: mine, Heads: two, Title: "A bench"},
		proposal.Revision{Post: post(thread), Replaces: two, Amendment: mine, Title: "A bench", Text: "of oak", Note: "better"},
		proposal.Amendment{
			Post: post(thread), Revision: yours, Title: "A swing", Text: "instead", Note: "fun", TakenIn: mine, Decisions: two, Accepted: true, Reason: "why not",
		},
		proposal.Decision{ID: thread, Proposal: thread, Amendment: mine, Author: account(1), TimeMillis: 7, Accept: true, Reason: "yes"},
		proposal.Comment{Post: post(thread), On: mine, Parent: yours, Text: "me too", Mentions: []op.AccountID{account(1), account(3)}, Outcome: yours},
		proposal.Agreement{ID: thread, Thread: thread, Of: yours, Account: account(3), TimeMillis: 8, Ended: mine},
		proposal.Hiding{ID: thread, Thread: thread, Of: mine, By: account(1), TimeMillis: 9, Reason: "rude", Drop: true},
		proposal.Withdrawal{ID: thread, Thread: thread, Of: mine, Author: account(1), TimeMillis: 10},
		proposal.Muting{ID: mine, Account: op.AccountID(thread), By: account(1), TimeMillis: 11, Reason: "loud"},
		proposal.ProfileVersion{Post: post(thread), Name: "Ada", About: "knocks"},
		proposal.Profile{Account: op.AccountID(thread), Heads: two, Name: "Ada", About: "knocks"},
		poll.Poll{ID: thread, Author: account(1), TimeMillis: 12, Opening: poll.Open{
			Proposal: mine, Revision: yours, Track: "money", On: mine, Title: "A bench?", Method: "approval", Options: []string{"oak", "pine"},
			Seats: 1, Budget: 5, Costs: []uint64{3, 4}, Settings: []poll.Setting{{Name: "max", Value: "2"}}, ClosesMillis: 99, Tie: poll.TieByDraw,
		}},
		poll.Ballot{
			ID: thread, Poll: thread, Account: account(2), TimeMillis: 13, Replaces: mine, Choice: []byte{1, 2}, Reason: "because",
			Helper: account(3), Paper: "17", Witness: "Fay",
		},
		delegation.Row{
			Delegation: delegation.Delegation{
				ID: thread, From: account(2), To: []op.AccountID{account(3), account(1)}, Track: "money", UntilMillis: 14,
			},
			TimeMillis: 15, Replaces: mine, Ended: yours,
		},
		followup.Plan{
			ID: thread, Poll: thread, Author: account(1), TimeMillis: 16, Replaces: two, Owner: account(2),
			Milestones: []followup.Milestone{{Text: "wood", DueMillis: 17}}, ReviewMillis: 18,
		},
		followup.Marked{ID: thread, Poll: thread, Author: account(1), TimeMillis: 19, Replaces: two, Milestone: "wood", As: followup.Done, Why: "bought"},
	}
	return thread, rows
}

func TestEveryRowIsReadAsItWasPut(t *testing.T) {
	h := newHall(t)
	_, rows := h.everyRow()
	tables := make(map[string]bool)
	for _, row := range rows {
		tables[row.Table()] = true
		if v := reflect.ValueOf(row); v.Kind() == reflect.Struct {
			for i := range v.NumField() {
				if v.Field(i).IsZero() {
					t.Fatalf("the test leaves %s of a %T empty", v.Type().Field(i).Name, row)
				}
			}
		}
	}
	for _, d := range store.Domains() {
		for _, table := range d.Tables {
			if !tables[table.Name] {
				t.Errorf("no row of %s is tested", table.Name)
			}
		}
	}
	h.put(rows...)
	check := func(there bool) {
		t.Helper()
		h.read(func(r app.Reader) {
			for _, row := range rows {
				got, found, err := r.Row(row.Table(), row.Key())
				h.equal(row.Table()+" found", err, found, there)
				if there {
					h.equal(row.Table(), nil, got, row)
				}
			}
		})
	}
	check(true)
	h.put(rows...)
	check(true)
	lines := dump(t, h.replica)
	if len(lines) != len(rows) {
		t.Fatalf("%d rows are listed as %d lines", len(rows), len(lines))
	}
	var subjects []op.ID
	for _, row := range rows {
		subjects = append(subjects, row.Subject())
	}
	apply(t, h.replica, community.Changes{DropSubjects: subjects})
	check(false)
	if left := dump(t, h.replica); len(left) != 0 {
		t.Fatalf("left: %v", left)
	}
	h.put(rows...)
	h.equal("the same rows again", nil, dump(t, h.replica), lines)
}

func TestEmptyFieldsStayEmpty(t *testing.T) {
	h := newHall(t)
	id := h.op(1, op.ID{})
	rows := []kind.Row{
		proposal.Comment{Post: proposal.Post{ID: id, Thread: id, Author: account(1)}, On: id},
		proposal.Proposal{Post: proposal.Post{ID: id, Thread: id, Author: account(1)}, Heads: []op.ID{id}},
		proposal.Revision{Post: proposal.Post{ID: id, Thread: id, Author: account(1)}},
		proposal.Amendment{Post: proposal.Post{ID: id, Thread: id, Author: account(1)}},
		poll.Poll{ID: id, Author: account(1), Opening: poll.Open{On: id, Title: "?"}},
		poll.Ballot{ID: id, Poll: id, Account: account(1), Choice: []byte{}},
		delegation.Row{Delegation: delegation.Delegation{ID: id, From: account(1)}},
	}
	h.put(rows...)
	h.read(func(r app.Reader) {
		for _, row := range rows {
			got, _, err := r.Row(row.Table(), row.Key())
			h.equal(row.Table(), err, got, row)
		}
		_, found, err := r.Row("topics", "no id at all")
		h.equal("a key that is no id", err, found, false)
	})
}

func dump(t *testing.T, r *store.Replica) (lines []string) {
	t.Helper()
	if err := r.View(t.Context(), func(v community.View) error {
		return v.(*store.Session).DumpRows(func(line string) bool {
			lines = append(lines, line)
			return true
		})
	}); err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestRebuiltProjectionsAreTheSame(t *testing.T) {
	h := newHall(t)
	_, rows := h.everyRow()
	h.put(rows...)
	before := dump(t, h.replica)
	if err := h.replica.UpdateLocal(t.Context(), func(l app.Local) error { return l.PutDraft(app.LocalDraft{ID: "mine", Text: "kept"}) }); err != nil {
		t.Fatal(err)
	}
	if err := h.replica.Update(t.Context(), func(tx community.Tx) error {
		if err := h.replica.DropProjections(tx); err != nil {
			return err
		}
		for _, row := range rows {
			if _, there, err := tx.Row(row.Table(), row.Key()); err != nil || there {
				return fmt.Errorf("%s is there after dropping: %w", row.Table(), err)
			}
		}
		return tx.Apply(community.Changes{Rows: rows})
	}); err != nil {
		t.Fatal(err)
	}
	h.equal("rows", nil, dump(t, h.replica), before)
	h.read(func(r app.Reader) {
		_, there, err := r.Draft("mine")
		h.equal("the draft is kept", err, there, true)
	})
}

func TestListsComeInPages(t *testing.T) {
	h := newHall(t)
	var topics []proposal.Topic
	for i := range 7 {
		topics = append(topics, h.topic(1, fmt.Sprint("topic ", i), "x"))
	}
	var talk []proposal.Comment
	for i := range 7 {
		talk = append(talk, h.comment(1+i%2, topics[0].ID, topics[0].ID, op.ID{}, fmt.Sprint(i)))
		h.comment(1, topics[1].ID, topics[1].ID, op.ID{}, "elsewhere")
	}
	h.read(func(r app.Reader) {
		var got []proposal.Topic
		page := app.Page{Limit: 3}
		for {
			part, err := r.Topics(page)
			if err != nil {
				t.Fatal(err)
			}
			if len(part) == 0 {
				break
			}
			got, page.After = append(got, part...), part[len(part)-1].ID
		}
		want := slices.Clone(topics)
		slices.Reverse(want)
		h.equal("topics, the newest first", nil, got, want)

		first, err := r.Comments(topics[0].ID, app.Page{Limit: 4})
		h.equal("comments, the oldest first", err, first, talk[:4])
		rest, err := r.Comments(topics[0].ID, app.Page{After: talk[3].ID})
		h.equal("the rest", err, rest, talk[4:])
		n, err := r.CommentCount(topics[0].ID)
		h.equal("counted", err, n, 7)
		none, err := r.Comments(op.ID{9}, app.Page{})
		h.equal("of nothing", err, none, []proposal.Comment(nil))
	})
}

func TestWhatMentionsAndAnswersMe(t *testing.T) {
	h := newHall(t)
	mine := h.topic(1, "mine", "x")
	yours := h.topic(2, "yours", "x")
	onMine := h.comment(2, mine.ID, mine.ID, op.ID{}, "on yours, Ada")
	own := h.comment(1, mine.ID, mine.ID, onMine.ID, "answering Bob")
	toOwn := h.comment(3, mine.ID, mine.ID, own.ID, "answering Ada")
	mentioned := h.comment(2, yours.ID, yours.ID, op.ID{}, "@ada @cy", account(1), account(3))
	h.comment(3, yours.ID, yours.ID, mentioned.ID, "answering Bob")
	check := func(answers, mentions []proposal.Comment) {
		t.Helper()
		h.read(func(r app.Reader) {
			got, err := r.Answering(account(1), app.Page{})
			h.equal("answers", err, got, answers)
			got, err = r.Mentioning(account(1), app.Page{})
			h.equal("mentions", err, got, mentions)
		})
	}
	check([]proposal.Comment{toOwn, onMine}, []proposal.Comment{mentioned})
	h.read(func(r app.Reader) {
		page, err := r.Answering(account(1), app.Page{After: toOwn.ID})
		h.equal("the next page", err, page, []proposal.Comment{onMine})
		stranger, err := r.Mentioning(account(77), app.Page{})
		h.equal("a stranger's", err, stranger, []proposal.Comment(nil))
	})
	// Withdrawing takes the mentions with the text.
	gone := mentioned
	gone.Withdrawn, gone.Text, gone.Mentions = h.op(2, yours.ID), "", nil
	h.put(gone)
	check([]proposal.Comment{toOwn, onMine}, nil)
	apply(t, h.replica, community.Changes{DropSubjects: []op.ID{mine.ID, yours.ID}})
	check(nil, nil)
}

func TestModerationIsListed(t *testing.T) {
	h := newHall(t)
	topic := h.topic(1, "t", "x")
	comment := h.comment(2, topic.ID, topic.ID, op.ID{}, "rude")
	var hides []proposal.Hiding
	for range 2 {
		h.opWith(1, topic.ID, func(id op.ID) []kind.Row {
			hides = append(hides, proposal.Hiding{ID: id, Thread: topic.ID, Of: comment.ID, By: account(1)})
			return []kind.Row{hides[len(hides)-1]}
		})
	}
	agreement := proposal.Agreement{Thread: topic.ID, Of: comment.ID, Account: account(3)}
	h.opWith(3, topic.ID, func(id op.ID) []kind.Row {
		agreement.ID = id
		return []kind.Row{agreement}
	})
	mute := proposal.Muting{Account: account(2), By: account(1)}
	h.opWith(1, proposal.ProfileSubject(account(2)), func(id op.ID) []kind.Row {
		mute.ID = id
		return []kind.Row{mute}
	})
	h.put(proposal.Profile{Account: account(2), Name: "Bob"})
	h.read(func(r app.Reader) {
		of, err := r.Hidden(topic.ID)
		h.equal("hidden here", err, of, hides)
		all, err := r.AllHidden(app.Page{})
		h.equal("hidden anywhere", err, all, []proposal.Hiding{hides[1], hides[0]})
		agreed, err := r.Agreements(comment.ID)
		h.equal("agreements", err, agreed, []proposal.Agreement{agreement})
		together, err := r.AgreementsIn(topic.ID)
		h.equal("agreements of the thread", err, together, []proposal.Agreement{agreement})
		muted, err := r.Mutes()
		h.equal("mutes", err, muted, []proposal.Muting{mute})
		profile, there, err := r.Profile(account(2))
		h.equal("profile", err, profile.Name, "Bob")
		h.equal("profile is there", nil, there, true)
		_, there, err = r.Profile(account(3))
		h.equal("no profile", err, there, false)
	})
}

func TestProposalsAndPolls(t *testing.T) {
	h := newHall(t)
	var asked proposal.Proposal
	h.opWith(1, op.ID{}, func(id op.ID) []kind.Row {
		asked = proposal.Proposal{Post: h.post(id, id, 1), Heads: []op.ID{id}, Title: "A bench"}
		return []kind.Row{asked, proposal.Revision{Post: asked.Post, Title: "A bench", Text: "of oak"}}
	})
	var polls []poll.Poll
	for i := range 3 {
		h.opWith(1, op.ID{}, func(id op.ID) []kind.Row {
			p := poll.Poll{ID: id, Author: account(1), Opening: poll.Open{Title: fmt.Sprint(i), On: op.ID{1}}}
			if i > 0 {
				p.Opening.Proposal, p.Opening.Revision = asked.ID, asked.ID
			}
			polls = append(polls, p)
			return []kind.Row{p}
		})
	}
	var ballots []poll.Ballot
	for i := range 5 {
		person := 1 + i%2
		h.opWith(person, polls[0].ID, func(id op.ID) []kind.Row {
			ballots = append(ballots, poll.Ballot{ID: id, Poll: polls[0].ID, Account: account(person), Choice: []byte{byte(i)}})
			return []kind.Row{ballots[i]}
		})
	}
	h.read(func(r app.Reader) {
		all, err := r.Proposals(app.Page{})
		h.equal("proposals", err, all, []proposal.Proposal{asked})
		texts, err := r.Revisions(asked.ID)
		h.equal("revisions", err, len(texts), 1)
		amended, err := r.Amendments(asked.ID)
		h.equal("amendments", err, len(amended), 0)
		listed, err := r.Polls(app.Page{Limit: 2})
		h.equal("polls", err, listed, []poll.Poll{polls[2], polls[1]})
		about, err := r.PollsOf(asked.ID)
		h.equal("polls about it", err, about, polls[1:])
		var counted []poll.Ballot
		err = r.Ballots(polls[0].ID, func(b poll.Ballot) bool {
			counted = append(counted, b)
			return len(counted) < 4
		})
		h.equal("ballots, until told to stop", err, counted, ballots[:4])
		own, err := r.BallotsBy(polls[0].ID, account(2))
		h.equal("an account's", err, own, []poll.Ballot{ballots[1], ballots[3]})
	})
}
