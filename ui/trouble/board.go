package trouble

// Board: who cannot be a teller.

import (
	"github.com/folkmoot/folkmoot/app"
)

// boardSentences say what is wrong with a list of tellers.
var boardSentences = map[app.BoardFault]string{
	app.TellerUnknown: "error.board.unknown", app.TellerGone: "error.board.gone", app.TellerForked: "error.board.forked",
	app.TellerSameAccount: "error.board.same_account", app.TellerSameOperator: "error.board.same_operator",
}

// boardTrouble says why somebody cannot be a teller.
func (s Speaker) boardTrouble(e *app.BoardError) Said {
	device, other := e.Device.String()[:8], e.Other.String()[:8]
	if people := s.people(); people != nil {
		device, other = people.TellerName(e.Device).String(), people.TellerName(e.Other).String()
	}
	return Said{
		Class: Failed, What: boardSentences[e.Fault], Do: "do.board", Detail: e.Error(),
		Data: map[string]any{"Device": device, "Other": other},
	}
}
