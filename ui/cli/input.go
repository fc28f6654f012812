package cli

// Input: longer texts, from a flag, a file, standard input or the keyboard.

import (
	"context"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/ui/files"
)

// textFlags are --text and --file.
type textFlags struct {
	text, file string
	given      func() bool
}

func (f *textFlags) add(a *act, cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.text, "text", "t", "", a.flag("text"))
	cmd.Flags().StringVarP(&f.file, "file", "f", "", a.flag("file"))
	cmd.MarkFlagsMutuallyExclusive("text", "file")
	f.given = func() bool { return cmd.Flags().Changed("text") || cmd.Flags().Changed("file") }
}

// read returns the text. Where no flag gives one it is typed at the terminal, until Ctrl+D; elsewhere the flag is asked for.
func (f *textFlags) read(a *act) (string, error) {
	switch {
	case f.file != "":
		return a.readText(f.file)
	case f.given():
		return f.text, nil
	case a.call.Terminal:
		a.note("prompt.text", nil)
		return files.Text(a.input(), "-")
	}
	return "", needFlag("--text")
}

// readText reads a text file; "-" is standard input.
func (a *act) readText(name string) (string, error) {
	if name == "-" {
		return files.Text(a.input(), name)
	}
	file, err := os.Open(a.path(name))
	if err != nil {
		return "", err
	}
	defer file.Close()
	return files.Text(file, name)
}

// input is standard input, behind whatever was read of it as lines.
func (a *act) input() io.Reader {
	if a.lines != nil {
		return a.lines
	}
	return a.call.In
}

// interruptible is an input whose reader does not wait any longer than the command is wanted. A read of a keyboard cannot be called off, so what
// it still brings is kept for the next one.
type interruptible struct {
	ctx context.Context
	in  io.Reader
	// coming is the read under way; nil for none.
	coming chan chunk
	rest   chunk
}

type chunk struct {
	bytes []byte
	err   error
}

// inputBytes are asked for at once.
const inputBytes = 32 << 10

func (i *interruptible) Read(p []byte) (int, error) {
	if len(i.rest.bytes) == 0 && i.rest.err == nil {
		if err := i.wait(); err != nil {
			return 0, err
		}
	}
	n := copy(p, i.rest.bytes)
	i.rest.bytes = i.rest.bytes[n:]
	if n == 0 && len(p) > 0 {
		return 0, i.rest.err
	}
	return n, nil
}

func (i *interruptible) wait() error {
	if i.ctx.Err() != nil {
		return context.Cause(i.ctx)
	}
	if i.coming == nil {
		i.coming = make(chan chunk, 1)
		go func(coming chan<- chunk) {
			buffer := make([]byte, inputBytes)
			n, err := i.in.Read(buffer)
			coming <- chunk{buffer[:n], err}
		}(i.coming)
	}
	select {
	case i.rest = <-i.coming:
		i.coming = nil
		return nil
	case <-i.ctx.Done():
		return context.Cause(i.ctx)
	}
}
