package relay

// Config: the one file that a relay's operator writes, in TOML.

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

// Config is what a relay does. Paths are absolute, or from the folder of the file.
type Config struct {
	// Data is the folder in which the relay keeps everything.
	Data string
	// Name is what people see it called; with its pairing link it goes into the certificate.
	Name string
	// Listen are multiaddrs; Announce, where not empty, are told to others instead of what the machine shows.
	Listen, Announce []string
	// Pairing says whether the relay takes communities in whose stewards have its pairing link.
	Pairing bool
	// MaxCommunities bounds how many it serves, MaxPeers how many connections it keeps.
	MaxCommunities, MaxPeers int
	// PassphraseFile holds the passphrase of its keys. Empty: systemd's credential "folkmoot-passphrase", or else keys that lie open, in a file
	// that only the relay's user may read.
	PassphraseFile string
	// LogLevel is "debug", "info", "warn" or "error", LogFormat "text" or "json".
	LogLevel, LogFormat string
	// Monitor is where /healthz and /metrics are served, as "host:port"; "" for nowhere.
	Monitor string
	// Quota is for each community that has none of its own.
	Quota Quota
	// Rate is how much a device may send; a teller's may send tellerTimes as much.
	Rate admission.Rate
	// Communities are those that the file names, with their quotas. Where there are any, no others are served.
	Communities map[op.CommunityID]Quota
	// Circuits bounds what goes through the relay between two peers that do not reach each other.
	Circuits Circuits
}

// Circuits are the bounds of circuit relay v2.
type Circuits struct {
	// Reservations of all peers, and PerPeer circuits of one.
	Reservations, PerPeer int
	// Bytes and Duration end a circuit.
	Bytes    int64
	Duration time.Duration
}

// Default is what holds where the file says nothing.
func Default() Config {
	return Config{
		Name: "relay", Pairing: true, MaxCommunities: defaultCommunities, MaxPeers: defaultPeers, LogLevel: "info", LogFormat: "text", Monitor: defaultMonitor,
		Listen: []string{"/ip4/0.0.0.0/udp/4001/quic-v1", "/ip4/0.0.0.0/tcp/4001", "/ip6/::/udp/4001/quic-v1", "/ip6/::/tcp/4001"},
		Quota: Quota{
			CommunityBytes: defaultCommunityBytes, CommunityOps: defaultCommunityOps, DeviceBytes: defaultDeviceBytes, DeviceOps: defaultDeviceOps,
		},
		Rate:        admission.DeviceRate,
		Communities: map[op.CommunityID]Quota{},
		Circuits: Circuits{
			Reservations: defaultReservations, PerPeer: defaultCircuits, Bytes: defaultCircuitBytes, Duration: defaultCircuitMillis * time.Millisecond,
		},
	}
}

// ConfigError says where a relay's file is wrong. It is an ErrConfig.
type ConfigError struct {
	File string
	// Line counts from 1; 0 where no single line is to blame.
	Line int
	// Key is as the file says it, "quota.device_bytes"; empty where no key is to blame.
	Key string
	// Near is a known key that looks like an unknown Key; else empty.
	Near string
	// Why says what is wrong.
	Why error
}

func (e *ConfigError) Error() string {
	said := e.File
	if e.Line > 0 {
		said += fmt.Sprintf(", line %d", e.Line)
	}
	if e.Key != "" {
		said += fmt.Sprintf(", key %.80q", e.Key)
	}
	said += ": " + e.Why.Error()
	if e.Near != "" {
		said += fmt.Sprintf("; did you mean %q?", e.Near)
	}
	return said
}

// Place is where the file is wrong: its name, the line and the key, and what an unknown key may have been meant to be.
func (e *ConfigError) Place() (file string, line int, key, near string) {
	return e.File, e.Line, e.Key, e.Near
}

// Reason is what is wrong there.
func (e *ConfigError) Reason() string { return e.Why.Error() }

// Sentence is the key of what is wrong there as a sentence, with what the sentence needs; "" where there is none.
func (e *ConfigError) Sentence() (key string, data map[string]any) {
	var w *wrong
	if !errors.As(e.Why, &w) {
		return "", nil
	}
	return w.say, map[string]any{"Value": w.value, "Least": w.least, "Most": w.most}
}

// Unwrap is ErrConfig, and what is wrong.
func (e *ConfigError) Unwrap() []error { return []error{ErrConfig, e.Why} }

// Load reads a relay's file. Errors: *ConfigError for what it says, and what the system says of a file that cannot be read.
func Load(path string) (Config, error) {
	file, err := os.Open(path)
	if err != nil {
		return Config{}, fmt.Errorf("reading the relay's file: %w", err)
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, maxConfigBytes+1))
	if err != nil {
		return Config{}, fmt.Errorf("reading the relay's file: %w", err)
	}
	c, err := Parse(filepath.Base(path), raw)
	if err != nil {
		return Config{}, err
	}
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return Config{}, fmt.Errorf("finding the folder of the relay's file: %w", err)
	}
	for _, p := range []*string{&c.Data, &c.PassphraseFile} {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(folder, *p)
		}
	}
	return c, nil
}

// Parse reads what a relay's file says; name is what errors call it. Of several mistakes the one in the first line is reported.
func Parse(name string, raw []byte) (Config, error) {
	if len(raw) > maxConfigBytes {
		most := strconv.Itoa(maxConfigBytes)
		return Config{}, &ConfigError{File: name, Why: &wrong{say: "large", most: most, english: "more than " + most + " bytes"}}
	}
	values := map[string]any{}
	if _, err := toml.Decode(string(raw), &values); err != nil {
		return Config{}, notTOML(name, err)
	}
	r := &reading{file: name, text: string(raw), config: Default()}
	r.config.Data = "" // the one thing that has no default: nobody shall fill a disk by accident
	r.table("", values, topFields)
	if r.config.Data == "" && r.first == nil {
		r.blame("", "data", errMissing, "")
	}
	if r.first != nil {
		return Config{}, r.first
	}
	return r.config, nil
}

func notTOML(name string, err error) error {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return &ConfigError{File: name, Why: &wrong{say: "toml", value: err.Error(), english: "not TOML: " + err.Error()}}
	}
	return &ConfigError{File: name, Line: parse.Position.Line, Key: parse.LastKey, Why: &wrong{say: "toml", value: parse.Message, english: "not TOML: " + parse.Message}}
}

// SameForRunning reports which keys differ that only a restart changes; none means that all of the change can be taken in while the relay runs.
func SameForRunning(old, fresh Config) (restart []string) {
	for _, c := range []struct {
		key        string
		have, want any
	}{
		{"data", old.Data, fresh.Data},
		{"name", old.Name, fresh.Name},
		{"listen", old.Listen, fresh.Listen},
		{"announce", old.Announce, fresh.Announce},
		{"max_peers", old.MaxPeers, fresh.MaxPeers},
		{"passphrase_file", old.PassphraseFile, fresh.PassphraseFile},
		{"log_format", old.LogFormat, fresh.LogFormat},
		{"monitor", old.Monitor, fresh.Monitor},
		{"circuits", old.Circuits, fresh.Circuits},
	} {
		if !reflect.DeepEqual(c.have, c.want) {
			restart = append(restart, c.key)
		}
	}
	return restart
}

// reading is a file on its way to a Config. It keeps the mistake in the first line.
type reading struct {
	file, text string
	config     Config
	first      *ConfigError
	// community is the index of the [[community]] being read, and its quota.
	index int
}

// blame notes a mistake at a key of a table.
func (r *reading) blame(table, key string, why error, near string) {
	path := strings.TrimPrefix(table+"."+key, ".")
	found := &ConfigError{File: r.file, Line: lineOf(r.text, table, key, r.index), Key: path, Near: near, Why: why}
	if r.first == nil || cmp.Compare(found.Line, r.first.Line) < 0 {
		r.first = found
	}
}

// lineOf is where a key stands in its table, the index-th of that name; where the table stands, if the key is nowhere; 0 where nothing is known.
func lineOf(text, table, key string, index int) int {
	here, at, begun := "", 0, 0
	line := 0
	for said := range strings.Lines(text) {
		line++
		said = strings.TrimSpace(said)
		if name, is := strings.CutPrefix(said, "["); is {
			here, _, _ = strings.Cut(strings.Trim(name, "[ "), "]")
			here = strings.TrimSpace(here)
			switch {
			case here == table:
				begun++
				at = line
			case table == "" && here == key && at == 0:
				at = line // the key is a table
			}
			continue
		}
		name, _, is := strings.Cut(said, "=")
		name = strings.Trim(strings.TrimSpace(name), `"'`)
		right := here == table && (begun == index+1 || table == "" || index == 0)
		if is && (right && name == key || here == "" && table != "" && (name == table || name == table+"."+key)) {
			return line
		}
	}
	return at
}
