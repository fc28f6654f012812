package shelltest

// Host: what a page asks of the machine, without one.

import (
	"context"
	"errors"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

var errNotHere = errors.New("there is no such thing in a test")

// host says of an error what the core says.
type host struct{ machine shell.Machine }

func (host) Exists() (bool, error)                            { return true, nil }
func (host) Kept() (string, error)                            { return shell.KeptOpen, nil }
func (host) Open(context.Context, []byte) (shell.Held, error) { return nil, errNotHere }
func (h host) Machine() shell.Machine                         { return h.machine }
func (host) Trouble(_ view.Words, _ func() *view.People, err error) trouble.Trouble {
	return trouble.Trouble{What: err.Error()}
}
func (host) Create(context.Context, string, []byte) (shell.Held, error) { return nil, errNotHere }

// held is a profile without a network.
type held struct {
	service *app.Service
	notices *view.Notices
}

func (h held) Service() *app.Service                                     { return h.service }
func (h held) Notices() *view.Notices                                    { return h.notices }
func (held) Kept() string                                                { return shell.KeptOpen }
func (held) Keep(context.Context, string, []byte) error                  { return errNotHere }
func (held) KeyFile() (io.ReadCloser, error)                             { return nil, errNotHere }
func (held) Online(context.Context) error                                { return nil }
func (held) Offline() error                                              { return nil }
func (held) Network() *view.Network                                      { return nil }
func (held) Deliver(context.Context, time.Duration) (met int, err error) { return 0, nil }
func (held) Close() error                                                { return nil }
func (held) Discard() error                                              { return nil }
func (held) HandOver(context.Context, invite.RelayOffer, op.CommunityID, [16]byte) error {
	return errNotHere
}

// frame is the window around the page.
type frame struct{ desk *Desk }

func (f frame) Canvas() fyne.Canvas        { return f.desk.Shown.Canvas() }
func (f frame) Handle() fyne.Window        { return f.desk.Shown }
func (f frame) Go(to view.Target)          { f.desk.Went = append(f.desk.Went, to) }
func (f frame) Back()                      { f.desk.Went = append(f.desk.Went, view.Target{}) }
func (f frame) Notify(notice *part.Notice) { f.desk.Notices = append(f.desk.Notices, notice) }
func (f frame) Width() float32             { return f.desk.width }
func (frame) Anew()                        {}
func (frame) Communities(string)           {}
func (frame) Palette(string)               {}
func (frame) Begin(string)                 {}
func (f frame) Command(id string)          { f.desk.Commands = append(f.desk.Commands, id) }
