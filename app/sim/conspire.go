package sim

// Conspiring: what two lying tellers can try only together, and what chance alone would hardly ever bring about.

import (
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// conspires lets one lying teller freeze twice in one place, and another one, whose turn it is, propose both freezes as two.
func (l *laptop) conspires() {
	r := l.run
	opening, ok := l.somePoll()
	if !ok || l.engineForked() {
		return
	}
	other := l.lyingProposer(opening)
	if other == nil {
		return
	}
	open := l.openingOf(opening)
	at := max(r.now, open.ClosesMillis+r.polling.settle)
	l.says(opening, &closing.Freeze{Poll: opening, MomentMillis: open.ClosesMillis, AtMillis: at})
	other.says(opening, &closing.Freeze{Poll: opening, MomentMillis: open.ClosesMillis, AtMillis: at})
	both := l.twoFreezes(opening, open.ClosesMillis, at+1)
	if both == nil || l.down || other.down {
		return
	}
	r.saw("tellers conspire")
	other.take(append(r.lacking(l, other), both))
	other.says(opening, &closing.Propose{
		Poll: opening, MomentMillis: open.ClosesMillis, Freezes: other.freezesFor(opening, open.ClosesMillis),
	})
}

// lyingProposer is the laptop that proposes first, where that is another liar's which is at hand; else nil.
func (l *laptop) lyingProposer(opening op.ID) *laptop {
	var first op.DeviceID
	l.askPolls(func(e *community.Engine) error {
		if p, err := e.Closing(opening); err == nil {
			first = p.Tellers()[0]
		}
		return nil
	})
	for _, o := range l.run.laptops {
		if _, holds := o.meta(opening); holds && o.device() == first && o.person.lies && o.person != l.person && !o.down && !o.engineForked() {
			return o
		}
	}
	return nil
}

// says says something as the next op of its log, if that is taken.
func (l *laptop) says(opening op.ID, body any) {
	words := l.newestWords(opening)
	l.update(func(w *writing) error { return w.try(draft{closing.KindOf(body), body, words}, nil) })
}

// twoFreezes writes a second freeze in the place of the one that it has written; nil where it has none.
func (l *laptop) twoFreezes(opening op.ID, momentMillis, atMillis int64) *op.Op {
	for _, o := range l.ownOps() {
		freeze, is := l.bodyOf(o).(*closing.Freeze)
		if !is || freeze.Poll != opening || freeze.MomentMillis != momentMillis {
			continue
		}
		return l.forge("freezes twice", o.Header, &closing.Freeze{Poll: opening, MomentMillis: momentMillis, AtMillis: atMillis})
	}
	return nil
}

func (l *laptop) freezesFor(opening op.ID, momentMillis int64) []op.ID {
	var freezes []op.ID
	for _, s := range l.ops() {
		if freeze, is := l.bodyOf(s.Op).(*closing.Freeze); is && freeze.Poll == opening && freeze.MomentMillis == momentMillis {
			freezes = append(freezes, s.ID)
		}
	}
	freezes = ascending(freezes)
	return freezes[:min(len(freezes), closing.MaxTellers)]
}

// newestWords are the opening, and of what others said about the poll all that nothing else there rests on.
func (l *laptop) newestWords(opening op.ID) []op.ID {
	var words []op.ID
	cited := make(map[op.ID]bool)
	for _, s := range l.ops() {
		if s.Subject != opening || !closing.Says(l.bodyOf(s.Op)) {
			continue
		}
		cited[s.Op.Header.Prev] = true
		for _, id := range s.Op.Header.Deps {
			cited[id] = true
		}
		words = append(words, s.ID)
	}
	newest := []op.ID{opening}
	for _, id := range words {
		if !cited[id] && len(newest) < op.MaxDeps-4 {
			newest = append(newest, id)
		}
	}
	return ascending(newest)
}
