package main_test

// Two laptops in two networks that do not reach each other, and a relay that both reach: real processes in network namespaces of the kernel.

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// house is a network namespace with one laptop in it.
type house struct {
	*testing.T
	name, folder string
}

func (h house) command(args ...string) *exec.Cmd {
	h.Helper()
	program, err := exec.LookPath("folkmoot")
	if err != nil {
		h.Fatal(err)
	}
	cmd := exec.Command("ip", append([]string{"netns", "exec", h.name, program}, args...)...)
	cmd.Dir = h.folder
	cmd.Env = append(os.Environ(), "FOLKMOOT_HOME="+filepath.Join(h.folder, h.name), "FOLKMOOT_NO_LAN=1", "FOLKMOOT_WAIT=20s", "LANG=C")
	return cmd
}

func (h house) run(args ...string) string {
	h.Helper()
	cmd := h.command(args...)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil {
		h.Fatalf("%s: folkmoot %v: %v\n%s%s", h.name, args, err, &out, &errOut)
	}
	return out.String()
}

// begin starts something that runs on, and waits until it says so.
func (h house) begin(event string, args ...string) map[string]any {
	h.Helper()
	cmd := h.command(append([]string{"--json"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		h.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		h.Fatal(err)
	}
	h.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	})
	lines := json.NewDecoder(out)
	for {
		line := map[string]any{}
		if err := lines.Decode(&line); err != nil {
			h.Fatalf("%s: folkmoot %v ended: %v", h.name, args, err)
		}
		if line["event"] == event {
			return line
		}
	}
}

// networks makes a namespace for the relay and one for each laptop, each joined to the relay's alone.
func networks(t *testing.T) (relay, ada, bea house) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED: network namespaces need root")
	}
	folder := t.TempDir()
	ip := func(args ...string) {
		t.Helper()
		if said, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
			t.Skipf("SKIPPED: this machine makes no network namespaces: ip %v: %v: %s", args, err, said)
		}
	}
	for _, name := range []string{"fm-relay", "fm-ada", "fm-bea"} {
		ip("netns", "add", name)
		t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", name).Run() })
		ip("-n", name, "link", "set", "lo", "up")
	}
	for i, name := range []string{"fm-ada", "fm-bea"} {
		net := "10.98." + string(rune('1'+i))
		ip("link", "add", "up0", "netns", name, "type", "veth", "peer", "name", "to-"+name, "netns", "fm-relay")
		ip("-n", name, "address", "add", net+".2/24", "dev", "up0")
		ip("-n", "fm-relay", "address", "add", net+".1/24", "dev", "to-"+name)
		ip("-n", name, "link", "set", "up0", "up")
		ip("-n", "fm-relay", "link", "set", "to-"+name, "up")
		ip("-n", name, "route", "add", "default", "via", net+".1")
	}
	return house{t, "fm-relay", folder}, house{t, "fm-ada", folder}, house{t, "fm-bea", folder}
}

func TestScriptsTwoHousesMeetThroughARelay(t *testing.T) {
	relay, ada, bea := networks(t)
	file := filepath.Join(relay.folder, "relay.toml")
	settings := "data = \"relay\"\nmonitor = \"\"\nlisten = [\"/ip4/0.0.0.0/udp/4001/quic-v1\", \"/ip4/0.0.0.0/tcp/4001\"]\n"
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	offer, _ := relay.begin("ready", "relay", "--config", file)["offer"].(string)

	ada.run("init", "--no-passphrase", "--print-phrase")
	ada.run("community", "create", "Elm", "--as", "Ada")
	ada.run("relay", "add", offer)
	ada.run("topic", "new", "Bread", "--text", "Who bakes?")
	var invite struct {
		Link string `json:"link"`
	}
	if err := json.Unmarshal([]byte(ada.run("invite", "create", "--json")), &invite); err != nil {
		t.Fatal(err)
	}

	bea.run("init", "--no-passphrase", "--print-phrase")
	if said := bea.run("join", invite.Link, "--as", "Bea"); !strings.Contains(said, "its content is here") {
		t.Errorf("joining says %s", said)
	}
	if topics := bea.run("topic", "list"); !strings.Contains(topics, "Bread") {
		t.Errorf("through the relay came\n%s", topics)
	}

	// Both are online at once, and still reach nobody but the relay.
	ada.begin("ready", "node", "--no-lan")
	bea.begin("ready", "node", "--no-lan")
	bea.run("comment", "add", firstID(t, bea.run("topic", "list", "--json")), "--text", "I do.")
	for deadline := time.Now().Add(time.Minute); ; {
		if strings.Contains(ada.run("log", "--json"), "comment.add") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("what bea wrote never came to ada:\n%s", ada.run("peers"))
		}
		<-time.After(100 * time.Millisecond)
	}
}

// firstID is the first id in a list in JSON.
func firstID(t *testing.T, list string) string {
	t.Helper()
	_, after, found := strings.Cut(list, `"id": "`)
	id, _, ended := strings.Cut(after, `"`)
	if !found || !ended {
		t.Fatalf("no id in %s", list)
	}
	return id
}
