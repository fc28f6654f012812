package relay

// Fields: every key of the file, with the least and the most that it may say.

import (
	"fmt"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// field reads the value of one key.
type field func(r *reading, value any) error

// topFields are the keys outside of tables, and the tables.
var topFields = map[string]field{
	"data": text(func(c *Config) *string { return &c.Data }, maxTextBytes), "name": text(func(c *Config) *string { return &c.Name }, maxNameBytes),
	"listen":          addresses(func(c *Config) *[]string { return &c.Listen }, true),
	"announce":        addresses(func(c *Config) *[]string { return &c.Announce }, false),
	"pairing":         flag(func(c *Config) *bool { return &c.Pairing }),
	"max_communities": count(func(c *Config) *int { return &c.MaxCommunities }, 1, maxListed),
	"max_peers":       count(func(c *Config) *int { return &c.MaxPeers }, 8, 100_000),
	"passphrase_file": text(func(c *Config) *string { return &c.PassphraseFile }, maxTextBytes),
	"log":             oneOf(func(c *Config) *string { return &c.LogLevel }, "debug", "info", "warn", "error"),
	"log_format":      oneOf(func(c *Config) *string { return &c.LogFormat }, "text", "json"),
	"monitor":         readMonitor,
	"quota":           inTable("quota", quotaFields(func(r *reading) *Quota { return &r.config.Quota })),
	"rate":            inTable("rate", rateFields),
	"circuits":        inTable("circuits", circuitFields),
	"community":       readCommunities,
}

var rateFields = map[string]field{
	"ops_per_minute": number(func(r *reading) *int64 { return &r.config.Rate.OpsPerMinute }, 1, admission.MaxOpsPerMinute),
	"burst_ops":      number(func(r *reading) *int64 { return &r.config.Rate.BurstOps }, 10, admission.MaxBurstOps),
	"bytes_per_day":  size(func(r *reading) *int64 { return &r.config.Rate.BytesPerDay }, 256<<10, admission.MaxBytesPerDay),
}

var circuitFields = map[string]field{
	"reservations": count(func(c *Config) *int { return &c.Circuits.Reservations }, 1, 100_000),
	"per_peer":     count(func(c *Config) *int { return &c.Circuits.PerPeer }, 1, 1_000),
	"bytes":        size(func(r *reading) *int64 { return &r.config.Circuits.Bytes }, 64<<10, 1<<40),
	"duration":     duration(func(c *Config) *time.Duration { return &c.Circuits.Duration }, time.Second, 24*time.Hour),
}

// quotaFields are the same for all communities and for one.
func quotaFields(of func(r *reading) *Quota) map[string]field {
	return map[string]field{
		"community_bytes": size(func(r *reading) *int64 { return &of(r).CommunityBytes }, 1<<20, 1<<50),
		"community_ops":   number(func(r *reading) *int64 { return &of(r).CommunityOps }, 100, 1<<40),
		"device_bytes":    size(func(r *reading) *int64 { return &of(r).DeviceBytes }, 256<<10, 1<<50),
		"device_ops":      number(func(r *reading) *int64 { return &of(r).DeviceOps }, 10, 1<<40),
	}
}

// table reads the keys of one table, in the order of the alphabet backwards: a [quota] before the communities that go by it.
func (r *reading) table(name string, values map[string]any, fields map[string]field) {
	for _, key := range slices.Backward(slices.Sorted(maps.Keys(values))) {
		read, known := fields[key]
		if !known {
			r.blame(name, key, errUnknownKey, nearest(key, slices.Sorted(maps.Keys(fields))))
			continue
		}
		if err := read(r, values[key]); err != nil {
			r.blame(name, key, err, "")
		}
	}
}

func inTable(name string, fields map[string]field) field {
	return func(r *reading, value any) error {
		values, is := value.(map[string]any)
		if !is {
			return &wrong{say: "table", value: name, english: "it is a table, [" + name + "]"}
		}
		r.table(name, values, fields)
		return nil
	}
}

func readCommunities(r *reading, value any) error {
	tables, is := value.([]map[string]any)
	if !is {
		return &wrong{say: "tables", english: "each is a table of its own, [[community]]"}
	}
	if len(tables) > maxListed {
		return tooMany(len(tables), maxListed)
	}
	for i, values := range tables {
		r.index = i
		if _, named := values["id"]; !named {
			r.blame("community", "id", errMissing, "")
			continue
		}
		r.community(values)
	}
	r.index = 0
	return nil
}

func (r *reading) community(values map[string]any) {
	var com op.CommunityID
	quota := r.config.Quota
	fields := quotaFields(func(*reading) *Quota { return &quota })
	fields["id"] = func(r *reading, value any) error {
		typed, _ := value.(string)
		id, err := op.ParseID(typed)
		if err != nil {
			return wrongValue("id", value, "is not the id of a community, as folkmoot status --json shows it")
		}
		com = op.CommunityID(id)
		if _, twice := r.config.Communities[com]; twice {
			return errTwice
		}
		return nil
	}
	r.table("community", values, fields)
	r.config.Communities[com] = quota
}

func text(of func(*Config) *string, maxBytes int) field {
	return func(r *reading, value any) error {
		said, is := value.(string)
		switch {
		case !is:
			return wrongValue("text", value, "is no text; put it in quotation marks")
		case said == "" || len(said) > maxBytes:
			return wrongRange("length", len(said), 1, maxBytes)
		case strings.ContainsFunc(said, func(r rune) bool { return r < ' ' || r == 0x7f }):
			return &wrong{say: "control", english: "it holds a control character"}
		}
		*of(&r.config) = said
		return nil
	}
}

func oneOf(of func(*Config) *string, allowed ...string) field {
	return func(r *reading, value any) error {
		said, _ := value.(string)
		if !slices.Contains(allowed, said) {
			list := strings.Join(allowed, ", ")
			return &wrong{say: "one_of", value: shown(value), most: list, english: shown(value) + " is none of " + list}
		}
		*of(&r.config) = said
		return nil
	}
}

func flag(of func(*Config) *bool) field {
	return func(r *reading, value any) error {
		said, is := value.(bool)
		if !is {
			return wrongValue("bool", value, "is neither true nor false")
		}
		*of(&r.config) = said
		return nil
	}
}

func count(of func(*Config) *int, least, most int64) field {
	return func(r *reading, value any) error {
		n, err := between(value, least, most)
		if err == nil {
			*of(&r.config) = int(n)
		}
		return err
	}
}

func number(of func(*reading) *int64, least, most int64) field {
	return func(r *reading, value any) error {
		n, err := between(value, least, most)
		if err == nil {
			*of(r) = n
		}
		return err
	}
}

func between(value any, least, most int64) (int64, error) {
	n, is := value.(int64)
	if !is {
		return 0, wrongValue("number", value, "is no whole number")
	}
	if n < least || n > most {
		return 0, wrongRange("between", n, least, most)
	}
	return n, nil
}

// units of sizes: powers of 1000, as disks are sold, and of 1024, as memory is.
var units = map[string]int64{
	"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40,
}

func size(of func(*reading) *int64, least, most int64) field {
	return func(r *reading, value any) error {
		bytes, err := parseSize(value)
		switch {
		case err != nil:
			return err
		case bytes < least || bytes > most:
			return wrongRange("between", value, inUnit(least), inUnit(most))
		}
		*of(r) = bytes
		return nil
	}
}

// parseSize reads "20GB", "512 MiB", or a whole number of bytes.
func parseSize(value any) (int64, error) {
	if n, is := value.(int64); is && n >= 0 {
		return n, nil
	}
	said, _ := value.(string)
	digits := strings.TrimSpace(strings.TrimRightFunc(said, func(r rune) bool { return r < '0' || r > '9' }))
	unit, known := units[strings.TrimSpace(strings.TrimPrefix(said, digits))]
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || !known || n < 0 || n > (1<<62)/unit {
		return 0, wrongValue("size", value, `is no size; write "20GB" or "512MiB"`)
	}
	return n * unit, nil
}

// inUnit writes a bound in the largest unit that divides it.
func inUnit(bytes int64) string {
	for _, unit := range []string{"TiB", "GiB", "MiB", "KiB"} {
		if bytes%units[unit] == 0 {
			return strconv.FormatInt(bytes/units[unit], 10) + unit
		}
	}
	return strconv.FormatInt(bytes, 10) + "B"
}

func duration(of func(*Config) *time.Duration, least, most time.Duration) field {
	return func(r *reading, value any) error {
		said, _ := value.(string)
		millis, err := charter.ParseDuration(said)
		if err != nil {
			return wrongValue("duration", value, `is no duration; write "10m" or "2h"`)
		}
		d := time.Duration(min(millis, int64(time.Hour*1e4/time.Millisecond))) * time.Millisecond
		if d < least || d > most {
			return wrongRange("between", value, least, most)
		}
		*of(&r.config) = d
		return nil
	}
}

func addresses(of func(*Config) *[]string, needed bool) field {
	return func(r *reading, value any) error {
		list, is := value.([]any)
		if !is {
			return &wrong{say: "list", english: `it is a list of addresses, ["/ip4/…", …]`}
		}
		switch {
		case len(list) > maxAddresses:
			return tooMany(len(list), maxAddresses)
		case len(list) == 0 && needed:
			return &wrong{say: "none", english: "it names no address: the relay would be nowhere"}
		}
		read := make([]string, 0, len(list))
		for _, entry := range list {
			said, _ := entry.(string)
			if err := checkAddress(said); err != nil {
				return &wrong{say: "address", value: shown(entry), english: fmt.Sprintf("%q is no address to listen on or to announce: %v", shown(entry), err)}
			}
			read = append(read, said)
		}
		*of(&r.config) = read
		return nil
	}
}

func readMonitor(r *reading, value any) error {
	said, is := value.(string)
	if !is {
		return wrongValue("text", value, "is no text; put it in quotation marks")
	}
	if said != "" {
		if _, port, err := net.SplitHostPort(said); err != nil || !isPort(port) {
			return wrongValue("monitor", said, `is not "host:port"`)
		}
	}
	r.config.Monitor = said
	return nil
}

func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && n <= 65535
}
