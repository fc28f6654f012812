package text

// Which language a person wants: what they asked for outright, else what the
// environment says, in the order that other programs of a Unix system use.

import (
	"errors"
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// ErrLanguage says that somebody asked for a language that is not here.
var ErrLanguage = errors.New("a language that Folkmoot does not speak")

// Choose returns a printer for asked ("de", "pt-BR"), or, where that is
// empty, for the best language that the environment names. It fails only
// where somebody asked outright for what is not here.
func (c *Catalog) Choose(asked string, getenv func(string) string) (*Printer, error) {
	if asked == "" {
		return c.Printer(fromEnvironment(getenv)...), nil
	}
	if tag, here := c.match(asked); here {
		return c.printer(tag), nil
	}
	known := make([]string, len(c.tags))
	for i, tag := range c.tags {
		known[i] = tag.String()
	}
	return nil, fmt.Errorf("%w: %q; there are %s", ErrLanguage, asked, strings.Join(known, ", "))
}

// Printer returns a printer for the first of wanted that is here, else for
// English.
func (c *Catalog) Printer(wanted ...string) *Printer {
	for _, name := range wanted {
		if tag, here := c.match(name); here {
			return c.printer(tag)
		}
	}
	return c.printer(c.tags[0])
}

// match finds the best variant of the language that name names. The matcher
// would also say that who speaks Icelandic reads English; that is for people
// to say, so the language itself must be the same.
func (c *Catalog) match(name string) (language.Tag, bool) {
	wanted, err := language.Parse(posixTag(name))
	if err != nil {
		return language.Und, false
	}
	_, i, _ := c.matcher.Match(wanted)
	ours, _ := c.tags[i].Base()
	theirs, _ := wanted.Base()
	return c.tags[i], ours == theirs
}

func (c *Catalog) printer(tag language.Tag) *Printer {
	return &Printer{tag: tag, localizer: i18n.NewLocalizer(c.bundle, tag.String())}
}

// fromEnvironment follows gettext: LC_ALL, LC_MESSAGES or LANG is the locale,
// the first that is set; LANGUAGE, a list, goes before it unless the locale
// is "C".
func fromEnvironment(getenv func(string) string) []string {
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale = getenv(name); locale != "" {
			break
		}
	}
	if tag := posixTag(locale); tag == "C" || tag == "POSIX" {
		return nil
	}
	var wanted []string
	for name := range strings.SplitSeq(getenv("LANGUAGE"), ":") {
		if name != "" {
			wanted = append(wanted, name)
		}
	}
	return append(wanted, locale)
}

// posixTag makes "de-AT" of "de_AT.UTF-8@euro".
func posixTag(locale string) string {
	if end := strings.IndexAny(locale, ".@"); end >= 0 {
		locale = locale[:end]
	}
	return strings.ReplaceAll(locale, "_", "-")
}
