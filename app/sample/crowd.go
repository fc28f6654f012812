package sample

// Crowd: many more neighbours and a long history, for whoever measures. They came through the front door like everybody; what they say after that
// is written without an engine beside it, as fast as it can be signed, and is taken in like everything else.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

const (
	// MaxOps is how many acts a sample can be filled up to.
	MaxOps = 1_000_000
	// maxCrowd is how many neighbours there are at most; a small sample has fewer.
	maxCrowd = 160
	// opsOfOne is how much one of them says at least, so that nobody lives here who says nothing.
	opsOfOne = 20
	// sampleOps is about how many acts the sample has by itself, with those by which a crowd comes in.
	sampleOps = 2_400
	// longTopic is how many comments the long topic has, where there is room.
	longTopic = 3_000
	// crowdDays ago the neighbours came.
	crowdDays = 300
)

// neighbour writes a log without an engine.
type neighbour struct {
	*person
	seq  uint64
	prev op.ID
	auth op.ID
	// voted are the polls that it has voted in.
	voted int
}

// crowd is everybody who writes in bulk.
type crowd struct {
	s    *script
	who  []*neighbour
	long op.ID
	// left is how many acts are still to come, all how many there are.
	left, all            int
	fromMillis, toMillis int64
	// topics and comments can be answered; said are the sentences of the sample.
	threads  []op.ID
	comments []said
	phrases  []string
	inLong   int
	// open are the polls that are open at the end, by when they were opened.
	open []openPoll
}

type openPoll struct {
	id       op.ID
	atMillis int64
	*poll.Open
}

// said is a comment that can be answered, and the thread it is on.
type said struct{ id, on op.ID }

var givenNames = strings.Fields("Agnes Ben Carla Dario Esra Finn Gül Hugo Ines Jamal Kira Lena Malik Nora Otto Paula Qasim Runa Selim Thea Uwe Vera Wim Xenia Yann Zora " +
	"阿梅 Бойко عمر נועה Ngọc Søren")

var familyNames = strings.Fields("Albers Bianchi Costa Doğan Engel Fuchs García Horvat Ivanova Jensen Kaya Lund Moreau Novotná Okafor Petersen Quist Reyes Sato Tran")

// people puts their coming on the agenda: they join by one invite, are admitted, and say hello.
func (c *crowd) people(many int) {
	s := c.s
	var link invitation
	s.at(-crowdDays, 9, 0, func() {
		link = s.invite(s.p("samira"), s.inviteKey("crowd"), authority.InviteBody{Uses: uint64(many), ExpiresMillis: s.nowMillis + 7*day})
		title, text := s.say.titled("crowd.topic")
		c.long = s.topic(s.p("marta"), title, text)
	})
	for i := range many {
		name := givenNames[i%len(givenNames)] + " " + familyNames[(i/len(givenNames)+3*i)%len(familyNames)]
		n := &neighbour{person: s.seed.person(resident{key: fmt.Sprintf("neighbour %d", i), name: name})}
		c.who = append(c.who, n)
		s.atMillis(s.when(-crowdDays, 9, 10)+int64(i)*second, func() {
			s.joins(n.person, link)
			s.admit(s.p("samira"), n.person)
			n.prev = s.says(n.person, c.long, c.phrases[i%len(c.phrases)])
			n.seq, n.auth = 1, s.head()
		})
	}
	s.tells(s.when(-crowdDays, 12, 0), s.tellers()...)
}

// head is the commit that stands last.
func (h *hall) head() op.ID {
	if h.failed != nil {
		return op.ID{}
	}
	return h.engine.Authority().Now().Head()
}

// phrasesOf are all comments of the sample, to be said again and again.
func phrasesOf(say texts) []string {
	var keys []string
	for key := range say {
		if strings.Contains(key, ".talk.") || strings.HasPrefix(key, "party.") || strings.HasPrefix(key, "bins.") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	var all []string
	for _, key := range keys {
		all = append(all, say.of(key))
	}
	return all
}

// filledUpTo puts a crowd on the agenda that writes so many acts; nil where they are no more than the sample has.
func (s *script) filledUpTo(ops int) *crowd {
	many := min(maxCrowd, (ops-sampleOps)/opsOfOne)
	if many <= 0 {
		return nil
	}
	c := &crowd{s: s, phrases: phrasesOf(s.say)}
	c.people(many)
	return c
}

// ready takes over from the script, with so many acts to write: what is open can be voted in.
func (c *crowd) ready(ops int) {
	c.left, c.all = max(ops, 0), max(ops, 0)
	c.fromMillis, c.toMillis = c.s.when(-crowdDays, 13, 0), c.s.hereMillis
	c.threads = []op.ID{c.long}
	for _, o := range c.s.ops {
		if open := c.s.openings[o.ID]; open != nil && open.ClosesMillis > c.s.hereMillis {
			c.open = append(c.open, openPoll{o.ID, o.Header.TimeMillis, open})
		}
	}
}

// step is how much time lies between two of its acts.
func (c *crowd) step() int64 { return max(1, (c.toMillis-c.fromMillis)/int64(max(1, c.all))) }

// before is how many of its acts are no later than a moment.
func (c *crowd) before(millis int64) int {
	return int(min(max(0, (millis-c.fromMillis)/c.step()+1), int64(c.all)))
}

// next writes one act more; nil at the end.
func (c *crowd) next() (*op.Op, error) {
	if c.left == 0 {
		return nil, nil
	}
	done := c.all - c.left
	c.left--
	at := c.fromMillis + c.step()*int64(done)
	n := c.who[(done*7+done/len(c.who))%len(c.who)]
	switch {
	case n.voted < len(c.open) && at > c.open[n.voted].atMillis:
		return c.votes(n, done, at)
	case done%400 == 0:
		return c.begins(n, done, at)
	case done%4 == 3 && len(c.comments) > 0:
		return c.agrees(n, done, at)
	}
	return c.comment(n, done, at)
}

func (c *crowd) phrase(i int) string {
	first, second := c.phrases[i*13%len(c.phrases)], c.phrases[(i*7+i/len(c.phrases))%len(c.phrases)]
	if i%3 == 0 {
		return first
	}
	return first + " " + second
}

// begins is a topic, or each third time a proposal.
func (c *crowd) begins(n *neighbour, i int, at int64) (*op.Op, error) {
	title := c.phrase(3 * (i / 400))
	if runes := []rune(title); len(runes) > 80 {
		title = string(runes[:79]) + "…"
	}
	title = fmt.Sprintf("%s (%d)", strings.ReplaceAll(title, "\n", " "), 1+i/400)
	kindName, body := proposal.KindTopic, any(&proposal.NewTopic{Title: title, Text: c.phrase(i)})
	if i/400%3 == 2 {
		text := c.phrase(i) + "\n\n## " + title + "\n\n" + c.phrase(i+1) + "\n\n- " + c.phrase(3*i+3) + "\n- " + c.phrase(3*i+6)
		kindName, body = proposal.KindPublish, &proposal.Publish{Title: title, Text: text, Track: []string{"money", "rules", "garden"}[i%3]}
	}
	o, err := c.write(n, kindName, body, nil, at)
	if err == nil {
		c.threads = append(c.threads, o.ID)
	}
	return o, err
}

// comment is said in one of the newest threads, or in the long one, which grows all the time up to what it shall have.
func (c *crowd) comment(n *neighbour, i int, at int64) (*op.Op, error) {
	b := &proposal.AddComment{On: c.threads[max(0, len(c.threads)-1-i%6)], Text: c.phrase(i)}
	if c.inLong < (longTopic-len(c.who))*(i+1)/c.all {
		b.On = c.long
		c.inLong++
	}
	for back := range min(len(c.comments), 8) {
		if before := c.comments[len(c.comments)-1-back]; before.on == b.On && (i+back)%3 != 0 {
			b.Parent = before.id
			break
		}
	}
	o, err := c.write(n, proposal.KindComment, b, b.Deps(), at)
	if err == nil {
		c.comments = append(c.comments, said{o.ID, b.On})
		if len(c.comments) > 64 {
			c.comments = c.comments[32:]
		}
	}
	return o, err
}

func (c *crowd) agrees(n *neighbour, i int, at int64) (*op.Op, error) {
	of := c.comments[len(c.comments)-1-i%min(len(c.comments), 8)].id
	return c.write(n, proposal.KindAgree, &proposal.Agree{Of: of}, []op.ID{of}, at)
}

// votes casts a ballot in the next poll that is open.
func (c *crowd) votes(n *neighbour, i int, at int64) (*op.Op, error) {
	open := c.open[n.voted]
	n.voted++
	ballot, err := poll.Parse(open.Open, typedFor(open.Open, n.key, i))
	if err != nil {
		return nil, fmt.Errorf("a vote in %q: %w", open.Title, err)
	}
	b := &poll.Cast{Poll: open.id}
	if b.Choice, err = poll.Encode(open.Open, ballot); err != nil {
		return nil, err
	}
	return c.write(n, poll.KindCast, b, b.Deps(), at)
}

// write signs the next op of somebody's log.
func (c *crowd) write(n *neighbour, kindName string, body any, deps []op.ID, at int64) (*op.Op, error) {
	raw, err := op.Encode(body)
	if err != nil {
		return nil, err
	}
	n.seq++
	o, err := op.New(op.Header{
		Community: c.s.com, Kind: kindName, Seq: n.seq, Prev: n.prev, Deps: ascending(deps), Auth: n.auth, TimeMillis: at,
	}, raw, n.deviceKey)
	if err == nil {
		n.prev = o.ID
	}
	return o, err
}
