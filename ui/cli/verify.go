package cli

// Verify: what a record proves, worked out again step by step, with no profile, no network and no key.

import (
	"context"
	"encoding/hex"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// verifyFlags say which ballots are asked for.
type verifyFlags struct{ ballot, account string }

func (f *verifyFlags) add(a *act, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.ballot, "ballot", "", a.flag("verify_ballot"))
	cmd.Flags().StringVar(&f.account, "account", "", a.flag("verify_account"))
}

func (a *act) verifyCommand() *cobra.Command {
	var f verifyFlags
	cmd := a.verb(spec{
		use: "verify FILE.car", key: "verify", args: exactly(1),
		example: "folkmoot verify drill.car --community bafyrei…\nfolkmoot verify drill.car --community bafyrei… --ballot q3n7xk2p",
		run:     func(ctx context.Context, args []string) error { return a.verifyFile(ctx, args[0], f) },
	})
	f.add(a, cmd)
	return filesComplete(cmd)
}

func (a *act) pollVerify() *cobra.Command {
	var f verifyFlags
	cmd := a.verb(spec{
		use: "verify ID", key: "poll.verify", args: exactly(1), needs: needsProfile, hints: a.pollHints,
		example: "folkmoot poll verify m4c2ttpx\nfolkmoot poll verify m4c2ttpx --account Bea",
		run:     func(ctx context.Context, args []string) error { return a.verifyPoll(ctx, args[0], f) },
	})
	f.add(a, cmd)
	return cmd
}

func (a *act) verifyFile(ctx context.Context, name string, f verifyFlags) error {
	com, err := communityID(a.opts.community)
	if err != nil {
		return err
	}
	file, err := os.Open(a.path(name))
	if err != nil {
		return err
	}
	defer file.Close()
	return a.verify(ctx, f, com != op.CommunityID{}, func(check record.Check) (*record.Result, error) {
		check.Community, check.Random = com, a.face.Random
		return record.Verify(ctx, file, check)
	})
}

func (a *act) verifyPoll(ctx context.Context, typed string, f verifyFlags) error {
	c, id, err := a.pollMeant(ctx, typed)
	if err != nil {
		return err
	}
	return a.verify(ctx, f, true, func(check record.Check) (*record.Result, error) { return c.VerifyPoll(ctx, id, check) })
}

// communityID reads a whole id: the beginning of one proves nothing, as somebody can look for a community that begins so.
func communityID(typed string) (com op.CommunityID, err error) {
	if typed == "" {
		return com, nil
	}
	if raw, err := hex.DecodeString(typed); err == nil && len(raw) == len(com) {
		return op.CommunityID(raw), nil
	}
	id, err := op.ParseID(typed)
	if err != nil || id.IsZero() {
		return com, &usageError{"usage.whole_community_id", map[string]any{"Value": text.Line(typed)}}
	}
	return op.CommunityID(id), nil
}

// verify says each step as it is done, then the outcome. given says that the community's id came from elsewhere.
func (a *act) verify(ctx context.Context, f verifyFlags, given bool, check func(record.Check) (*record.Result, error)) error {
	var steps []record.Step
	progress, end := a.progress("progress.verify")
	var failed error
	proved, err := check(record.Check{Progress: progress, Step: func(s record.Step) {
		end()
		steps = append(steps, s)
		if !a.opts.json && failed == nil {
			failed = a.println(a.wrapped(a.stepDone(s)))
		}
	}})
	end()
	if err != nil {
		return err
	}
	if failed != nil {
		return failed
	}
	v := view.NewRecord(proved, given, steps)
	if err := a.addBallots(ctx, proved, &v, f); err != nil {
		return err
	}
	if err := a.answer(v, func() error { return a.showRecord(proved, v) }); err != nil {
		return err
	}
	switch {
	case v.Contradicted:
		return &exitError{ExitRefuted}
	case !given:
		return &exitError{ExitNotVerified}
	}
	return nil
}

// stepDone is the sentence about a step.
func (a *act) stepDone(s record.Step) string {
	return "✓ " + a.say.T("record.step."+string(s.Name), map[string]any{
		"Acts": s.Acts, "Size": a.say.Size(s.Bytes), "Signatures": s.Signatures, "Devices": s.Devices, "Commits": s.Commits, "Voters": s.Voters,
		"Sealed": s.Sealed, "Tellers": s.Tellers, "Quorum": s.Quorum, "View": s.View, "Counted": s.Counted, "Replaced": s.Replaced, "Late": s.Late,
	})
}

func (a *act) showRecord(proved *record.Result, v view.Record) error {
	lines := []string{"", text.Line(v.Title), a.say.T("record.of", map[string]any{"Name": text.Line(v.Name), "When": a.words().When(v.ClosesMillis)})}
	if v.Contradicted {
		lines = append(lines, a.wrapped(a.say.T("record.contradicted", map[string]any{"Names": a.say.List(tellerNames(v.Liars))})))
	}
	if o := v.Outcome; o != nil {
		lines = append(lines, a.outcomeLines(proved.Opening, o)...)
	}
	for _, b := range v.Ballots {
		lines = append(lines, a.ballotLines(b)...)
	}
	lines = append(lines, "", a.wrapped(a.say.T("record.by_tellers", map[string]any{"Names": a.say.List(tellerNames(v.Tellers))})))
	if !v.CommunityGiven {
		lines = append(lines, a.say.T("record.compare", nil), "  "+v.Community)
	}
	return a.println(strings.Join(lines, "\n"))
}

func tellerNames(tellers []view.RecordTeller) []string {
	names := make([]string, len(tellers))
	for i, t := range tellers {
		names[i] = text.Line(t.Name) + " (" + t.Device[:8] + ")"
	}
	return names
}

func (a *act) outcomeLines(open *poll.Open, o *view.RecordOutcome) []string {
	options, says := a.words().RecordOutcome(open, o)
	var lines []string
	for _, option := range options {
		lines = append(lines, "  "+option)
	}
	for _, said := range says {
		lines = append(lines, a.wrapped(said))
	}
	return lines
}
