package relay

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

const aCommunity = "bafyreiej62acb5qnhab77cvbw526grkovfjdf3ju52a5vt7u3tkj45dzym"

func TestConfigSaysWhatTheFileSays(t *testing.T) {
	c, err := Parse("relay.toml", []byte(`
# a relay
data = "/var/lib/folkmoot"
name = "The library's relay"
listen = ["/ip4/127.0.0.1/udp/0/quic-v1"]
announce = ["/dns4/relay.example.org/udp/4001/quic-v1"]
pairing = false
max_communities = 7
log = "debug"
log_format = "json"
monitor = ""

[quota]
community_bytes = "2 GB"
device_ops = 50

[rate]
ops_per_minute = 60
bytes_per_day = "20MiB"

[circuits]
duration = "2m"
bytes = "1MiB"

[[community]]
id = "`+aCommunity+`"
community_ops = 5_000
`))
	if err != nil {
		t.Fatal(err)
	}
	id, _ := op.ParseID(aCommunity)
	own := c.Communities[op.CommunityID(id)]
	switch {
	case c.Data != "/var/lib/folkmoot", c.Name != "The library's relay", c.Pairing, c.MaxCommunities != 7, c.LogLevel != "debug", c.LogFormat != "json":
		t.Errorf("read as %+v", c)
	case c.Monitor != "", !slices.Equal(c.Announce, []string{"/dns4/relay.example.org/udp/4001/quic-v1"}):
		t.Errorf("read as %+v", c)
	case c.Quota.CommunityBytes != 2e9, c.Quota.DeviceOps != 50, c.Quota.CommunityOps != Default().Quota.CommunityOps:
		t.Errorf("quota %+v", c.Quota)
	case c.Rate != admission.Rate{OpsPerMinute: 60, BurstOps: admission.DeviceRate.BurstOps, BytesPerDay: 20 << 20}:
		t.Errorf("rate %+v", c.Rate)
	case c.Circuits.Duration != 2*time.Minute, c.Circuits.Bytes != 1<<20, c.Circuits.PerPeer != Default().Circuits.PerPeer:
		t.Errorf("circuits %+v", c.Circuits)
	case own.CommunityOps != 5000, own.DeviceOps != 50, own.CommunityBytes != 2e9:
		t.Errorf("its own quota %+v", own)
	}
}

func TestMistakesAreNamedByLineAndKey(t *testing.T) {
	const good = "data = \"/d\"\n"
	for name, c := range map[string]struct {
		file, key, near string
		line            int
		why             error
	}{
		"nothing":               {"", "data", "", 0, errMissing},
		"a typo":                {good + "\nmax_comunities = 3\n", "max_comunities", "max_communities", 3, errUnknownKey},
		"a typo in a table":     {good + "[quota]\n\ndevice_byte = \"1GB\"\n", "quota.device_byte", "device_bytes", 4, errUnknownKey},
		"nonsense":              {good + "zzz = 1\n", "zzz", "", 2, errUnknownKey},
		"a number as a text":    {good + "max_communities = \"3\"\n", "max_communities", "", 2, nil},
		"none at all":           {good + "max_communities = 0\n", "max_communities", "", 2, nil},
		"too many":              {good + "max_communities = 9999\n", "max_communities", "", 2, nil},
		"a size without a unit": {good + "[quota]\ncommunity_bytes = \"20\"\n", "quota.community_bytes", "", 3, nil},
		"a size of nothing":     {good + "[quota]\ncommunity_bytes = \"-20GB\"\n", "quota.community_bytes", "", 3, nil},
		"a size beyond all":     {good + "[quota]\ncommunity_bytes = \"99999999TB\"\n", "quota.community_bytes", "", 3, nil},
		"a size too small":      {good + "[quota]\ndevice_bytes = 10\n", "quota.device_bytes", "", 3, nil},
		"a bad address":         {good + "listen = [\n \"0.0.0.0:4001\"]\n", "listen", "", 2, nil},
		"one address":           {good + "listen = \"/ip4/0.0.0.0/tcp/1\"\n", "listen", "", 2, nil},
		"a bad monitor":         {good + "monitor = \"9464\"\n", "monitor", "", 2, nil},
		"a port beyond ports":   {good + "monitor = \"localhost:70000\"\n", "monitor", "", 2, nil},
		"a bad level":           {good + "log = \"loud\"\n", "log", "", 2, nil},
		"a bad duration":        {good + "[circuits]\nduration = \"soon\"\n", "circuits.duration", "", 3, nil},
		"a table as a value":    {good + "quota = 3\n", "quota", "", 2, nil},
		"a community unnamed":   {good + "[[community]]\ndevice_ops = 10\n", "community.id", "", 2, nil},
		"a community twice": {
			good + "[[community]]\nid = \"" + aCommunity + "\"\n[[community]]\nid = \"" + aCommunity + "\"\n", "community.id", "", 5, errTwice,
		},
		"a community of no id":      {good + "[[community]]\nid = \"Elm Street\"\n", "community.id", "", 3, nil},
		"a typo in a community":     {good + "[[community]]\nid = \"" + aCommunity + "\"\n[[community]]\nid = \"\"\nopps = 1\n", "community.id", "", 5, nil},
		"no TOML":                   {good + "name = \n", "name", "", 2, nil},
		"the first of two mistakes": {good + "zzz = 1\naaa = 2\n", "zzz", "", 2, errUnknownKey},
		"a control character":       {good + "name = \"a\\u001b[2J\"\n", "name", "", 2, nil},
		"an address of nothing":     {good + "announce = [\"/dns4/relay.example.org\"]\n", "announce", "", 2, nil},
		"nowhere":                   {good + "listen = []\n", "listen", "", 2, nil},
		"a table that is a list":    {good + "\n[community]\nid = \"x\"\n", "community", "", 3, nil},
		"a key with a dot":          {good + "quota.device_ops = 3\n", "quota.device_ops", "", 2, nil},
		"a rate beyond all":         {good + "[rate]\nbytes_per_day = \"1GiB\"\n", "rate.bytes_per_day", "", 3, nil},
		"an empty folder":           {"data = \"\"\n", "data", "", 1, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("relay.toml", []byte(c.file))
			var at *ConfigError
			if !errors.As(err, &at) || !errors.Is(err, ErrConfig) {
				t.Fatalf("got %v", err)
			}
			if say, _ := at.Sentence(); say == "" {
				t.Errorf("no sentence for %v", err)
			}
			if at.Key != c.key || at.Line != c.line || at.Near != c.near || c.why != nil && !errors.Is(err, c.why) {
				t.Errorf("said: %v (line %d, key %q, near %q)", err, at.Line, at.Key, at.Near)
			}
		})
	}
}

func TestLoadFindsPathsFromItsFile(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "relay.toml")
	if err := os.WriteFile(file, []byte("data = \"d\"\npassphrase_file = \"/etc/secret\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(file)
	if err != nil || c.Data != filepath.Join(folder, "d") || c.PassphraseFile != "/etc/secret" {
		t.Errorf("loaded %+v, %v", c, err)
	}
	if _, err := Load(filepath.Join(folder, "none.toml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := os.WriteFile(file, []byte(strings.Repeat("#", maxConfigBytes+1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(file); !errors.Is(err, ErrConfig) {
		t.Errorf("a file without end: %v", err)
	}
}

func TestWhatNeedsARestart(t *testing.T) {
	old := Default()
	fresh := Default()
	fresh.Quota.DeviceOps++
	fresh.LogLevel = "debug"
	fresh.Pairing = false
	fresh.Communities = map[op.CommunityID]Quota{{1}: {}}
	if keys := SameForRunning(old, fresh); keys != nil {
		t.Errorf("asks for a restart for %v", keys)
	}
	fresh.Listen = nil
	fresh.Data = "/elsewhere"
	if keys := SameForRunning(old, fresh); !slices.Equal(keys, []string{"data", "listen"}) {
		t.Errorf("asks for a restart for %v", keys)
	}
}

func FuzzConfig(f *testing.F) {
	f.Fuzz(func(t *testing.T, file []byte) {
		c, err := Parse("relay.toml", file)
		var at *ConfigError
		switch {
		case err != nil && !errors.As(err, &at):
			t.Fatalf("an error without a place: %v", err)
		case err == nil && (c.Data == "" || c.MaxCommunities < 1 || c.Quota.CommunityBytes < 1 || c.Circuits.Duration <= 0):
			t.Fatalf("read as %+v", c)
		}
	})
}

// The file that operators begin with says what holds without it.
func TestTheSampleIsTheDefault(t *testing.T) {
	sample, err := Load(filepath.Join("..", "..", "assets", "deploy", "relay.toml"))
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Data = sample.Data
	if diff := cmp.Diff(want, sample); diff != "" {
		t.Errorf("the sample differs (-default +sample):\n%s", diff)
	}
}
