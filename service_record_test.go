package main_test

// Records end to end: a poll that laptops have closed is proved to whoever has nothing but the file and the community's id.

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/ui/cli"
)

// stranger is somebody with the program, a folder and nothing else.
type stranger struct {
	*testing.T
	home string
}

// run runs the program, as a process of its own.
func (s *stranger) run(args ...string) (code int, out, said string) {
	s.Helper()
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(s.Context(), "folkmoot", args...)
	command.Env = append(os.Environ(), "HOME="+s.home, "FOLKMOOT_HOME="+filepath.Join(s.home, "none"), "LANG=C", "LANGUAGE=")
	command.Dir, command.Stdout, command.Stderr = s.home, &stdout, &stderr
	var ended *exec.ExitError
	if err := command.Run(); errors.As(err, &ended) {
		code = ended.ExitCode()
	} else if err != nil {
		s.Fatal(err)
	}
	return code, stdout.String(), stderr.String()
}

// sealedPoll is a poll that four tellers have closed, with a ballot of three people.
func sealedPoll(t *testing.T) (all []*laptop, id, counted op.ID) {
	t.Helper()
	ada, bob, cid, dan := council(t, 4)
	all = []*laptop{ada, bob, cid, dan}
	id = dan.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	meet(all...)
	later(1000, all...)
	counted = bob.vote(id, "yes")
	cid.vote(id, "no")
	dan.vote(id, "yes")
	meet(all...)
	later(1000, all...)
	closes := dan.pollPage(id).Opening.ClosesMillis
	later(closes-dan.world.now+2*day, all...)
	later(day, all...)
	return all, id, counted
}

func TestAnybodyCanCheckAPoll(t *testing.T) {
	all, id, counted := sealedPoll(t)
	bob := all[1]
	var file bytes.Buffer
	exported := must1[*record.Result](t)(bob.c.ExportRecord(t.Context(), &file, id, nil))
	if exported.Outcome == nil || !exported.Outcome.Passed || len(exported.Manifest.Counted) != 3 {
		t.Fatalf("exported: %+v", exported.Manifest)
	}
	s := &stranger{t, t.TempDir()}
	path := filepath.Join(s.home, "party.car")
	bob.must(os.WriteFile(path, file.Bytes(), 0o600))
	com := bob.c.ID().Genesis().String()

	code, out, said := s.run("verify", "party.car", "--community", com, "--ballot", counted.Short())
	if code != cli.ExitOK || said != "" || !strings.Contains(out, "Passed.") || !strings.Contains(out, "The ballot "+counted.Short()+" is counted") {
		t.Errorf("with the id it ends with %d:\n%s%s", code, out, said)
	}
	code, out, said = s.run("verify", "party.car", "--lang", "de")
	if code != cli.ExitNotVerified || !strings.Contains(out, com) || !strings.Contains(out, "Vergleiche") {
		t.Errorf("without the id it ends with %d:\n%s%s", code, out, said)
	}
	code, out, _ = s.run("verify", "party.car", "--community", com, "--account", "Bob", "--json")
	var answer struct {
		Verified bool
		Outcome  struct{ Passed bool }
		Ballots  []struct{ State string }
	}
	if err := json.Unmarshal([]byte(out), &answer); err != nil || code != cli.ExitOK || !answer.Verified || !answer.Outcome.Passed {
		t.Errorf("in JSON: %d, %v:\n%s", code, err, out)
	}
	if len(answer.Ballots) != 1 || answer.Ballots[0].State != "counted" {
		t.Errorf("Bob's ballots: %+v", answer.Ballots)
	}
	other := op.CommunityID{1}.Genesis().String()
	if code, _, said = s.run("verify", "party.car", "--community", other); code != cli.ExitRefuted || !strings.Contains(said, "another community") {
		t.Errorf("of another community: %d: %s", code, said)
	}
	damaged := bytes.Clone(file.Bytes())
	damaged[len(damaged)/2] ^= 1
	bob.must(os.WriteFile(path, damaged, 0o600))
	if code, out, said = s.run("verify", "party.car", "--community", com); code != cli.ExitBadInput || !strings.Contains(said, "damaged") {
		t.Errorf("with one bit changed: %d: %s%s", code, out, said)
	}
	left, err := os.ReadDir(s.home)
	bob.must(err)
	if len(left) != 1 {
		t.Errorf("it left %v behind", left)
	}
}

// TestEveryReplicaProvesTheSame: the records of two laptops are one, and each checks its own.
func TestEveryReplicaProvesTheSame(t *testing.T) {
	all, id, _ := sealedPoll(t)
	var first []byte
	for _, l := range all {
		var file bytes.Buffer
		must1[*record.Result](t)(l.c.ExportRecord(t.Context(), &file, id, nil))
		if first == nil {
			first = file.Bytes()
		}
		if !bytes.Equal(first, file.Bytes()) {
			t.Errorf("%s writes another record", l.name)
		}
		r := must1[*record.Result](t)(l.c.VerifyPoll(t.Context(), id, record.Check{}))
		if r.Outcome == nil || !r.Outcome.Passed {
			t.Errorf("%s: %+v", l.name, r)
		}
	}
}
