package view

// Check: a sealed result verified on the spot: a few lines that are done one after the other, what came of it, and how long it took.

import (
	"context"
	"errors"

	"github.com/folkmoot/folkmoot/app/record"
)

// CheckState is how far a check is.
type CheckState string

// The states.
const (
	// CheckIdle: nobody has asked yet.
	CheckIdle    CheckState = "idle"
	CheckRunning CheckState = "running"
	// CheckRight: all of it holds. CheckWrong: something does not, or two results are sealed.
	CheckRight CheckState = "right"
	CheckWrong CheckState = "wrong"
	// CheckStopped: somebody stopped it. CheckFailed: it could not be done, and says nothing about the result.
	CheckStopped CheckState = "stopped"
	CheckFailed  CheckState = "failed"
)

// Check is what a page shows of it.
type Check struct {
	State       CheckState
	Title, Text string
	Lines       []CheckLine
	// Done of Total acts are read, while it runs; both are 0 before anything is known.
	Done, Total int
}

// CheckLine is one thing that is checked.
type CheckLine struct {
	Title string
	// Text says what was found; "" before.
	Text string
	// State is CheckIdle, CheckRunning, CheckRight or CheckWrong; Said says it in a word.
	State CheckState
	Said  string
}

// checkLines are the lines, each with the steps of a record that it stands for: it is done with the last one.
var checkLines = []struct {
	name  string
	steps []record.StepName
}{
	{"record", []record.StepName{record.StepFile, record.StepCommunity, record.StepBlocks}},
	{"signatures", []record.StepName{record.StepSignatures}},
	{"rules", []record.StepName{record.StepPast, record.StepReached}},
	{"voters", []record.StepName{record.StepOpening}},
	{"seal", []record.StepName{record.StepSeals}},
	{"ballots", []record.StepName{record.StepCounted}},
	{"late", []record.StepName{record.StepLate}},
	{"count", []record.StepName{record.StepOutcome}},
}

// NewCheck is a check that nobody has asked for yet.
func NewCheck(w Words) Check {
	c := Check{}
	for _, line := range checkLines {
		c.Lines = append(c.Lines, CheckLine{Title: w.Say.T("check.line."+line.name, nil)})
	}
	for i := range c.Lines {
		c.mark(w, i, CheckIdle)
	}
	c.become(w, CheckIdle)
	return c
}

// RunCheck verifies and tells after each step and now and then between them, from this goroutine, each time with a Check of its own. It returns what
// verify does: nil where the result is right, or where it is not and says why by itself. clock is in milliseconds.
func RunCheck(ctx context.Context, w Words, clock func() int64, verify func(context.Context, record.Check) (*record.Result, error), tell func(Check)) error {
	r := &checking{Check: NewCheck(w), words: w, tell: tell, clock: clock}
	began := clock()
	r.become(w, CheckRunning)
	r.mark(w, 0, CheckRunning)
	r.say()
	result, err := verify(ctx, record.Check{Step: r.step, Progress: r.progress})
	switch {
	case err == nil && result.Contradicted():
		r.become(w, CheckWrong)
		r.Text = w.Say.T("check.contradicted", nil)
	case err == nil:
		r.become(w, CheckRight)
		r.Text = w.Say.T("check.took", map[string]any{"Seconds": r.seconds(clock() - began)})
	case ctx.Err() != nil:
		r.rest(CheckIdle)
		r.become(w, CheckStopped)
	default:
		r.failed(err)
	}
	r.say()
	return err
}

// checking is a check under way.
type checking struct {
	Check
	words Words
	tell  func(Check)
	clock func() int64
	said  int64 // when progress was told last
}

// tellEvery is how often progress is told, in milliseconds: five times a second.
const tellEvery = 200

func (r *checking) say() {
	now := r.Check
	now.Lines = append([]CheckLine(nil), r.Lines...)
	r.tell(now)
}

func (r *checking) progress(done, total int) {
	r.Done, r.Total = done, total
	if now := r.clock(); now-r.said >= tellEvery {
		r.said = now
		r.Text = r.words.Say.T("check.reading", map[string]any{"Done": r.words.Say.Count(int64(done)), "All": r.words.Say.Count(int64(total))})
		r.say()
	}
}

// step marks what is done and what comes next.
func (r *checking) step(s record.Step) {
	for i, line := range checkLines {
		if line.steps[len(line.steps)-1] != s.Name {
			continue
		}
		say := r.words.Say
		if line.name == "voters" {
			r.Lines[i].Text = say.N("check.found.voters", int(s.Voters), nil)
		} else {
			r.Lines[i].Text = say.T("check.found."+line.name, map[string]any{
				"Acts": say.Count(s.Acts), "Size": say.Size(s.Bytes), "Signatures": say.Count(s.Signatures), "Devices": say.Count(s.Devices),
				"Sealed": s.Sealed, "Tellers": s.Tellers, "Quorum": s.Quorum, "Counted": say.Count(s.Counted), "Replaced": say.Count(s.Replaced), "Late": say.Count(s.Late),
			})
		}
		r.mark(r.words, i, CheckRight)
		if i+1 < len(r.Lines) {
			r.mark(r.words, i+1, CheckRunning)
		}
		r.say()
	}
}

// rest gives all lines that were under way a state.
func (r *checking) rest(state CheckState) {
	for i := range r.Lines {
		if r.Lines[i].State == CheckRunning {
			r.mark(r.words, i, state)
		}
	}
}

// failed says where something did not hold, or that nothing is known.
func (r *checking) failed(err error) {
	var at *record.StepError
	if !errors.As(err, &at) || errors.Is(err, record.ErrNotSealed) || errors.Is(err, record.ErrChanged) || errors.Is(err, record.ErrNewer) {
		r.rest(CheckIdle)
		r.become(r.words, CheckFailed)
		return
	}
	r.rest(CheckIdle)
	for i, line := range checkLines {
		for _, step := range line.steps {
			if step == at.Step {
				r.mark(r.words, i, CheckWrong)
				r.Lines[i].Text = r.words.Say.T("check.does_not_hold", nil)
			}
		}
	}
	r.become(r.words, CheckWrong)
}

// become changes the state, with its words.
func (c *Check) become(w Words, state CheckState) {
	c.State, c.Title, c.Text = state, w.Say.T("check.title."+string(state), nil), w.Say.T("check.text."+string(state), nil)
}

func (c *Check) mark(w Words, line int, state CheckState) {
	c.Lines[line].State, c.Lines[line].Said = state, w.Say.T("check.said."+string(state), nil)
}

// seconds is a time in seconds with one decimal.
func (r *checking) seconds(millis int64) string {
	tenths := max(millis, 0) / 100
	return r.words.Say.Count(tenths/10) + r.words.Say.T("number.mark", nil) + r.words.Say.Count(tenths%10)
}
