package cli

// Node: staying online. What happens is said line by line, on a terminal or in a service's log.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) nodeCommand() *cobra.Command {
	var o NetworkOptions
	var noLAN bool
	cmd := a.verb(spec{
		use: "node", key: "node", example: "folkmoot node\nfolkmoot node --listen /ip4/0.0.0.0/udp/4001/quic-v1 --no-lan",
		run: func(ctx context.Context, _ []string) error {
			o.LAN = !noLAN && a.call.env(NoLANVariable) == ""
			return a.node(ctx, o)
		},
	})
	flags := cmd.Flags()
	flags.StringArrayVar(&o.Listen, "listen", nil, a.flag("listen"))
	flags.StringArrayVar(&o.Announce, "announce", nil, a.flag("announce"))
	flags.StringArrayVar(&o.Relays, "relay", nil, a.flag("relay"))
	flags.BoolVar(&noLAN, "no-lan", false, a.flag("no_lan"))
	flags.BoolVar(&o.Verbose, "verbose", false, a.flag("verbose"))
	return cmd
}

// watchEvery is how often a node looks at what has changed: lines are for people.
const watchEvery = time.Second

// node stays online until it is stopped, which is how it ends well.
func (a *act) node(ctx context.Context, o NetworkOptions) error {
	if a.held != nil {
		return &session.HeldError{}
	}
	if err := a.enterNode(ctx); err != nil {
		return err
	}
	network, end, err := a.goOnline(ctx, o, true)
	if err != nil {
		return err
	}
	w := &watch{act: a, network: network, sessions: map[string]view.NetSession{}}
	w.ready(ctx)
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-tick.C:
			w.look(ctx)
			a.face.tick(ctx, a.profile)
		}
	}
	err = end()
	w.say("stopped", nil, nil)
	return err
}

// enterNode opens the profile, and waits for a command that has it for a moment. A node that runs already is an error.
func (a *act) enterNode(ctx context.Context) error {
	dir, err := a.existingProfile()
	if err != nil {
		return err
	}
	lock, err := acquire(ctx, func() (*session.Lock, error) { return a.enterAlone(dir) })
	if errors.Is(err, session.ErrHeld) {
		return errors.Join(errNodeRuns, err)
	}
	if err != nil {
		return err
	}
	profile, err := a.face.Profiles.Open(ctx, dir, a.passphrase)
	if err != nil {
		return errors.Join(err, lock.Release())
	}
	a.begin(ctx, profile, lock)
	return nil
}

// acquire takes a lock, and waits for a command that has it for a moment.
func acquire(ctx context.Context, take func() (*session.Lock, error)) (*session.Lock, error) {
	for deadline := time.Now().Add(defaultWait); ; {
		lock, err := take()
		if !errors.Is(err, session.ErrHeld) || time.Now().After(deadline) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(enterAgainAfter):
		}
	}
}

// tick does what time alone has made due: a teller's patience, say.
func (f *Face) tick(ctx context.Context, p *Profile) {
	err := p.Service.Tick(ctx)
	if err != nil && ctx.Err() == nil {
		f.Log.Warn("duties not done", "error", err)
	}
}

// watch is what a node has said so far.
type watch struct {
	act     *act
	network Network
	// sessions go by peer and community.
	sessions map[string]view.NetSession
	troubles map[view.NetTrouble]bool
}

func (w *watch) ready(ctx context.Context) {
	s := w.network.Status()
	for _, at := range s.Addresses {
		w.say("at", map[string]any{"Address": at}, map[string]any{"address": at})
	}
	unsent, err := w.act.profile.Service.Unsent(ctx)
	if err != nil {
		w.act.face.Log.Warn("what is unsent not counted", "error", err)
	}
	w.say("ready", map[string]any{"Count": unsent}, map[string]any{"acts_unsent": unsent})
}

// look says what is different.
func (w *watch) look(ctx context.Context) {
	s := w.network.Status()
	here := map[string]view.NetSession{}
	for _, p := range s.Peers {
		for _, session := range p.Sessions {
			key := p.Peer + " " + session.Community
			before, known := w.sessions[key]
			here[key] = session
			w.session(ctx, p, session, before, known)
		}
	}
	for key, session := range w.sessions {
		if _, still := here[key]; !still {
			w.about(ctx, "gone", session, nil)
		}
	}
	w.sessions = here
	w.trouble(s.Troubles)
}

func (w *watch) session(ctx context.Context, p view.NetPeer, s, before view.NetSession, known bool) {
	if !known {
		w.about(ctx, "met", s, map[string]any{"address": p.Address})
		if p.ClockOff {
			off := p.ClockOffMillis
			w.about(ctx, "clock", s, map[string]any{"Duration": w.act.say.Duration(max(off, -off)), "clock_off_ms": off})
		}
	}
	if got := s.Received - before.Received; s.Received > before.Received {
		w.about(ctx, "received", s, map[string]any{"Count": int(got)})
	}
	if gave := s.Sent - before.Sent; s.Sent > before.Sent {
		w.about(ctx, "sent", s, map[string]any{"Count": int(gave)})
	}
	if s.Reason != "" && s.Reason != before.Reason {
		w.about(ctx, "failed", s, map[string]any{"reason": s.Reason})
	}
}

func (w *watch) trouble(list []view.NetTrouble) {
	now := map[view.NetTrouble]bool{}
	for _, t := range list {
		key := t
		key.AtMillis, key.Times, key.Others, key.Reason = 0, 0, 0, "" // a reason names attempts in the order in which they failed
		now[key] = true
		if !w.troubles[key] && (t.Kind != view.TroubleClock || w.act.opts.json) { // the clock is told of with its device's name
			at := t.Address
			if at == "" {
				at = t.Peer
			}
			w.say("trouble", map[string]any{"Sentence": w.act.troubleLine(t, at)}, t)
		}
	}
	w.troubles = now
}

// troubleLine is what doctor says of a trouble; of one that doctor does not know, its kind and where.
func (a *act) troubleLine(t view.NetTrouble, at string) string {
	if f, known := view.FindingOf(t); known {
		return a.say.T("doctor."+f.Code, map[string]any{"About": text.Line(f.About)})
	}
	return a.say.T("trouble."+t.Kind, nil) + ": " + text.Line(at)
}

// about says something of a peer in a community, by the names that people know.
func (w *watch) about(ctx context.Context, event string, s view.NetSession, also map[string]any) {
	data := map[string]any{"Name": w.act.peerName(ctx, s), "Community": w.act.communityName(s.Community), "Reason": text.Line(s.Reason)}
	values := map[string]any{"community": s.Community, "device": s.Device, "standing": s.Standing}
	for key, value := range also {
		data[key] = value
		values[key] = value
	}
	w.say(event, data, values)
}

// say writes one line: the time and a sentence, or with --json an object.
func (w *watch) say(event string, data map[string]any, values any) {
	a := w.act
	now := a.face.NowMillis()
	if a.opts.json {
		raw, err := json.Marshal(values)
		if err != nil {
			raw = []byte("null")
		}
		_ = a.writeLine(map[string]any{"event": event, "at_ms": now, "about": json.RawMessage(raw)})
		return
	}
	at := time.UnixMilli(now).In(a.face.Zone).Format("15:04:05")
	sentence := ""
	if n, counted := data["Count"].(int); counted {
		sentence = a.say.N("node."+event, n, data)
	} else {
		sentence = a.say.T("node."+event, data)
	}
	_ = a.println(at + gap + sentence)
}

// writeLine writes one value as one line of JSON.
func (a *act) writeLine(value any) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("writing a line: %w", err)
	}
	return a.println(string(raw))
}

// peerName is whose device a peer is in a community: its person's name, the relay's, or the beginning of its key.
func (a *act) peerName(ctx context.Context, s view.NetSession) string {
	short := s.Device[:min(len(s.Device), 12)]
	c, err := a.profile.Service.Community(s.Community)
	if err != nil {
		return short
	}
	if relays, err := c.Relays(ctx); err == nil {
		for _, r := range relays {
			if r.Device.String() == s.Device {
				return text.Line(r.Name)
			}
		}
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return short
	}
	for _, p := range people.All() {
		for _, d := range p.Devices {
			if d.Device == s.Device {
				return p.Name.String()
			}
		}
	}
	return short
}

func (a *act) communityName(id string) string {
	all, err := a.profile.Service.Communities()
	if err != nil {
		return text.ShortID(id)
	}
	for _, m := range all {
		if m.Community.Genesis().String() == id {
			return text.Line(m.Name)
		}
	}
	return text.ShortID(id)
}
