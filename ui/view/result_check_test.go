package view_test

// A check goes line by line, ends in one sentence, and says nothing about a result that it could not check.

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// sealedRecord is the record of a poll in which one of two voted.
func sealedRecord(t *testing.T) []byte {
	t.Helper()
	const closes, settled = 1_800_000_000_000, 1_800_100_000_000
	s := apptest.NewStory(t)
	ada := s.Founder("ada", apptest.Closing)
	bob := s.Join(ada, "bob")
	s.Receipt(0, ada)
	opening := bob.OpenPoll(closes)
	bob.Write(poll.KindCast, &poll.Cast{Poll: opening, Choice: []byte{0}}, opening)
	s.Close(opening, closes-5, ada)
	s.Close(opening, settled, ada)
	var file bytes.Buffer
	s.Here.Inside(func() error {
		s.Here.View(func(v community.View) error {
			plan, err := record.NewPlan(t.Context(), s.Here.Engine, v, opening)
			if err != nil {
				return err
			}
			return plan.Write(t.Context(), &file, v, nil)
		})
		return nil
	})
	return file.Bytes()
}

func TestACheckGoesLineByLine(t *testing.T) {
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	w := view.Words{Say: catalog.Printer("en"), NowMillis: 1_800_200_000_000, Zone: time.UTC}
	whole := sealedRecord(t)
	verify := func(file io.Reader) func(context.Context, record.Check) (*record.Result, error) {
		return func(ctx context.Context, check record.Check) (*record.Result, error) {
			return record.Verify(ctx, file, check)
		}
	}
	broken := bytes.Clone(whole)
	broken[len(broken)/2] ^= 1
	stop, stopped := context.WithCancel(t.Context())
	stopped()
	for _, s := range []struct {
		name   string
		ctx    context.Context
		verify func(context.Context, record.Check) (*record.Result, error)
		want   view.CheckState
		right  int // lines that hold
		wrong  int // lines that do not
	}{
		{"whole", t.Context(), verify(bytes.NewReader(whole)), view.CheckRight, 8, 0},
		{"one bit is another", t.Context(), verify(bytes.NewReader(broken)), view.CheckWrong, 0, 1},
		{"stopped", stop, func(ctx context.Context, _ record.Check) (*record.Result, error) { return nil, ctx.Err() }, view.CheckStopped, 0, 0},
		{"not sealed", t.Context(), func(context.Context, record.Check) (*record.Result, error) { return nil, record.ErrNotSealed }, view.CheckFailed, 0, 0},
		{"the disk fails", t.Context(), func(context.Context, record.Check) (*record.Result, error) { return nil, errors.New("disk") }, view.CheckFailed, 0, 0},
	} {
		t.Run(s.name, func(t *testing.T) {
			var told []view.Check
			now := int64(0)
			clock := func() int64 { now += 100; return now }
			err := view.RunCheck(s.ctx, w, clock, s.verify, func(c view.Check) { told = append(told, c) })
			last, right, wrong := told[len(told)-1], 0, 0
			for _, line := range last.Lines {
				switch line.State {
				case view.CheckRight:
					right++
				case view.CheckWrong:
					wrong++
				case view.CheckRunning:
					t.Errorf("%q still runs", line.Title)
				}
				if (line.Text != "") != (line.State != view.CheckIdle) || line.Said == "" {
					t.Errorf("%+v", line)
				}
			}
			if last.State != s.want || right != s.right || wrong != s.wrong || (err == nil) != (s.want == view.CheckRight) || last.Title == "" || last.Text == "" {
				t.Errorf("%v after %+v", err, last)
			}
			if told[0].State != view.CheckRunning || told[0].Lines[0].State != view.CheckRunning {
				t.Errorf("it begins with %+v", told[0])
			}
			if s.want == view.CheckRight && len(told) < 9 {
				t.Errorf("told %d times of eight lines", len(told))
			}
		})
	}
}
