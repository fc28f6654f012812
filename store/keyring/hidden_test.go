package keyring

// No secret shows: not in errors, not in prints, not in logs, not in the files.

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// marker is recognised in whatever form it shows.
const marker = "zq7MARKERzq7"

// forms are the ways in which a secret could show.
func forms(b []byte) []string {
	short := b[:8]
	list := strings.Trim(fmt.Sprint(short), "[]")
	return []string{
		string(b[:9]), hex.EncodeToString(short), list, strings.ReplaceAll(list, " ", ","),
		base64.StdEncoding.EncodeToString(b[:9]), strings.TrimSuffix(strings.TrimPrefix(fmt.Sprintf("%#v", short), "[]byte{"), "}"),
	}
}

func everyWay(t *testing.T, value any) string {
	t.Helper()
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "% x", "%d", "%b", "%o", "%c", "%U"} {
		fmt.Fprintf(&out, verb+"\n", value)
	}
	slog.New(slog.NewTextHandler(&out, nil)).Info("text", "value", value)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "value", value)
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(raw)
	return out.String()
}

func wantHidden(t *testing.T, what, shown string, secrets ...[]byte) {
	t.Helper()
	for _, s := range secrets {
		for _, form := range forms(s) {
			if strings.Contains(strings.ToLower(shown), strings.ToLower(form)) {
				t.Errorf("%s shows %q", what, form)
			}
		}
	}
}

func TestVaultDoesNotShow(t *testing.T) {
	for _, p := range everyProtection {
		v := create(t, p, quick(marker))
		put(t, v, "seed", marker)
		key := bytes.Clone(v.seal.key.reveal())
		type inner struct {
			vault   *Vault
			seal    seal
			entries map[string]secret
			one     secret
		}
		for what, value := range map[string]any{
			"the vault": v, "in a slice": []*Vault{v}, "in a struct": struct{ V *Vault }{v}, "a secret": v.entries["seed"], "a seal": v.seal, "its address": &v.seal,
			"the entries": v.entries, "in unexported fields": inner{v, v.seal, v.entries, v.seal.key}, "its address too": &inner{v, v.seal, v.entries, v.seal.key},
			"the config": fmt.Sprintf("%+v", v.config.cost),
		} {
			wantHidden(t, what, everyWay(t, value), []byte(marker), key)
		}
	}
	// The search must be able to find something.
	if shown := everyWay(t, []byte(marker)); !strings.Contains(shown, forms([]byte(marker))[1]) || !strings.Contains(shown, forms([]byte(marker))[2]) {
		t.Error("a plain secret is not found")
	}
}

func TestErrorsDoNotShow(t *testing.T) {
	var errs []error
	keep := func(_ any, err error) {
		if err == nil {
			t.Error("that was to fail")
		}
		errs = append(errs, err)
	}
	c := quick(marker)
	k := newMemoryKeyring()
	c.Keyring = k
	v := create(t, Passphrase, c)
	put(t, v, "seed", marker)
	keep(nil, v.Put("", []byte(marker)))
	keep(nil, v.Put("big", []byte(strings.Repeat(marker, MaxSecretBytes))))
	for _, fault := range faults {
		v.config.disk = failing(fault, 0)
		keep(nil, v.Put("seed", []byte(marker)))
	}
	v.config.disk = realDisk()
	wrong := c
	wrong.Passphrase = saying(marker + "!")
	keep(Open(v.path, wrong))
	wrong.Passphrase = saying(strings.Repeat(marker, 1000))
	keep(Open(v.path, wrong))

	inKeyring := create(t, Keyring, c)
	for user := range k.held {
		k.held[user] = marker
	}
	keep(Open(inKeyring.path, c))
	k.lies = true
	keep(Create(filepath.Join(t.TempDir(), "keys"), Keyring, c))

	key := keyPath(v.path, Passphrase, v.seal.id)
	raw := read(t, key)
	write(t, key, raw[:len(raw)-1])
	keep(Open(v.path, c))
	notALine := filepath.Join(t.TempDir(), "passphrase")
	write(t, notALine, []byte(marker+"\n"+marker))
	keep(ReadPassphraseFile(notALine))
	_, err := decodeEntries([]byte("\xa2\x6c" + marker + "\x4c" + marker + "\x6c" + marker + "\x4c" + marker))
	keep(nil, err)

	for _, err := range errs {
		wantHidden(t, "an error", fmt.Sprintf("%v %+v %#v %s", err, err, err, everyWay(t, err)), []byte(marker), v.seal.key.reveal())
	}
}

func TestFilesDoNotShow(t *testing.T) {
	for _, p := range everyProtection {
		v := create(t, p, quick(marker))
		put(t, v, marker+"name", marker)
		for _, name := range filesBeside(t, v.path) {
			raw, err := os.ReadFile(filepath.Join(filepath.Dir(v.path), name))
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(raw, []byte(marker)) {
				t.Errorf("%v: %s holds it in plain", p, name)
			}
			if p != Beside && bytes.Contains(raw, v.seal.key.reveal()) {
				t.Errorf("%v: %s holds the key in plain", p, name)
			}
		}
	}
}
