//go:build linux

package main_test

// Two laptops, each behind a NAT of its own, and a relay, in network namespaces: real processes, the kernel's own network. It needs root, ip and nft.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// country is a small internet: a bridge with the relay's house and the two laptops' NATs on it.
type country struct {
	*testing.T
	prefix  string
	program string
	folder  string
}

const (
	// relayAt is the relay's address. Nothing leaves the namespaces, so any address will do that libp2p takes for a public one.
	relayAt = "1.0.0.10"
	// relayFile is the relay's configuration.
	relayFile = `data = "relay"
name = "Library"
listen = ["/ip4/1.0.0.10/udp/4001/quic-v1", "/ip4/1.0.0.10/tcp/4001"]
monitor = ""
`
	// natRules hide what is behind them: ports are kept where they are free, and nothing comes in that was not asked for. It is dropped without a
	// word, as home routers do it; a NAT that answers remembers who knocked, and gives the way out to the same peer another port.
	natRules = `table ip nat { chain out { type nat hook postrouting priority 100; oifname "outer" masquerade; }; }
table ip filter { chain way { type filter hook forward priority 0; policy drop; iifname "inner" accept; ct state established,related accept; };
  chain door { type filter hook input priority 0; policy drop; iifname "inner" accept; ct state established,related accept; }; }`
)

// newCountry builds it, or skips loudly where the machine does not allow that.
func newCountry(t *testing.T) *country {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED: network namespaces need root, so NATs were not tested")
	}
	for _, tool := range []string{"ip", "nft"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("SKIPPED: there is no %s on this machine, so NATs were not tested", tool)
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := &country{T: t, prefix: fmt.Sprintf("fm%d", os.Getpid()), folder: t.TempDir()}
	c.program = filepath.Join(c.folder, "folkmoot") // the test binary under the program's name is the program
	if err := os.Symlink(self, c.program); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, name := range []string{"net", "relay", "nat1", "nat2", "ada", "bea"} {
			_ = exec.Command("ip", "netns", "del", c.ns(name)).Run()
		}
	})
	if out, err := c.build(); err != nil {
		t.Skipf("SKIPPED: this machine allows no network namespaces with NAT, so NATs were not tested: %v: %s", err, out)
	}
	return c
}

func (c *country) ns(name string) string { return c.prefix + name }

// build makes the namespaces: relay and NATs on a bridge, a laptop behind each NAT.
func (c *country) build() ([]byte, error) {
	in := func(name, command string) string { return "netns exec " + c.ns(name) + " " + command }
	var steps []string
	for _, name := range []string{"net", "relay", "nat1", "nat2", "ada", "bea"} {
		steps = append(steps, "netns add "+c.ns(name), in(name, "ip link set lo up"))
	}
	steps = append(steps, in("net", "ip link add middle type bridge"), in("net", "ip link set middle up"))
	for name, addr := range map[string]string{"relay": relayAt, "nat1": "1.0.0.21", "nat2": "1.0.0.22"} {
		steps = append(steps,
			"-n "+c.ns(name)+" link add outer type veth peer name to"+name+" netns "+c.ns("net"),
			in("net", "ip link set to"+name+" master middle up"),
			in(name, "ip addr add "+addr+"/24 dev outer"), in(name, "ip link set outer up"))
	}
	for laptop, nat := range map[string]string{"ada": "nat1", "bea": "nat2"} {
		home := "10." + nat[3:] + ".0."
		steps = append(steps,
			"-n "+c.ns(laptop)+" link add outer type veth peer name inner netns "+c.ns(nat),
			in(nat, "ip addr add "+home+"1/24 dev inner"), in(nat, "ip link set inner up"),
			in(laptop, "ip addr add "+home+"2/24 dev outer"), in(laptop, "ip link set outer up"),
			in(laptop, "ip route add default via "+home+"1"),
			in(nat, "sysctl -qw net.ipv4.ip_forward=1"))
	}
	for _, step := range steps {
		if out, err := exec.Command("ip", strings.Fields(step)...).CombinedOutput(); err != nil {
			return append([]byte(step+": "), out...), err
		}
	}
	for _, nat := range []string{"nat1", "nat2"} {
		cmd := exec.Command("ip", "netns", "exec", c.ns(nat), "nft", "-f", "-")
		cmd.Stdin = strings.NewReader(natRules)
		if out, err := cmd.CombinedOutput(); err != nil {
			return out, err
		}
	}
	return nil, nil
}

// command is the program, run by somebody in their own house.
func (c *country) command(who string, args ...string) *exec.Cmd {
	cmd := exec.Command("ip", append([]string{"netns", "exec", c.ns(who), c.program}, args...)...)
	cmd.Dir = c.folder
	cmd.Env = append(os.Environ(), "LANG=C", "LANGUAGE=", "TZ=UTC", "HOME="+c.folder, "FOLKMOOT_NO_LAN=1", "FOLKMOOT_WAIT=20s",
		"FOLKMOOT_HOME="+filepath.Join(c.folder, who))
	return cmd
}

func (c *country) run(who string, args ...string) string {
	c.Helper()
	var errOut bytes.Buffer
	cmd := c.command(who, args...)
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	if err != nil {
		c.Fatalf("%s: folkmoot %s: %v\n%s%s", who, strings.Join(args, " "), err, out, errOut.String())
	}
	return string(out)
}

// stay starts a command that runs on, and says how to end it well.
func (c *country) stay(who string, args ...string) (said func() string, end func()) {
	c.Helper()
	path := filepath.Join(c.folder, who+".out")
	out, err := os.Create(path)
	if err != nil {
		c.Fatal(err)
	}
	cmd := c.command(who, args...)
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		c.Fatal(err)
	}
	ended := false
	end = func() {
		if ended {
			return
		}
		ended = true
		_ = cmd.Process.Signal(syscall.SIGTERM) // ip has become the program
		if err := cmd.Wait(); err != nil {
			c.Errorf("%s's process: %v", who, err)
		}
		_ = out.Close()
	}
	said = func() string {
		text, err := os.ReadFile(path)
		if err != nil {
			c.Fatal(err)
		}
		return string(text)
	}
	c.Cleanup(func() {
		end()
		if c.Failed() {
			c.Logf("%s said:\n%s", who, said())
		}
	})
	return said, end
}

// until waits until an answer matches, and returns the pattern's first group.
func (c *country) until(pattern string, answer func() string) string {
	c.Helper()
	re := regexp.MustCompile("(?m)" + pattern)
	for deadline := time.Now().Add(pathPatience); ; <-time.After(50 * time.Millisecond) {
		text := answer()
		if found := re.FindStringSubmatch(text); found != nil {
			return found[len(found)-1]
		}
		if time.Now().After(deadline) {
			c.Fatalf("it never says %s:\n%s", pattern, text)
		}
	}
}

// directly reports whether somebody is connected with a member past the relay.
func (c *country) directly(who string) bool {
	c.Helper()
	var network struct {
		Peers []struct {
			Relayed  bool `json:"relayed"`
			Sessions []struct {
				Standing string `json:"standing"`
			} `json:"communities"`
		} `json:"peers"`
	}
	text := c.run(who, "peers", "--json")
	if err := json.Unmarshal([]byte(text), &network); err != nil {
		c.Fatalf("%v: %s", err, text)
	}
	for _, p := range network.Peers {
		if !p.Relayed && len(p.Sessions) > 0 && p.Sessions[0].Standing != "relay" {
			return true
		}
	}
	return false
}

// Neither laptop can be reached from outside. They meet through the relay, punch a hole through both NATs, and go on when the relay has gone.
func TestBehindTwoNATs(t *testing.T) {
	onRealNetwork(t)
	c := newCountry(t)
	if err := os.WriteFile(filepath.Join(c.folder, "relay.toml"), []byte(relayFile), 0o600); err != nil {
		t.Fatal(err)
	}
	relaySaid, relayEnd := c.stay("relay", "relay", "--config", "relay.toml")
	pairing := c.until(`(folkmoot:relay/1/\S+)`, relaySaid)
	c.run("ada", "init", "--no-passphrase", "--print-phrase")
	c.run("ada", "community", "create", "Elm", "--as", "Ada")
	c.run("ada", "relay", "add", pairing)
	link := c.until(`"link": "(folkmoot:join/1/[^"]+)"`, func() string { return c.run("ada", "invite", "create", "--json") })
	c.run("bea", "init", "--no-passphrase", "--print-phrase")
	c.run("bea", "join", link, "--as", "Bea")
	c.stay("ada", "node")
	c.stay("bea", "node")
	c.until("Bea", func() string { return c.run("ada", "member", "list") })
	c.run("ada", "topic", "new", "Bread", "--text", "Who bakes?")
	c.until("Bread", func() string { return c.run("bea", "topic", "list") })
	c.until("true", func() string { return fmt.Sprint(c.directly("bea")) })
	relayEnd()
	c.run("bea", "topic", "new", "Flour", "--text", "I bring it.")
	c.until("Flour", func() string { return c.run("ada", "topic", "list") })
}
