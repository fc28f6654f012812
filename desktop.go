//go:build !headless

package main

import (
	"context"

	"github.com/folkmoot/folkmoot/ui/cli"
	"github.com/folkmoot/folkmoot/ui/desktop/gallery"
)

// openDesktop says that the window has no pages yet, only their parts.
func openDesktop(context.Context, *cli.Face, string) error { return cli.ErrNoDesktop }

// openGallery shows every part of the window in every state, until it is closed.
var openGallery = gallery.Show
