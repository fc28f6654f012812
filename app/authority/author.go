package authority

// Author: what an op's author was in its past. Finding it walks through the acts that the past sees; nearly every op shares it with the last op
// of its device.

import (
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// author is an op's author as the op is judged.
type author struct {
	kind.Standing
	// place is that of the commit on the line at which the op is judged.
	place int
	// certified says that the op's past shows its device certified.
	certified bool
}

// authorIn is all that an author depends on, within one world.
type authorIn struct {
	past    PastID
	device  op.DeviceID
	account op.AccountID
	byPoll  bool
}

func (w *World) author(j *Judged) author {
	place := w.judgedAt(j)
	return author{w.standing(j, w.graph.stateAt(w.Commits[place])), place, w.certifiedIn(j)}
}

// rememberedAuthor is author for ops other than the acts whose verdicts are being found. The acts that a past sees have their verdicts for as
// long as the world lasts: a new act is in the past of none that was asked about before.
func (w *World) rememberedAuthor(j *Judged) author {
	if w.authors == nil || !j.On.IsZero() || planted != NotPlanted {
		return w.author(j)
	}
	key := authorIn{j.Past, j.Device, j.Entry.Author.Account, j.Kind.ByPoll}
	if known, ok := w.authors[key]; ok {
		return known
	}
	if len(w.authors) >= maxAuthors {
		clear(w.authors)
	}
	found := w.author(j)
	w.authors[key] = found
	return found
}
