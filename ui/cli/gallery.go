package cli

// Gallery: the parts of the window, for those who build or judge them.

import (
	"context"

	"github.com/spf13/cobra"
)

func (a *act) galleryCommand() *cobra.Command {
	return a.verb(spec{
		use: "gallery", key: "gallery", example: "folkmoot gallery",
		run: func(ctx context.Context, _ []string) error { return a.face.Gallery(ctx) },
	})
}
