package cli

// The demo's end: everybody must have come to the same state, and it must be the right one.

import (
	"context"
	"fmt"
)

// ending is what one member says at the end.
type ending struct {
	Digest string `json:"digest"`
	count  string
}

func (s *story) end(ctx context.Context) error {
	everybody := []string{ada, bea, cem, dan, eve, beaTwo, fay}
	if err := s.around(ctx, 2, everybody...); err != nil {
		return err
	}
	s.print("")
	var first ending
	for i, who := range everybody {
		e, err := s.ending(ctx, who)
		if err != nil {
			return err
		}
		s.print(fmt.Sprintf("  %-12s  %.16s…  %s", who, e.Digest, e.count))
		if i == 0 {
			first = e
		}
		if e != first {
			return fmt.Errorf("%w: %s and %s differ", errDemo, everybody[0], who)
		}
	}
	if err := s.checkRemoval(ctx); err != nil {
		return err
	}
	s.print("\n" + s.act.say.T("demo.same", nil))
	return nil
}

func (s *story) ending(ctx context.Context, who string) (e ending, err error) {
	if err := s.get(ctx, &e, who, "status", "--digest"); err != nil {
		return e, err
	}
	if e.Digest == "" {
		return e, fmt.Errorf("%w: %s has no digest", errDemo, who)
	}
	e.count, err = s.counted(ctx, who)
	return e, err
}

// counted is the running count, in words.
func (s *story) counted(ctx context.Context, who string) (string, error) {
	var poll struct {
		Running struct {
			Voters  int `json:"voters"`
			Options []struct {
				Option string `json:"option"`
				Count  int    `json:"count"`
			} `json:"options"`
		} `json:"running_count"`
	}
	if err := s.get(ctx, &poll, who, "poll", "show", s.poll); err != nil {
		return "", err
	}
	if poll.Running.Voters != 5 {
		return "", fmt.Errorf("%w: %s counts %d voters, where five have voted", errDemo, who, poll.Running.Voters)
	}
	words := ""
	for _, o := range poll.Running.Options {
		words += fmt.Sprintf("%s %d  ", o.Option, o.Count)
	}
	return words, nil
}

// checkRemoval: what Eve wrote after the cut is kept, and does not count.
func (s *story) checkRemoval(ctx context.Context) error {
	var log struct {
		Acts []struct {
			ID      string `json:"id"`
			Verdict string `json:"verdict"`
		} `json:"acts"`
	}
	if err := s.get(ctx, &log, fay, "log", "--not-applied"); err != nil {
		return err
	}
	for _, act := range log.Acts {
		if act.ID == s.eveAfter {
			return nil
		}
	}
	return fmt.Errorf("%w: what Eve wrote after her removal counts", errDemo)
}
