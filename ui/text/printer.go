package text

// A Printer turns an id and what fills its gaps into a sentence.

import (
	"fmt"
	"maps"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

// Printer speaks one language.
type Printer struct {
	tag       language.Tag
	localizer *i18n.Localizer
}

// Block is a value that keeps its line breaks in a sentence; any other text
// is put on one line.
type Block string

// Language is what the printer speaks.
func (p *Printer) Language() language.Tag { return p.tag }

// T returns the sentence id with data in its gaps. Text in data is made
// harmless (see Line), whole numbers are written as the language does. A
// sentence that this language lacks is said in English, one that is nowhere,
// or whose gaps stay open, as ⟦id⟧.
func (p *Printer) T(id string, data map[string]any) string {
	sentence, _ := p.Lookup(id, data)
	return sentence
}

// N is T for a sentence about a number of things, in the plural form that the
// language has for count. The gap Count is filled with it.
func (p *Printer) N(id string, count int, data map[string]any) string {
	sentence, _ := p.LookupN(id, count, data)
	return sentence
}

// Lookup is T with an error where the sentence is not in this language, or is
// not whole.
func (p *Printer) Lookup(id string, data map[string]any) (string, error) {
	return p.lookup(id, &i18n.LocalizeConfig{}, data)
}

// LookupN is N with such an error.
func (p *Printer) LookupN(id string, count int, data map[string]any) (string, error) {
	data = maps.Clone(data)
	if data == nil {
		data = map[string]any{}
	}
	data["Count"] = count
	return p.lookup(id, &i18n.LocalizeConfig{PluralCount: count}, data)
}

// strictTemplates refuses a sentence that has a gap without a value.
var strictTemplates = &template.TextParser{Option: "missingkey=error"}

func (p *Printer) lookup(id string, config *i18n.LocalizeConfig, data map[string]any) (string, error) {
	filled := make(map[string]any, len(data))
	for gap, value := range data {
		filled[gap] = p.value(value)
	}
	config.MessageID, config.TemplateData, config.TemplateParser = id, filled, strictTemplates
	sentence, err := p.localizer.Localize(config)
	if err != nil {
		err = fmt.Errorf("saying %q in %s: %w", id, p.tag, err)
	}
	if sentence == "" {
		return "⟦" + id + "⟧", err
	}
	return sentence, err
}

// value writes what fills a gap.
func (p *Printer) value(value any) string {
	switch v := value.(type) {
	case string:
		return Line(v)
	case Block:
		return Plain(string(v))
	case int:
		return p.Count(int64(v))
	case int64:
		return p.Count(v)
	default:
		return Line(fmt.Sprint(v))
	}
}
