package cli

// Trouble with the network: what each error of it means, in words.

import (
	"errors"

	"github.com/folkmoot/folkmoot/ui/text"
)

// What errors of the network mean.
const (
	// MeansPortInUse says that none of the addresses can be listened on.
	MeansPortInUse Meaning = iota + 100
	// MeansBadAddress says that a text is no address of a peer.
	MeansBadAddress
	// MeansRelayUsedUp and the next three are a relay's answers to a handover, or that there was none.
	MeansRelayUsedUp
	MeansRelayNotAllowed
	MeansRelayFull
	MeansRelaySilent
	// MeansRelayOther says that another peer answers at a relay's address.
	MeansRelayOther
)

func init() {
	for meaning, t := range map[Meaning]trouble{
		MeansPortInUse:       {code: ExitFailed, what: "error.port_none", do: "do.port_in_use"},
		MeansBadAddress:      {code: ExitBadInput, what: "error.bad_address", do: "do.bad_address"},
		MeansRelayUsedUp:     {code: ExitFailed, what: "error.relay_used_up", do: "do.relay_used_up", changed: true},
		MeansRelayNotAllowed: {code: ExitFailed, what: "error.relay_not_allowed", do: "do.relay_not_allowed", changed: true},
		MeansRelayFull:       {code: ExitFailed, what: "error.relay_full", do: "do.relay_full", changed: true},
		MeansRelaySilent:     {code: ExitFailed, what: "error.relay_silent", do: "do.relay_silent", changed: true},
		MeansRelayOther:      {code: ExitFailed, what: "error.relay_other", do: "do.relay_other", changed: true},
	} {
		meanings[meaning] = t
	}
}

// networkTrouble is about what only this package knows of the network.
func (a *act) networkTrouble(err error) (trouble, bool) {
	var (
		file    misplaced
		several *severalRelaysError
		taken   unlistened
	)
	switch {
	case errors.As(err, &file):
		return a.fileTroubleAt(file), true
	case errors.Is(err, errNoNetwork):
		return trouble{code: ExitUsage, what: "error.no_network", moot: true}, true
	case errors.Is(err, errNodeRuns):
		return trouble{code: ExitBusy, what: "error.node_runs", do: "do.node_runs"}, true
	case errors.Is(err, errRelayRuns):
		return trouble{code: ExitBusy, what: "error.relay_runs", do: "do.relay_runs"}, true
	case errors.Is(err, errNoRelay):
		return trouble{code: ExitNotFound, what: "error.no_such_relay", do: "do.no_such_relay"}, true
	case errors.As(err, &several):
		return trouble{
			code: ExitNotFound, what: "error.ambiguous", do: "do.relay_several", more: text.ShortIDs(several.ids), data: map[string]any{"Text": text.Line(several.typed)},
		}, true
	case errors.As(err, &taken):
		return takenTrouble(taken), true
	}
	return trouble{}, false
}

// unlistened is an address that cannot be listened on.
type unlistened interface {
	error
	// At is the address. Monitor says that it is the monitor's, InUse that another program has it.
	At() (address string, monitor, inUse bool)
}

func takenTrouble(e unlistened) trouble {
	address, monitor, inUse := e.At()
	t := trouble{code: ExitFailed, what: "error.port_in_use", do: "do.port_in_use", data: map[string]any{"Address": text.Line(address)}}
	t.detail = e.Error()
	if !inUse {
		t.what, t.data["Reason"] = "error.port_unusable", reasonText(e.Error())
	}
	switch {
	case monitor && inUse:
		t.what, t.do = "error.monitor_port", "do.monitor_port"
	case monitor:
		t.what, t.do = "error.monitor_unusable", "do.monitor_port"
	}
	return t
}

// misplaced is a mistake in a relay's file, with its place.
type misplaced interface {
	error
	Place() (file string, line int, key, near string)
	// Reason says in English what is wrong. Sentence is the key of a translation of it, with its data; "" where there is none.
	Reason() string
	Sentence() (key string, data map[string]any)
}

func (a *act) fileTroubleAt(e misplaced) trouble {
	file, line, key, near := e.Place()
	where := text.Line(file)
	if line > 0 {
		where += ", " + a.say.T("relay.line", map[string]any{"Line": line})
	}
	if key != "" {
		where += ", " + a.say.T("relay.key", map[string]any{"Key": text.Line(key)})
	}
	t := trouble{code: ExitBadInput, what: "error.relay_file", do: "do.relay_file", data: map[string]any{"Where": where, "Reason": reasonText(e.Reason())}}
	if sentence, data := e.Sentence(); sentence != "" {
		t.detail = e.Reason()
		t.data["Reason"] = asItIs(a.say.T("relay_file."+sentence, data))
	}
	if near != "" {
		t.data["Reason"] = asItIs(a.say.T("relay.near", map[string]any{"Near": near}))
	}
	return t
}
