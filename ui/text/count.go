package text

// Numbers of things, sizes of files, lists of names.

import (
	"strconv"
	"strings"
)

// Count writes a whole number with the language's mark between thousands.
func (p *Printer) Count(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	if len(digits) <= 3 {
		return sign + digits
	}
	group := p.T("number.group", nil)
	head := len(digits) % 3
	parts := make([]string, 0, len(digits)/3+1)
	if head > 0 {
		parts = append(parts, digits[:head])
	}
	for ; head < len(digits); head += 3 {
		parts = append(parts, digits[head:head+3])
	}
	return sign + strings.Join(parts, group)
}

// Percent writes so many parts of a billion with one digit behind the mark, if it is not nought, rounded down: "66.6 %".
func (p *Printer) Percent(parts int64) string {
	tenths := max(parts, 0) / 1_000_000
	written := p.Count(tenths / 10)
	if tenths%10 != 0 {
		written += p.T("number.mark", nil) + strconv.FormatInt(tenths%10, 10)
	}
	return written + "\u00a0%"
}

// PercentNeeded is Percent rounded up: less is not enough.
func (p *Printer) PercentNeeded(parts int64) string { return p.Percent(parts + 999_999) }

// sizeUnits are powers of 1,000, as disks and networks are sold.
var sizeUnits = []string{"kilo", "mega", "giga", "tera", "peta", "exa"}

// Size writes a number of bytes in the largest unit that it fills, with two
// digits at least where there are two ("3.2 MB", "12 kB", "812 bytes"). Less
// than nothing is nothing.
func (p *Printer) Size(bytes int64) string {
	n := uint64(max(bytes, 0))
	if n < 1000 {
		return p.N("size.bytes", int(n), nil)
	}
	unit, i := uint64(1000), 0
	for i < len(sizeUnits)-1 && n >= 1000*unit-unit/2 { // 999,500 is shown as 1 MB, not as 1000 kB
		unit, i = 1000*unit, i+1
	}
	return p.T("size."+sizeUnits[i], map[string]any{"Number": p.tenths(n, unit)})
}

// tenths writes n in units: one digit behind the mark below ten, if it is
// not nought.
func (p *Printer) tenths(n, unit uint64) string {
	tenths := (n + unit/20) / (unit / 10)
	if tenths >= 100 || tenths%10 == 0 {
		return p.Count(int64((n + unit/2) / unit))
	}
	return p.Count(int64(tenths/10)) + p.T("number.mark", nil) + strconv.FormatUint(tenths%10, 10)
}

// List writes names one after the other: "Ada", "Ada and Bea", "Ada, Bea and
// Carla".
func (p *Printer) List(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return Line(names[0])
	}
	last := len(names) - 1
	head := strings.Join(names[:last], p.T("list.comma", nil))
	return p.T("list.last", map[string]any{"Head": head, "Last": names[last]})
}
