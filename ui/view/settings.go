package view

// Settings: what a person has set on this install. There is no save button: whatever is set is written down at once.

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// The themes.
const (
	ThemeSystem = "system"
	ThemeLight  = "light"
	ThemeDark   = "dark"
)

// TextSizes are the steps of the text size, in percent.
var TextSizes = []int{85, 100, 125, 150, 175, 200}

// NoticeKind is something that a person can be told of while they look elsewhere.
type NoticeKind string

// The kinds.
const (
	NoticeOpened  NoticeKind = "opened"
	NoticeClosing NoticeKind = "closing"
	NoticeAtRisk  NoticeKind = "at_risk"
	NoticeOutcome NoticeKind = "outcome"
	NoticeAnswer  NoticeKind = "answer"
)

var allNotices = []NoticeKind{NoticeOpened, NoticeClosing, NoticeAtRisk, NoticeOutcome, NoticeAnswer}

// Preferences are what is set. It belongs to one goroutine.
type Preferences struct {
	keeper Keeper
	set    map[string]string
}

const (
	settingPreferences = "desktop/"

	prefLanguage    = "language"
	prefTheme       = "theme"
	prefTextPercent = "text_percent"
	prefMotion      = "reduce_motion"
	prefNotice      = "notice/"
	prefQuiet       = "quiet"
	prefQuietFrom   = "quiet_from"
	prefQuietTo     = "quiet_to"
	prefChecked     = "phrase_checked_ms"

	setOn, setOff = "on", "off"
)

// LoadPreferences reads what is set. What was never set, or cannot be understood, is as it comes.
func LoadPreferences(keeper Keeper) (*Preferences, error) {
	p := &Preferences{keeper: keeper, set: map[string]string{}}
	names := []string{prefLanguage, prefTheme, prefTextPercent, prefMotion, prefQuiet, prefQuietFrom, prefQuietTo, prefChecked}
	for _, kind := range allNotices {
		names = append(names, prefNotice+string(kind))
	}
	for _, name := range names {
		value, err := keeper.Setting(settingPreferences + name)
		if err != nil {
			return p, err
		}
		p.set[name] = value
	}
	return p, nil
}

// put holds at once, also where it cannot be written down; the error says that it will not after a new start.
func (p *Preferences) put(name, value string) error {
	p.set[name] = value
	return p.keeper.SetSetting(settingPreferences+name, value)
}

// Language is a tag such as "de"; "" for the system's.
func (p *Preferences) Language() string { return p.set[prefLanguage] }

// SetLanguage sets it.
func (p *Preferences) SetLanguage(tag string) error { return p.put(prefLanguage, tag) }

// Theme is one of the Theme… words.
func (p *Preferences) Theme() string {
	if t := p.set[prefTheme]; t == ThemeLight || t == ThemeDark {
		return t
	}
	return ThemeSystem
}

// SetTheme sets it.
func (p *Preferences) SetTheme(theme string) error { return p.put(prefTheme, theme) }

// TextPercent is the text size, one of TextSizes.
func (p *Preferences) TextPercent() int {
	if n, err := strconv.Atoi(p.set[prefTextPercent]); err == nil && slices.Contains(TextSizes, n) {
		return n
	}
	return 100
}

// SetTextPercent takes the step nearest to a size.
func (p *Preferences) SetTextPercent(percent int) error {
	nearest := slices.MinFunc(TextSizes, func(a, b int) int { return max(a-percent, percent-a) - max(b-percent, percent-b) })
	return p.put(prefTextPercent, strconv.Itoa(nearest))
}

// ReduceMotion is what is set; system is what the system says, which holds where nothing is.
func (p *Preferences) ReduceMotion(system bool) bool {
	switch p.set[prefMotion] {
	case setOn:
		return true
	case setOff:
		return false
	}
	return system
}

// SetReduceMotion sets it.
func (p *Preferences) SetReduceMotion(reduce bool) error { return p.put(prefMotion, onOff(reduce)) }

func onOff(on bool) string {
	if on {
		return setOn
	}
	return setOff
}

// Tells reports whether a kind of notice is on. All are, until they are switched off.
func (p *Preferences) Tells(kind NoticeKind) bool { return p.set[prefNotice+string(kind)] != setOff }

// SetTells switches a kind.
func (p *Preferences) SetTells(kind NoticeKind, on bool) error {
	return p.put(prefNotice+string(kind), onOff(on))
}

// Quiet hours, in minutes since midnight.
const (
	defaultQuietFrom = 22 * 60
	defaultQuietTo   = 7*60 + 30
	minutesOfDay     = 24 * 60
)

// QuietHours are from when to when nothing is told, in minutes since midnight, and whether they are on. They may go over midnight.
func (p *Preferences) QuietHours() (from, to int, on bool) {
	minutes := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(p.set[name]); err == nil && n >= 0 && n < minutesOfDay {
			return n
		}
		return otherwise
	}
	return minutes(prefQuietFrom, defaultQuietFrom), minutes(prefQuietTo, defaultQuietTo), p.set[prefQuiet] != setOff
}

// SetQuiet switches them.
func (p *Preferences) SetQuiet(on bool) error { return p.put(prefQuiet, onOff(on)) }

// SetQuietHours takes two clocks as people type them: "22:00", "7:30", "7". Nothing is changed where either is none.
func (p *Preferences) SetQuietHours(from, to string) (understood bool, err error) {
	a, okA := ParseClock(from)
	b, okB := ParseClock(to)
	if !okA || !okB {
		return false, nil
	}
	if err := p.put(prefQuietFrom, strconv.Itoa(a)); err != nil {
		return true, err
	}
	return true, p.put(prefQuietTo, strconv.Itoa(b))
}

// ParseClock reads a time of day, in minutes since midnight.
func ParseClock(typed string) (minutes int, ok bool) {
	hours, rest, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(typed), ".", ":"), ":")
	h, err := strconv.Atoi(hours)
	if err != nil || h < 0 || h > 23 {
		return 0, false
	}
	if rest == "" {
		return h * 60, !strings.HasSuffix(strings.TrimSpace(typed), ":")
	}
	m, err := strconv.Atoi(rest)
	return h*60 + m, err == nil && m >= 0 && m < 60 && len(rest) == 2
}

// Clock writes a time of day: "07:30".
func Clock(minutes int) string {
	return time.Date(2000, 1, 1, minutes/60, minutes%60, 0, 0, time.UTC).Format("15:04")
}

// MayTell reports whether a notice of a kind is shown now. That a ballot may be lost comes through quiet hours.
func (p *Preferences) MayTell(kind NoticeKind, now time.Time) bool {
	if !p.Tells(kind) {
		return false
	}
	from, to, quiet := p.QuietHours()
	if !quiet || kind == NoticeAtRisk || from == to {
		return true
	}
	at := now.Hour()*60 + now.Minute()
	if from < to {
		return at < from || at >= to
	}
	return at < from && at >= to
}

// PhraseChecked is when the recovery phrase was last shown to be written down; 0 for never.
func (p *Preferences) PhraseChecked() int64 {
	at, err := strconv.ParseInt(p.set[prefChecked], 10, 64)
	if err != nil {
		return 0
	}
	return at
}

// SetPhraseChecked notes it.
func (p *Preferences) SetPhraseChecked(nowMillis int64) error {
	return p.put(prefChecked, strconv.FormatInt(nowMillis, 10))
}

// Settings is the page.
type Settings struct {
	// Languages and Themes are what can be chosen.
	Languages, Themes []Choosable
	TextPercent       int
	// TextSize says it: "100 %".
	TextSize      string
	ReduceMotion  bool
	Notices       []SwitchRow
	Quiet         bool
	QuietFrom     string
	QuietTo       string
	Devices       []DeviceRow
	Relays        []RelayRow
	PhraseChecked string
}

// Choosable is one thing of which one is chosen.
type Choosable struct {
	Value, Label string
	Chosen       bool
}

// SwitchRow is a switch with its words.
type SwitchRow struct {
	Kind       NoticeKind
	Label, Sub string
	On         bool
}

// DeviceRow is one of my devices in a community.
type DeviceRow struct {
	Device, Name, Sub string
	Here              bool
	// MayRemove says that it can be withdrawn.
	MayRemove bool

	id op.DeviceID
}

// ID is the device's key.
func (r DeviceRow) ID() op.DeviceID { return r.id }

// RelayRow is one relay of a community.
type RelayRow struct {
	Name, Sub string
	Reached   bool
	State     string
}

// Settings says what is set. languages are those that the app speaks, by their own names; systemCalm is what the system says of motion; people
// may be nil, before there is a community.
func (w Words) Settings(p *Preferences, languages []Choosable, systemCalm bool, people *People, relays []Relay) Settings {
	from, to, quiet := p.QuietHours()
	v := Settings{
		TextPercent: p.TextPercent(), TextSize: w.Say.Percent(int64(p.TextPercent()) * 10_000_000), ReduceMotion: p.ReduceMotion(systemCalm),
		Quiet: quiet, QuietFrom: Clock(from), QuietTo: Clock(to), PhraseChecked: w.Say.T("settings.phrase_unchecked", nil),
	}
	v.Languages = append(v.Languages, Choosable{"", w.Say.T("settings.language_system", nil), p.Language() == ""})
	for _, l := range languages {
		v.Languages = append(v.Languages, Choosable{l.Value, l.Label, p.Language() == l.Value})
	}
	for _, theme := range []string{ThemeSystem, ThemeLight, ThemeDark} {
		v.Themes = append(v.Themes, Choosable{theme, w.Say.T("theme."+theme, nil), p.Theme() == theme})
	}
	for _, kind := range allNotices {
		row := SwitchRow{Kind: kind, Label: w.Say.T("notice."+string(kind), nil), On: p.Tells(kind)}
		if kind == NoticeAtRisk {
			row.Sub = w.Say.T("settings.always", nil)
		}
		v.Notices = append(v.Notices, row)
	}
	if at := p.PhraseChecked(); at > 0 {
		v.PhraseChecked = w.Say.T("settings.phrase_checked", map[string]any{"Day": w.Say.Date(at, w.Zone)})
	}
	if people != nil {
		v.Devices = w.DeviceRows(people)
	}
	v.Relays = w.RelayRows(relays)
	return v
}

// RelayRows are the relays of a community.
func (w Words) RelayRows(relays []Relay) []RelayRow {
	var rows []RelayRow
	for _, r := range relays {
		state := w.Say.T("settings.relay_away", nil)
		if r.Connected {
			state = w.Say.T("settings.relay_reached", nil)
		}
		rows = append(rows, RelayRow{text.Line(r.Name), r.By.String(), r.Connected, state})
	}
	return rows
}

// BackupName is what a backup's folder is called: nothing is ever written over.
func (w Words) BackupName() string {
	return "folkmoot-" + w.at(w.NowMillis).Format("2006-01-02-150405")
}

// ExportName is what the folder of an export is called.
func (w Words) ExportName(community string) string {
	name := text.FileName(community)
	if name == "" {
		name = "folkmoot"
	}
	return name + "-" + w.at(w.NowMillis).Format("2006-01-02-150405")
}

// DeviceRows are my devices in a community.
func (w Words) DeviceRows(people *People) []DeviceRow {
	rows := []DeviceRow{}
	me, _ := people.Find(people.me)
	for _, d := range me.Devices {
		row := DeviceRow{id: d.ID(), Device: d.Device, Name: text.Line(d.Name), Here: d.ThisOne, MayRemove: !d.ThisOne && !d.Withdrawn, Sub: d.Key}
		switch {
		case d.ThisOne:
			row.Name = orElse(row.Name, w.Say.T("settings.this_laptop", nil))
		case row.Name == "":
			row.Name = d.Key
		}
		switch {
		case d.Forked:
			row.Sub = w.Say.T("settings.device_forked", nil)
		case d.Withdrawn:
			row.Sub = w.Say.T("settings.device_withdrawn", nil)
		case d.Teller:
			row.Sub = w.Say.T("settings.device_teller", nil)
		}
		rows = append(rows, row)
	}
	return rows
}
