package cli

// The demo's second part: the same people over loopback, with a relay. Every member and the relay is a process that runs on.

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const (
	// demoPatience is how long the demo waits for what must happen.
	demoPatience = 60 * time.Second
	// lookAgainAfter lies between two looks.
	lookAgainAfter = 100 * time.Millisecond
)

// running is a process that runs on: a member's node, or the relay.
type running struct {
	cmd *exec.Cmd
	// lines are what it says, one JSON object each.
	lines chan map[string]any
}

// start starts a process of this program that says in JSON what happens.
func (s *stage) start(ctx context.Context, args ...string) (*running, error) {
	cmd := exec.CommandContext(ctx, s.act.face.Program, append([]string{"--json"}, args...)...)
	cmd.Dir, cmd.Env = s.folder, s.environment()
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("listening to folkmoot %s: %w", args[0], err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting folkmoot %s: %w", args[0], err)
	}
	r := &running{cmd: cmd, lines: make(chan map[string]any, 64)}
	go func() {
		defer close(r.lines)
		scanner := bufio.NewScanner(out)
		for scanner.Scan() {
			line := map[string]any{}
			if json.Unmarshal(scanner.Bytes(), &line) != nil {
				continue
			}
			select {
			case r.lines <- line:
			default: // nobody waits for more than the first lines
			}
		}
	}()
	return r, nil
}

// await waits for an event.
func (r *running) await(ctx context.Context, event string) (map[string]any, error) {
	deadline := time.After(demoPatience)
	for {
		select {
		case line, more := <-r.lines:
			if !more {
				return nil, fmt.Errorf("%w: a process ended before it was %s", errDemo, event)
			}
			if line["event"] == event {
				return line, nil
			}
		case <-deadline:
			return nil, fmt.Errorf("%w: a process was never %s", errDemo, event)
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

// stop ends a process as a service manager does, and waits for it.
func (r *running) stop() error {
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		if err := r.cmd.Process.Kill(); err != nil {
			return err
		}
	}
	for range r.lines { // until it has said its last
	}
	return r.cmd.Wait()
}

// wired is the second part of the story.
type wired struct {
	story
	relay *running
	nodes map[string]*running
}

// overNetwork plays it.
func (a *act) overNetwork(ctx context.Context, folder string) (err error) {
	folder = filepath.Join(folder, "network")
	if err := os.Mkdir(folder, 0o700); err != nil {
		return fmt.Errorf("making the demo's folder: %w", err)
	}
	w := &wired{story: story{stage: stage{act: a, folder: folder}}, nodes: map[string]*running{}}
	defer func() { err = errors.Join(err, w.stopAll()) }()
	for _, scene := range []struct {
		title string
		play  func(context.Context) error
	}{
		{"demo.net.relay", w.begins},
		{"demo.net.joining", w.joins},
		{"demo.net.proposal", w.proposes},
		{"demo.net.apart", w.votes},
		{"demo.net.late", w.comesLate},
		{"demo.net.end", w.agrees},
	} {
		w.print("\n" + a.say.T(scene.title, nil))
		if err := scene.play(ctx); err != nil {
			return err
		}
	}
	w.print("\n" + a.say.T("demo.net.same", nil))
	return nil
}

func (w *wired) stopAll() error {
	var failed []error
	for _, r := range w.nodes {
		failed = append(failed, r.stop())
	}
	if w.relay != nil {
		failed = append(failed, w.relay.stop())
	}
	return errors.Join(failed...)
}

// online starts somebody's node.
func (w *wired) online(ctx context.Context, who string) (err error) {
	w.show(who, []string{"node"})
	w.nodes[who], err = w.start(ctx, "--profile", w.profile(who), "node", "--no-lan",
		"--listen", "/ip4/127.0.0.1/udp/0/quic-v1", "--listen", "/ip4/127.0.0.1/tcp/0")
	if err != nil {
		delete(w.nodes, who)
		return err
	}
	_, err = w.nodes[who].await(ctx, "ready")
	return err
}

// offline stops it.
func (w *wired) offline(who string) error {
	w.print("  " + w.act.say.T("demo.net.off", map[string]any{"Who": who}))
	r := w.nodes[who]
	delete(w.nodes, who)
	return r.stop()
}

func (w *wired) begins(ctx context.Context) error {
	file := filepath.Join(w.folder, "relay.toml")
	settings := "data = \"relay\"\nname = \"The library's relay\"\nmonitor = \"\"\n" +
		"listen = [\"/ip4/127.0.0.1/udp/0/quic-v1\", \"/ip4/127.0.0.1/tcp/0\"]\n"
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		return fmt.Errorf("writing the relay's file: %w", err)
	}
	w.show("relay", []string{"relay", "--config", file})
	var err error
	if w.relay, err = w.start(ctx, "relay", "--config", file); err != nil {
		return err
	}
	ready, err := w.relay.await(ctx, "ready")
	if err != nil {
		return err
	}
	offer, _ := ready["offer"].(string)
	if err := w.begin(ctx, ada); err != nil {
		return err
	}
	if err := w.do(ctx, ada, "community", "create", "Elm Street Co-op", "--template", "co-op", "--as", ada); err != nil {
		return err
	}
	if err := w.do(ctx, ada, "relay", "add", offer, "--wait", "20s"); err != nil {
		return err
	}
	var invite struct {
		Link string `json:"link"`
	}
	w.show(ada, []string{"invite", "create", "--uses", "20", "--expires", "7d"})
	err = w.get(ctx, &invite, ada, "invite", "create", "--uses", "20", "--expires", "7d", "--wait", "20s")
	w.link = invite.Link
	return err
}

func (w *wired) joins(ctx context.Context) error {
	for _, who := range []string{bea, cem, dan, eve} {
		if err := w.begin(ctx, who); err != nil {
			return err
		}
		if err := w.do(ctx, who, "join", w.link, "--as", who, "--wait", "20s"); err != nil {
			return err
		}
	}
	for _, who := range []string{ada, bea, cem, dan, eve} {
		if err := w.online(ctx, who); err != nil {
			return err
		}
	}
	return w.until(ctx, func() (bool, error) { return w.members(ctx, dan, 5) })
}

// until looks again and again.
func (w *wired) until(ctx context.Context, look func() (bool, error)) error {
	for deadline := time.Now().Add(demoPatience); ; {
		done, err := look()
		if err != nil || done {
			return err
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%w: what must happen has not happened", errDemo)
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(lookAgainAfter):
		}
	}
}

// members reports whether somebody knows of so many members.
func (w *wired) members(ctx context.Context, who string, want int) (bool, error) {
	var status struct {
		Members int `json:"members"`
	}
	err := w.get(ctx, &status, who, "status")
	return status.Members >= want, err
}

func (w *wired) proposes(ctx context.Context) error {
	draft, err := w.made(ctx, dan, "proposal", "new", "Solar panels on the barn roof", "--track", "money", "--text", "We buy 24 panels.")
	if err != nil {
		return err
	}
	if w.solar, err = w.made(ctx, dan, "proposal", "publish", draft); err != nil {
		return err
	}
	if w.poll, err = w.made(ctx, dan, "poll", "open", w.solar); err != nil {
		return err
	}
	for _, who := range []string{ada, bea, cem, eve} {
		if err := w.until(ctx, func() (bool, error) { return w.knows(ctx, who, "poll", "list", w.poll) }); err != nil {
			return err
		}
	}
	return nil
}

// knows reports whether a list names something.
func (w *wired) knows(ctx context.Context, who, noun, verb, id string) (bool, error) {
	out, err := w.run(ctx, who, "--json", noun, verb)
	return strings.Contains(string(out), id), err
}

// votes: Dan and Eve are cut off while everybody votes.
func (w *wired) votes(ctx context.Context) error {
	for _, who := range []string{dan, eve} {
		if err := w.offline(who); err != nil {
			return err
		}
	}
	for _, vote := range [][2]string{{ada, "yes"}, {bea, "yes"}, {cem, "no"}, {dan, "yes"}, {eve, "abstain"}} {
		if err := w.do(ctx, vote[0], "vote", w.poll, vote[1]); err != nil {
			return err
		}
	}
	for _, who := range []string{dan, eve} {
		if err := w.online(ctx, who); err != nil {
			return err
		}
	}
	return w.until(ctx, func() (bool, error) {
		_, err := w.counted(ctx, cem)
		return err == nil, nil
	})
}

// comesLate: Dan, who wrote the proposal, is gone, and everybody else too: Fay has all of it from the relay.
func (w *wired) comesLate(ctx context.Context) error {
	for _, who := range []string{ada, bea, cem, dan, eve} {
		if err := w.offline(who); err != nil {
			return err
		}
	}
	if err := w.begin(ctx, fay); err != nil {
		return err
	}
	if err := w.do(ctx, fay, "join", w.link, "--as", fay, "--wait", "20s"); err != nil {
		return err
	}
	return w.answer(ctx, fay, "proposal", "list")
}

// agrees: everybody comes back, the author last, and all come to one state.
func (w *wired) agrees(ctx context.Context) error {
	everybody := []string{ada, bea, cem, eve, fay, dan}
	for _, who := range everybody {
		if err := w.online(ctx, who); err != nil {
			return err
		}
	}
	var first ending
	if err := w.until(ctx, func() (same bool, err error) {
		first, same, err = w.sameEnding(ctx, everybody)
		return same, err
	}); err != nil {
		return err
	}
	for _, who := range everybody {
		w.print(fmt.Sprintf("  %-12s  %.16s…  %s", who, first.Digest, first.count))
	}
	return nil
}

func (w *wired) sameEnding(ctx context.Context, everybody []string) (first ending, same bool, err error) {
	if all, err := w.members(ctx, ada, len(everybody)); err != nil || !all {
		return first, false, err
	}
	for i, who := range everybody {
		var e ending
		if err := w.get(ctx, &e, who, "status", "--digest"); err != nil {
			return first, false, err
		}
		if i == 0 {
			first = e
		}
		if e.Digest == "" || e.Digest != first.Digest {
			return first, false, nil
		}
	}
	first.count, err = w.counted(ctx, fay)
	return first, err == nil, err
}
