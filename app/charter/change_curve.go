package charter

// A curve in a charter-change file: a share that is always asked for, or a table with the parts of a shape.

import (
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/curve"
)

// curve reads approval = "60%", or approval = {kind = "linear", ceil = "100%", floor = "50%", length = "60%"}; where the key is not given,
// nothing is asked.
func (t *table) curve(key string) Curve {
	switch t.values[key].(type) {
	case string:
		return Always(int64(t.share(key, 0, curve.One)))
	case map[string]any:
		inner, _ := t.inner(key)
		return readCurve(inner)
	case nil:
		t.known = append(t.known, key)
	default:
		t.value(key)
		t.wrong(key, `it takes a share like "60%%", or a table with a kind of curve`)
	}
	return Curve{}
}

// readCurve takes every part of every shape; Check says which are none of this one's.
func readCurve(t *table) Curve {
	part := func(key string) curve.Parts { return t.share(key, -maxShare, maxShare) }
	c := Curve{
		Length: part("length"), Floor: part("floor"), Ceil: part("ceil"),
		Begin: part("begin"), End: part("end"), Step: part("step"), Period: part("period"),
		Factor: part("factor"), XOffset: part("x_offset"), YOffset: part("y_offset"),
	}
	if kind := t.text("kind"); kind != nil {
		c.Kind = curve.Kind(*kind)
	}
	if c == (Curve{}) {
		t.wrong("kind", `it takes "linear", "stepped" or "reciprocal"`)
	}
	t.refuseOthers()
	return c
}

// share reads "12.5%" or "-0.777202%" as parts of a billion; 0 where the key is not given.
func (t *table) share(key string, least, most curve.Parts) curve.Parts {
	text := t.text(key)
	if text == nil {
		return 0
	}
	parts, ok := parseShare(*text)
	if !ok || parts < least || parts > most {
		t.wrong(key, `it takes a share like "60%%" or "12.5%%"`)
		return 0
	}
	return parts
}

// parseShare reads a percentage with at most seven digits after the point, which is as fine as parts are.
func parseShare(text string) (curve.Parts, bool) {
	number, isPercent := strings.CutSuffix(text, "%")
	number, isNegative := strings.CutPrefix(number, "-")
	whole, fraction, _ := strings.Cut(number, ".")
	if !isPercent || whole == "" || len(fraction) > shareDigits {
		return 0, false
	}
	parts, err := strconv.ParseUint(whole+fraction+strings.Repeat("0", shareDigits-len(fraction)), 10, 40)
	if err != nil {
		return 0, false
	}
	if isNegative {
		return -curve.Parts(parts), true
	}
	return curve.Parts(parts), true
}

// formatShare writes parts of a billion as a percentage that a charter-change file reads back: "66.6666667%".
func formatShare(parts int64) string {
	sign := ""
	if parts < 0 {
		sign, parts = "-", -parts
	}
	const one = Parts / 100
	text := strconv.FormatInt(parts/one, 10)
	if rest := parts % one; rest != 0 {
		digits := strconv.FormatInt(one+rest, 10)[1:]
		text += "." + strings.TrimRight(digits, "0")
	}
	return sign + text + "%"
}
