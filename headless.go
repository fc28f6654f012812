//go:build headless

package main

import (
	"context"

	"github.com/folkmoot/folkmoot/ui/cli"
)

// openDesktop says that this version is a command line only.
func openDesktop(context.Context, *cli.Face, string, string) error { return cli.ErrNoDesktop }

// openGallery is nil: without a window there is nothing to show.
var openGallery func(context.Context) error
