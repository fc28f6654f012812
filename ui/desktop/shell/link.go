package shell

// Link: a link in what somebody wrote is shown before it is followed; pictures of texts come from the community or not at all.

import (
	"net/url"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
)

// maxLinkShown bounds what is shown of an address, in bytes.
const maxLinkShown = 500

// OpenLink asks before somebody is led out of Folkmoot, with the whole address in sight. Addresses that no browser should open are refused.
func (s *Shell) OpenLink(address string) {
	to, err := url.Parse(strings.TrimSpace(address))
	if err != nil || (to.Scheme != "https" && to.Scheme != "http" && to.Scheme != "mailto") {
		s.Frame.Notify(s.notice(theme.IconTriangleAlert, s.T("link.refused", map[string]any{"Address": text.Line(cutTo(address, maxLinkShown))})))
		return
	}
	s.Ask(Question{
		Title: s.T("link.ask", nil), Says: text.Line(cutTo(address, maxLinkShown)) + " " + s.T("link.says", nil), Act: s.T("link.open", nil),
		Icon: theme.IconExternalLink, Harmless: true,
		Do: func() {
			if err := fyne.CurrentApp().OpenURL(to); err != nil {
				s.Fail(err)
			}
		},
	})
}

// cutTo is the beginning of a text, at most so many bytes, and whole characters.
func cutTo(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// Absent stands in place of a picture that is not shown.
func (s *Shell) Absent(description string) string {
	return s.T("link.no_picture", map[string]any{"Description": text.Line(description)})
}
