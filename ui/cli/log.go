package cli

// Log: the acts as this replica stored them, and what became of each.

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// entryView is one act.
type entryView struct {
	ID         string    `json:"id"`
	Kind       string    `json:"kind"`
	By         view.Name `json:"by"`
	Device     string    `json:"device"`
	Seq        uint64    `json:"seq"`
	TimeMillis int64     `json:"time_ms"`
	// Verdict is "applied", or why it is not.
	Verdict string `json:"verdict"`
	Reason  string `json:"reason,omitempty"`
}

func (a *act) logCommand() *cobra.Command {
	var f pageFlags
	var notApplied bool
	cmd := a.verb(spec{
		use: "log", key: "log", needs: needsProfile, example: "folkmoot log -n 20\nfolkmoot log --not-applied",
		run: func(ctx context.Context, _ []string) error { return a.log(ctx, f, notApplied) },
	})
	f.add(a, cmd)
	cmd.Flags().BoolVar(&notApplied, "not-applied", false, a.flag("not_applied"))
	return cmd
}

func (a *act) log(ctx context.Context, f pageFlags, notApplied bool) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	page, err := f.page(ctx, c)
	if err != nil {
		return err
	}
	entries, err := c.Log(ctx, notApplied, page)
	if err != nil {
		return err
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return err
	}
	list := []entryView{}
	for _, e := range entries {
		list = append(list, newEntryView(people, e))
	}
	return a.answer(map[string]any{"acts": list}, func() error { return a.showLog(list) })
}

func newEntryView(people *view.People, e app.LogEntry) entryView {
	v := entryView{
		ID: e.ID.String(), Kind: e.Kind, By: people.Name(e.Account), Device: e.Device.String(), Seq: e.Seq, TimeMillis: e.TimeMillis,
		Verdict: e.Verdict.String(),
	}
	if e.Reason != nil {
		v.Reason = e.Reason.Error()
	}
	return v
}

func (a *act) showLog(list []entryView) error {
	t := table{head: []string{
		a.say.T("column.id", nil), a.say.T("column.time", nil), a.say.T("column.by", nil), "#", a.say.T("column.act", nil), a.say.T("column.verdict", nil),
	}}
	for _, v := range list {
		verdict := ""
		if v.Verdict != kind.Applied.String() {
			verdict = a.speaker().Verdict(v.Verdict)
			if v.Reason != "" {
				verdict = a.speaker().Reason(v.Reason, nil)
			}
		}
		t.row(text.ShortID(v.ID), a.words().Distance(v.TimeMillis), v.By.String(), strconv.FormatUint(v.Seq, 10), text.Line(v.Kind), text.Line(verdict))
	}
	return a.show(t, a.say.T("log.none", nil))
}
