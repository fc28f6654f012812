package cli

// Trouble with the network: what each error of it means, in words.

import (
	"errors"

	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/trouble"
)

// networkTrouble is about what only this package knows of the network.
func (a *act) networkTrouble(err error) (trouble.Said, bool) {
	var (
		file    misplaced
		several *severalRelaysError
		taken   unlistened
	)
	switch {
	case errors.As(err, &file):
		return a.fileTroubleAt(file), true
	case errors.Is(err, errNoNetwork):
		return trouble.Said{Class: trouble.Usage, What: "error.no_network", Moot: true}, true
	case errors.Is(err, errNodeRuns):
		return trouble.Said{Class: trouble.Busy, What: "error.node_runs", Do: "do.node_runs"}, true
	case errors.Is(err, errRelayRuns):
		return trouble.Said{Class: trouble.Busy, What: "error.relay_runs", Do: "do.relay_runs"}, true
	case errors.Is(err, errNoRelay):
		return trouble.Said{Class: trouble.NotFound, What: "error.no_such_relay", Do: "do.no_such_relay"}, true
	case errors.As(err, &several):
		return trouble.Said{
			Class: trouble.NotFound, What: "error.ambiguous", Do: "do.relay_several", More: text.ShortIDs(several.ids), Data: map[string]any{"Text": text.Line(several.typed)},
		}, true
	case errors.As(err, &taken):
		return takenTrouble(taken), true
	}
	return trouble.Said{}, false
}

// unlistened is an address that cannot be listened on.
type unlistened interface {
	error
	// At is the address. Monitor says that it is the monitor's, InUse that another program has it.
	At() (address string, monitor, inUse bool)
}

func takenTrouble(e unlistened) trouble.Said {
	address, monitor, inUse := e.At()
	t := trouble.Said{Class: trouble.Failed, What: "error.port_in_use", Do: "do.port_in_use", Data: map[string]any{"Address": text.Line(address)}}
	t.Detail = e.Error()
	if !inUse {
		t.What, t.Data["Reason"] = "error.port_unusable", trouble.Reason(e.Error())
	}
	switch {
	case monitor && inUse:
		t.What, t.Do = "error.monitor_port", "do.monitor_port"
	case monitor:
		t.What, t.Do = "error.monitor_unusable", "do.monitor_port"
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

func (a *act) fileTroubleAt(e misplaced) trouble.Said {
	file, line, key, near := e.Place()
	where := text.Line(file)
	if line > 0 {
		where += ", " + a.say.T("relay.line", map[string]any{"Line": line})
	}
	if key != "" {
		where += ", " + a.say.T("relay.key", map[string]any{"Key": text.Line(key)})
	}
	t := trouble.Said{Class: trouble.BadInput, What: "error.relay_file", Do: "do.relay_file", Data: map[string]any{"Where": where, "Reason": trouble.Reason(e.Reason())}}
	if sentence, data := e.Sentence(); sentence != "" {
		t.Detail = e.Reason()
		t.Data["Reason"] = trouble.AsItIs(a.say.T("relay_file."+sentence, data))
	}
	if near != "" {
		t.Data["Reason"] = trouble.AsItIs(a.say.T("relay.near", map[string]any{"Near": near}))
	}
	return t
}
