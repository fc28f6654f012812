package identity

// Nothing secret gets out by being printed, logged or encoded.

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestSecretsDoNotShow(t *testing.T) {
	p, err := ParsePhrase(orchard)
	if err != nil {
		t.Fatal(err)
	}
	seed := p.Seed()
	keys, err := NewDeviceKeys(bytes.NewReader(bytes.Repeat([]byte{0xa7}, DeviceKeyBytes)))
	if err != nil {
		t.Fatal(err)
	}
	type outer struct{ Exported any }
	type inner struct{ phrase Phrase }
	values := map[string]any{
		"phrase": p, "pointer to phrase": &p, "seed": seed, "pointer to seed": &seed, "keys": keys, "pointer to keys": &keys,
		"in a struct": outer{p}, "seed in a struct": outer{seed}, "keys in a slice": []DeviceKeys{keys}, "in a map": map[string]Phrase{"p": p},
		"in an unexported field": inner{p},
	}
	var forms []string
	for _, word := range p.Words() {
		forms = append(forms, word, hex.EncodeToString([]byte(word)))
	}
	for _, secret := range [][]byte{seed[:], keys.Bytes()[:32], keys.Bytes()[32:]} {
		forms = append(forms, formsOf(secret)...)
	}
	for name, value := range values {
		shown := strings.ToLower(everyWayToShow(t, value))
		for _, form := range forms {
			if strings.Contains(shown, strings.ToLower(form)) {
				t.Errorf("%s shows %q", name, form)
			}
		}
	}
}

// formsOf are the ways in which eight bytes of a secret could show.
func formsOf(secret []byte) []string {
	part := secret[:8]
	return []string{
		string(part), hex.EncodeToString(part), base64.StdEncoding.EncodeToString(secret[:9]),
		strings.Trim(fmt.Sprint(part), "[]"), strings.ReplaceAll(strings.Trim(fmt.Sprint(part), "[]"), " ", ","),
		strings.TrimSuffix(strings.TrimPrefix(fmt.Sprintf("%#v", part), "[]byte{"), "}"),
	}
}

func everyWayToShow(t *testing.T, value any) string {
	t.Helper()
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "% x", "%d", "%b", "%o", "%c", "%U"} {
		fmt.Fprintf(&out, verb+"\n", value)
	}
	fmt.Fprintln(&out, fmt.Errorf("an error with %v", value))
	slog.New(slog.NewTextHandler(&out, nil)).Info("text", "value", value)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "value", value)
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(raw)
	return out.String()
}

// The test above must be able to fail.
func TestWaysToShowFindAPlainSecret(t *testing.T) {
	secret := bytes.Repeat([]byte{0xa7}, 32)
	shown := strings.ToLower(everyWayToShow(t, secret))
	found := 0
	for _, form := range formsOf(secret) {
		if strings.Contains(shown, strings.ToLower(form)) {
			found++
		}
	}
	if found < 4 {
		t.Errorf("a plain secret was found in %d forms", found)
	}
}
