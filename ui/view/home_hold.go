package view

// Hold: Home while somebody points at it: what is listed stays where it is, and what came waits until it is asked for.

import "slices"

// Holding is this page with what a newer one says of everything that is listed here, and with nothing else: no row comes, goes or changes its
// place. waits counts the rows that came; holds says that the newer page has another shape, so that something waits even where waits is 0.
func (h Home) Holding(newer Home) (shown Home, waits int, holds bool) {
	shown = newer
	var needs, news hold
	shown.Needs = held(h.Needs, newer.Needs, needKey, &needs)
	for i := range shown.Needs { // the one primary button stays where it is, too
		shown.Needs[i].Primary = h.Needs[i].Primary
	}
	shown.News = held(h.News, newer.News, newsKey, &news)
	beside := hold{}
	shown.Health.Peers = held(h.Health.Peers, newer.Health.Peers, peerKey, &beside)
	shown.ComingUp = held(h.ComingUp, newer.ComingUp, comingKey, &beside)
	shown.Begin = held(h.Begin, newer.Begin, func(b BeginRow) string { return b.Title }, &beside)
	shown.MoreNews = h.MoreNews
	blocks := hold{moved: newer.MoreNews != h.MoreNews}
	shown.Key = block(h.Key, newer.Key, &blocks)
	shown.Admission = block(h.Admission, newer.Admission, &blocks)
	shown.LastVote = block(h.LastVote, newer.LastVote, &blocks)
	shown.Arriving = block(h.Arriving, newer.Arriving, &blocks)
	return shown, needs.came + news.came, needs.moved || news.moved || beside.moved || blocks.moved
}

// hold is what a list would have done.
type hold struct {
	came  int
	moved bool
}

// held are the rows of before, each as the newer list has it.
func held[R any, K comparable](before, newer []R, key func(R) K, h *hold) []R {
	if before == nil {
		h.came, h.moved = h.came+len(newer), h.moved || len(newer) > 0
		return nil
	}
	at := make(map[K]int, len(newer))
	for i, row := range newer {
		at[key(row)] = i
	}
	rows := slices.Clone(before)
	h.moved = h.moved || len(before) != len(newer)
	stays := 0
	for i, row := range before {
		now, still := at[key(row)]
		if still {
			rows[i] = newer[now]
			stays++
		}
		h.moved = h.moved || now != i || !still
	}
	h.came += max(len(newer)-stays, 0)
	return rows
}

// block is one that comes or goes as a whole.
func block[B any](before, newer *B, h *hold) *B {
	if (before == nil) == (newer == nil) {
		return newer
	}
	h.moved = true
	return before
}

func needKey(n NeedRow) needIs      { return needIs{n.Kind, n.Goes} }
func newsKey(n NewsRow) newsIs      { return newsIs{n.AtMillis, n.By.Account, n.Icon, n.Goes} }
func peerKey(p PeerRow) PeerRow     { return PeerRow{Relay: p.Relay, Name: p.Name} }
func comingKey(c ComingUp) ComingUp { return ComingUp{AtMillis: c.AtMillis, Goes: c.Goes} }

type needIs struct {
	kind string
	goes Target
}

type newsIs struct {
	atMillis int64
	account  string
	icon     string
	goes     Target
}

// Waiting says that something has come since the page was laid.
func (w Words) Waiting(came int) string {
	if came == 0 {
		return w.Say.T("home.changed", nil)
	}
	return w.Say.N("home.came", came, nil)
}
