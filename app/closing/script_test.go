package closing_test

// Scripts lead the exploration to where a mistake would show.

import (
	"strings"

	"github.com/folkmoot/folkmoot/app/closing"
)

// play follows a script, event by event: "0>1" hands what 0 said last to 1, "0@" lets 0's clock pass
// the close, "2!" ends 2's patience, "3e1" lets branch 3 of the liar endorse in
// view 1 (r, f, p, e, s, t: receipt, freeze, propose, endorse, seal, turn), "4p0+" takes the last such thing it may say. What does not apply changes nothing.
// It returns the state after each event.
func (e *explorer) play(from modelState, script string) []modelState {
	states := []modelState{from}
	for _, event := range strings.Fields(script) {
		s := states[len(states)-1]
		mind := int(event[0] - '0')
		switch event[1] {
		case '>':
			to := int(event[2] - '0')
			if tip := e.tip(mind, s.knows[mind]); tip >= 0 {
				s.knows[to] = e.after(s, to, e.join(s.knows[to], e.intern(e.pasts[tip])))
			}
		case '@':
			s.late[mind] = true
			s.knows[mind] = e.speak(mind, s.knows[mind], afterClose)
		case '!':
			s.knows[mind] = e.speak(mind, s.knows[mind], outOfPatience)
		default:
			s.knows[mind] = e.lieAsTold(mind, s.knows[mind], event)
		}
		states = append(states, s)
	}
	return states
}

func (e *explorer) lieAsTold(mind int, set int32, event string) int32 {
	out := set
	for _, next := range e.lie(mind, set) {
		view, letter := uint32(0), byte(0)
		switch b := e.ops[e.tip(mind, next)].Body.(type) {
		case *closing.Receipt:
			letter = 'r'
		case *closing.Freeze:
			letter = 'f'
		case *closing.Propose:
			view, letter = b.View, 'p'
		case *closing.Endorse:
			view, letter = b.View, 'e'
		case *closing.Turn:
			view, letter = b.View, 't'
		case *closing.Seal:
			text, _ := b.Text()
			view, letter = text.View, 's'
		}
		if letter != event[1] || byte('0'+view) != event[2] {
			continue
		}
		if out = next; !strings.HasSuffix(event, "+") {
			break
		}
	}
	return out
}
