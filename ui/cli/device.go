package cli

// Device: one person's laptops: listing them, adding one, ending one.

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) deviceCommands() *cobra.Command {
	return a.noun("device", "device", a.deviceList(), a.devicePair(), a.deviceRevoke(), a.deviceRenew(), a.deviceLost(), a.deviceSayAgain())
}

func (a *act) deviceList() *cobra.Command {
	return a.verb(spec{
		use: "list", key: "device.list", needs: needsProfile, example: "folkmoot device list",
		run: func(ctx context.Context, _ []string) error {
			me, err := a.myself(ctx)
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"devices": me.Devices}, func() error { return a.showDevices(me.Devices) })
		},
	})
}

func (a *act) myself(ctx context.Context) (view.Person, error) {
	c, people, err := a.communityAndPeople(ctx)
	if err != nil {
		return view.Person{}, err
	}
	me, known := people.Find(c.Account())
	if !known {
		return view.Person{}, app.ErrNotHereYet
	}
	return me, nil
}

func (a *act) showDevices(list []view.Device) error {
	t := table{head: []string{a.say.T("column.device", nil), a.say.T("column.state", nil), a.say.T("column.name", nil)}}
	for _, d := range list {
		t.row(d.Key, a.deviceState(d), text.Line(d.Name))
	}
	return a.show(t, a.say.T("device.none", nil))
}

func (a *act) deviceState(d view.Device) string {
	var words []string
	for _, s := range []struct {
		is  bool
		key string
	}{
		{d.ThisOne, "device_state.this"}, {d.Teller, "device_state.teller"}, {d.Withdrawn, "device_state.withdrawn"}, {d.Forked, "device_state.forked"},
	} {
		if s.is {
			words = append(words, a.say.T(s.key, nil))
		}
	}
	if len(words) == 0 {
		return a.say.T("device_state.good", nil)
	}
	return strings.Join(words, ", ")
}

// pairFlags are those of both sides of a pairing.
type pairFlags struct {
	protectionFlags
	answer string
	with   string
	name   string
}

func (a *act) devicePair() *cobra.Command {
	var f pairFlags
	cmd := a.verb(spec{
		use: "pair", key: "device.pair",
		example: "folkmoot device pair                                       # on the old laptop: shows a code\n" +
			"folkmoot device pair --with 'folkmoot:pair/1/…' --as laptop   # on the new one: answers with another\n" +
			"folkmoot device pair --answer 'folkmoot:device/1/…'           # on the old one again: certifies",
		run: func(ctx context.Context, _ []string) error { return a.pair(ctx, f) },
	})
	f.add(a, cmd)
	cmd.Flags().StringVar(&f.answer, "answer", "", a.flag("pair_answer"))
	cmd.Flags().StringVar(&f.with, "with", "", a.flag("pair_with"))
	cmd.Flags().StringVar(&f.name, "as", "", a.flag("device_name"))
	cmd.MarkFlagsMutuallyExclusive("answer", "with")
	return cmd
}

func (a *act) pair(ctx context.Context, f pairFlags) error {
	if f.with != "" {
		return a.acceptPairing(ctx, f)
	}
	if err := a.enter(ctx); err != nil {
		return err
	}
	c, err := a.community()
	if err != nil {
		return err
	}
	if f.answer == "" {
		return a.offerPairing(ctx, c)
	}
	answer, err := a.linkText(f.answer)
	if err != nil {
		return err
	}
	return a.certify(ctx, c, answer)
}

// offerPairing shows the code. At a terminal it waits for the answer to be pasted.
func (a *act) offerPairing(ctx context.Context, c *app.Community) error {
	offer, err := c.OfferPairing(ctx)
	if err != nil {
		return err
	}
	if a.opts.json {
		return a.writeJSON(map[string]string{"offer": offer})
	}
	if err := a.println(offer); err != nil {
		return err
	}
	a.showQR(offer)
	if !a.call.Terminal {
		a.note("device.offered", nil)
		return nil
	}
	answer, err := a.line(a.say.T("device.ask_answer", nil))
	if err != nil || answer == "" {
		return err
	}
	return a.certify(ctx, c, answer)
}

// certify shows the six words, and certifies the new laptop once they were compared.
func (a *act) certify(ctx context.Context, c *app.Community, answer string) error {
	p, err := c.ReadAnswer(answer)
	if err != nil {
		return err
	}
	words := strings.Join(p.Words, " ")
	if !a.opts.json {
		fmt.Fprintln(a.call.Err, a.say.T("device.words", map[string]any{"Words": words}))
	}
	if err := a.confirm(a.say.T("device.compare", map[string]any{"Name": p.Answer.Name})); err != nil {
		return err
	}
	if _, err := c.CertifyAnswer(ctx, p); err != nil {
		return err
	}
	return a.answer(struct {
		Device string `json:"device"`
		Words  string `json:"words"`
	}{p.Answer.Device.String(), words}, func() error { return a.tell("device.paired", map[string]any{"Name": p.Answer.Name}) })
}

// acceptPairing is the new laptop's side: a profile without a phrase, keys of its own, and an answer to carry back.
func (a *act) acceptPairing(ctx context.Context, f pairFlags) error {
	offer, err := a.linkText(f.with)
	if err != nil {
		return err
	}
	name := f.name
	if name == "" {
		if name, err = os.Hostname(); err != nil {
			return needFlag("--as")
		}
	}
	made, err := a.enterOrCreate(ctx, f.protectionFlags)
	if err != nil {
		return err
	}
	p, err := a.profile.Service.AcceptPairing(ctx, offer, name)
	if err != nil {
		return a.undoCreate(made, err)
	}
	words := strings.Join(p.Words, " ")
	return a.answer(struct {
		Answer string `json:"answer"`
		Device string `json:"device"`
		Words  string `json:"words"`
	}{p.Text, p.Answer.Device.String(), words}, func() error {
		if err := a.println(p.Text); err != nil {
			return err
		}
		a.showQR(p.Text)
		a.note("device.words", map[string]any{"Words": words})
		a.note("device.carry_back", nil)
		return nil
	})
}

func (a *act) deviceRevoke() *cobra.Command {
	var from string
	cmd := a.verb(spec{
		use: "revoke NAME|KEY", key: "device.revoke", args: exactly(1), needs: needsProfile, hints: a.deviceHints,
		example: "folkmoot device revoke \"old laptop\"\nfolkmoot device revoke k7qm-2xvd-p4ra --from kq3vz7ma",
		run:     func(ctx context.Context, args []string) error { return a.revokeDevice(ctx, args[0], from) },
	})
	cmd.Flags().StringVar(&from, "from", "", a.flag("revoke_from"))
	return cmd
}

func (a *act) revokeDevice(ctx context.Context, typed, from string) error {
	me, err := a.myself(ctx)
	if err != nil {
		return err
	}
	found := me.DevicesMeant(typed)
	if len(found) != 1 {
		return &deviceError{typed: typed, candidates: found}
	}
	c, err := a.community()
	if err != nil {
		return err
	}
	var first op.ID
	if from != "" {
		if first, err = c.Find(ctx, from); err != nil {
			return err
		}
	}
	d := found[0]
	data := map[string]any{"Name": d.Name, "Key": d.Key}
	if err := a.confirm(a.say.T("device.revoke_confirm", data)); err != nil {
		return err
	}
	id, err := c.WithdrawDevice(ctx, d.ID(), first)
	if err != nil {
		return err
	}
	return a.answer(struct {
		ID     string `json:"id"`
		Device string `json:"device"`
	}{id.String(), d.Device}, func() error { return a.tell("device.revoked", data) })
}

// deviceError says that a text means none of my devices, or several.
type deviceError struct {
	typed      string
	candidates []view.Device
}

func (e *deviceError) Error() string {
	return fmt.Sprintf("%q could mean %d devices", e.typed, len(e.candidates))
}

func (a *act) deviceHints(ctx context.Context, _ []string, _ string) []string {
	me, err := a.myself(ctx)
	if err != nil {
		return nil
	}
	var hints []string
	for _, d := range me.Devices {
		if !d.ThisOne && !d.Withdrawn {
			hints = append(hints, d.Key+"\t"+text.Line(d.Name))
		}
	}
	return hints
}
