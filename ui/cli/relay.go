package cli

// Relay: the community's relays, by the charter, and running one.

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// RelayFile is what a relay's file says that this package needs; the rest is Config, which only the network reads.
type RelayFile struct {
	Path           string
	Data           string
	PassphraseFile string
	Config         any
}

// RelayNews is one thing that a relay's operator should see.
type RelayNews struct {
	// Ready is said once: the relay listens at At, its monitor at Monitor.
	Ready   bool
	At      []string
	Monitor string
	// Offer is the pairing link for the next community; "" where none is taken.
	Offer string
	// Took is the id of a community that was taken in.
	Took string
	// Reloaded says that a changed file holds now, but for the keys in Restart; Err says why it does not.
	Reloaded bool
	Restart  []string
	Err      error
}

// errNoRelay says that no relay of the community has that name or id.
var errNoRelay = errors.New("no relay of that name")

// severalRelaysError says that several relays of the community have that name.
type severalRelaysError struct {
	typed string
	ids   []string
}

func (e *severalRelaysError) Error() string {
	return fmt.Sprintf("%d relays of the name %q", len(e.ids), e.typed)
}

// relayCommand is a noun and, with --config, the relay itself.
func (a *act) relayCommand() *cobra.Command {
	cmd := a.noun("relay", "relay", a.relayAdd(), a.relayList(), a.relayRemove())
	var config string
	cmd.Flags().StringVar(&config, "config", "", a.flag("relay_config"))
	cmd.Use, cmd.Example = "relay", indent("folkmoot relay --config relay.toml")
	help := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if config == "" {
			return help(cmd, args)
		}
		return ofCommand(cmd, a.relay(cmd.Context(), config))
	}
	return cmd
}

// relay serves until it is stopped.
func (a *act) relay(ctx context.Context, path string) error {
	if a.face.Networks == nil {
		return errNoNetwork
	}
	file, err := a.face.Networks.LoadRelay(a.path(path))
	if err != nil {
		return err
	}
	if file.PassphraseFile != "" && a.opts.passphraseFile == "" {
		a.opts.passphraseFile = file.PassphraseFile
	}
	a.opts.profile = file.Data
	if err := a.enterRelay(ctx, file); err != nil {
		return err
	}
	var saying sync.Mutex // a community may be taken in while the file is read again
	err = a.face.Networks.RunRelay(ctx, a.profile, file, func(n RelayNews) {
		saying.Lock()
		defer saying.Unlock()
		a.sayNews(n)
	})
	if err == nil {
		a.note("relay.stopped", nil)
	}
	return err
}

// enterRelay opens the relay's folder, or makes it. Its keys lie under a passphrase where one is given, and else in a file that only its user may read.
func (a *act) enterRelay(ctx context.Context, file RelayFile) error {
	dir, err := a.newProfileFolder()
	if err != nil {
		return err
	}
	lock, err := a.enterAlone(dir)
	if errors.Is(err, session.ErrHeld) {
		return errors.Join(errRelayRuns, err)
	}
	if err != nil {
		return err
	}
	// Asked before keys are made: what cannot listen shall leave nothing behind.
	exists, err := a.face.Profiles.Exists(dir)
	if err := errors.Join(err, a.face.Networks.CheckRelay(file)); err != nil {
		return errors.Join(err, lock.Release())
	}
	var profile *Profile
	switch {
	case exists:
		profile, err = a.face.Profiles.Open(ctx, dir, a.passphrase)
	case a.hasPassphrase():
		profile, err = a.face.Profiles.Create(ctx, dir, Protection{Kind: KeptUnderPassphrase, Passphrase: a.passphrase})
	default:
		profile, err = a.face.Profiles.Create(ctx, dir, Protection{Kind: KeptOpen})
	}
	if err != nil {
		return errors.Join(err, lock.Release())
	}
	a.begin(ctx, profile, lock)
	return nil
}

// hasPassphrase reports whether a passphrase is at hand without asking anybody.
func (a *act) hasPassphrase() bool {
	folder := a.call.env(credentialsVariable)
	return a.opts.passphraseFile != "" || folder != "" && isFile(filepath.Join(folder, credentialName))
}

// sayNews tells the operator. With --json each piece is one line.
func (a *act) sayNews(n RelayNews) {
	if a.opts.json {
		a.newsJSON(n)
		return
	}
	switch {
	case n.Ready:
		for _, at := range n.At {
			_ = a.tell("relay.at", map[string]any{"Address": at})
		}
		if n.Monitor != "" {
			_ = a.tell("relay.monitor", map[string]any{"Address": n.Monitor})
		}
	case n.Err != nil:
		_ = a.println(a.troubleOf(n.Err).What)
		_ = a.tell("relay.unchanged", nil)
	case n.Reloaded:
		_ = a.tell("relay.reloaded", nil)
		if len(n.Restart) > 0 {
			_ = a.tell("relay.restart", map[string]any{"Keys": strings.Join(n.Restart, ", ")})
		}
	case n.Took != "":
		_ = a.tell("relay.took", map[string]any{"ID": text.ShortID(n.Took)})
	}
	a.showOffer(n)
}

func (a *act) showOffer(n RelayNews) {
	switch {
	case n.Offer != "":
		_ = a.tell("relay.offer", map[string]any{"Link": n.Offer})
		a.showQR(n.Offer)
	case n.Ready || n.Took != "":
		_ = a.tell("relay.no_offer", nil) // it takes none, or as many as its file allows are here
	}
}

func (a *act) newsJSON(n RelayNews) {
	type line struct {
		Event   string   `json:"event"`
		At      []string `json:"at,omitempty"`
		Monitor string   `json:"monitor,omitempty"`
		Offer   string   `json:"offer,omitempty"`
		Took    string   `json:"community,omitempty"`
		Restart []string `json:"needs_restart,omitempty"`
		Reason  string   `json:"reason,omitempty"`
	}
	l := line{At: n.At, Monitor: n.Monitor, Offer: n.Offer, Took: n.Took, Restart: n.Restart}
	switch {
	case n.Ready:
		l.Event = "ready"
	case n.Err != nil:
		l.Event, l.Reason = "not_reloaded", n.Err.Error()
	case n.Reloaded:
		l.Event = "reloaded"
	default:
		l.Event = "took"
	}
	_ = a.writeLine(l)
}

func (a *act) relayAdd() *cobra.Command {
	return a.verb(spec{
		use: "add LINK|-", key: "relay.add", args: atLeast(1), needs: needsProfile, example: "folkmoot relay add 'folkmoot:relay/1/…'",
		run: func(ctx context.Context, args []string) error { return a.addRelay(ctx, strings.Join(args, " ")) },
	})
}

// handOverPatience is how long a relay may take to answer.
const handOverPatience = 20 * time.Second

func (a *act) addRelay(ctx context.Context, typed string) error {
	if a.face.Networks == nil {
		return errNoNetwork
	}
	typed, err := a.linkText(typed)
	if err != nil {
		return err
	}
	offer, err := invite.ParseRelayOffer(typed)
	if err != nil {
		return err
	}
	c, err := a.community()
	if err != nil {
		return err
	}
	certificate, fresh, err := c.AddRelay(ctx, offer)
	if err != nil {
		return err
	}
	ask, stop := context.WithTimeout(ctx, handOverPatience)
	defer stop()
	m := c.Membership()
	if err := a.face.Networks.HandOver(ask, offer, m.Community, m.Nonce); err != nil {
		return err
	}
	// The relay has nothing but the community's name until it has met this install, for which it is dialled now.
	a.owner.mustDeliver(m.Community)
	return a.answer(map[string]any{"id": certificate.String(), "name": offer.Name, "new": fresh}, func() error {
		return a.tell("relay.added", map[string]any{"Name": text.Line(offer.Name)})
	})
}

func (a *act) relayList() *cobra.Command {
	return a.verb(spec{
		use: "list", key: "relay.list", needs: needsProfile, example: "folkmoot relay list",
		run: func(ctx context.Context, _ []string) error {
			relays, err := a.relays(ctx)
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"relays": relays}, func() error { return a.showRelays(relays) })
		},
	})
}

func (a *act) relays(ctx context.Context) ([]view.Relay, error) {
	c, err := a.community()
	if err != nil {
		return nil, err
	}
	return view.LoadRelays(ctx, c, a.netStatus())
}

// netStatus is how things stand on the network; nil where it is not on.
func (a *act) netStatus() *view.Network {
	network := a.profile.online.on()
	if network == nil {
		return nil
	}
	s := network.Status()
	return &s
}

func (a *act) showRelays(relays []view.Relay) error {
	t := table{head: []string{a.say.T("column.id", nil), a.say.T("column.name", nil), a.say.T("column.by", nil), a.say.T("column.address", nil)}}
	for _, r := range relays {
		t.row(text.ShortID(r.ID), text.Line(r.Name), r.By.String(), text.Line(strings.Join(r.At, " ")))
	}
	return a.show(t, a.say.T("relay.none", nil))
}

func (a *act) relayRemove() *cobra.Command {
	return a.verb(spec{
		use: "remove NAME|ID", key: "relay.remove", args: exactly(1), needs: needsProfile, example: "folkmoot relay remove \"The library's relay\"",
		run: func(ctx context.Context, args []string) error { return a.removeRelay(ctx, args[0]) },
	})
}

func (a *act) removeRelay(ctx context.Context, typed string) error {
	relays, err := a.relays(ctx)
	if err != nil {
		return err
	}
	var meant []view.Relay
	prefix, errPrefix := op.IDPrefix(typed)
	for _, r := range relays {
		if r.Name == typed || errPrefix == nil && strings.HasPrefix(r.ID, prefix) {
			meant = append(meant, r)
		}
	}
	switch {
	case len(meant) == 0:
		return fmt.Errorf("%q: %w", typed, errNoRelay)
	case len(meant) > 1:
		several := &severalRelaysError{typed: typed}
		for _, r := range meant {
			several.ids = append(several.ids, r.ID)
		}
		return several
	}
	id, err := op.ParseID(meant[0].ID)
	if err != nil {
		return err
	}
	c, err := a.community()
	if err != nil {
		return err
	}
	if err := c.RemoveRelay(ctx, id); err != nil {
		return err
	}
	if s, err := c.Stands(ctx); err == nil && slices.ContainsFunc(s.State.Charter.Tellers, func(d op.DeviceID) bool { return d.String() == meant[0].Device }) {
		a.note("relay.still_teller", map[string]any{"Name": text.Line(meant[0].Name)})
	}
	return a.done(id, "relay.removed", map[string]any{"Name": text.Line(meant[0].Name)})
}
