//go:build !headless

package main

import (
	"context"
	"os"
	"runtime"

	"github.com/folkmoot/folkmoot/ui/cli"
	"github.com/folkmoot/folkmoot/ui/desktop"
	"github.com/folkmoot/folkmoot/ui/desktop/gallery"
)

// openDesktop opens the window on a profile, in a language where one was asked for, and returns when it is closed.
func openDesktop(ctx context.Context, face *cli.Face, dir, language string) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return cli.ErrNoScreen
	}
	return desktop.Run(ctx, place{face: face, dir: dir, language: language})
}

// openGallery shows every part of the window in every state, until it is closed.
var openGallery = gallery.Show
