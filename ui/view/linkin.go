package view

// Link in: a link that lies in a file, as text or as a QR picture. Bounds come before anything is taken into memory.

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // a picture that a screen was saved as
	_ "image/jpeg" // a photograph
	_ "image/png"  // a picture that Folkmoot made
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// Bounds of a file that a link is looked for in.
const (
	// maxPictureBytes lets photographs of today's telephones in.
	maxPictureBytes = 24 << 20
	// maxPicturePixels is what a picture may have when unpacked: 48 million need 200 MB for a moment.
	maxPicturePixels = 48_000_000
	// maxLinkFileBytes is more than a mail around a link needs.
	maxLinkFileBytes = 64 << 10
)

var (
	// ErrFileTooLarge says that a file is larger than a picture or a text with a link would be.
	ErrFileTooLarge = errors.New("the file is too large to hold a link")
	// ErrNoCode says that a picture holds no QR code that can be read.
	ErrNoCode = errors.New("there is no readable QR code in the picture")
	// ErrBrokenPicture says that a picture cannot be read.
	ErrBrokenPicture = errors.New("the picture cannot be read")
	// ErrNoText says that a file is neither a picture nor a text.
	ErrNoText = errors.New("the file is neither a picture nor a text")
)

// LinkIn reads what a file says: the content of the QR code in a PNG, JPEG or GIF, or the text. Errors: ErrFileTooLarge, ErrNoCode,
// ErrBrokenPicture, ErrNoText, and the reader's.
func LinkIn(r io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxPictureBytes+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("reading the file: %w", err)
	case len(raw) > maxPictureBytes:
		return "", ErrFileTooLarge
	case strings.HasPrefix(http.DetectContentType(raw), "image/"):
		return linkInPicture(raw)
	case len(raw) > maxLinkFileBytes:
		return "", ErrFileTooLarge
	case !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0:
		return "", ErrNoText
	}
	return linkWithin(string(raw)), nil
}

// shownOfText is how much is shown of a text in which no link was found.
const shownOfText = 120

// linkWithin is the part of a text from where a link begins to the next empty line; of a text without one, its beginning.
func linkWithin(said string) string {
	said = strings.ReplaceAll(said, "\r\n", "\n")
	if at := strings.Index(said, "folkmoot:"); at >= 0 {
		link, _, _ := strings.Cut(said[at:], "\n\n")
		return strings.TrimSpace(link)
	}
	if runes := []rune(strings.TrimSpace(said)); len(runes) > shownOfText {
		return string(runes[:shownOfText]) + "…"
	}
	return strings.TrimSpace(said)
}

func linkInPicture(raw []byte) (said string, err error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(raw))
	switch {
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrBrokenPicture, err)
	case int64(config.Width)*int64(config.Height) > maxPicturePixels:
		return "", ErrFileTooLarge
	}
	picture, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrBrokenPicture, err)
	}
	// What is photographed is anybody's: a reader of codes that trips over it must not take the window along.
	defer func() {
		if recover() != nil {
			said, err = "", ErrNoCode
		}
	}()
	return readCode(picture)
}

// readCode looks for a code as it is, then harder.
func readCode(picture image.Image) (string, error) {
	pixels, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoCode, err)
	}
	for _, hints := range []map[gozxing.DecodeHintType]any{nil, {gozxing.DecodeHintType_TRY_HARDER: true}, {gozxing.DecodeHintType_PURE_BARCODE: true}} {
		if found, err := qrcode.NewQRCodeReader().Decode(pixels, hints); err == nil {
			return linkWithin(found.GetText()), nil
		}
	}
	return "", ErrNoCode
}

// FileTrouble says why a file holds no link that can be used; "" where err is of another kind.
func (w Words) FileTrouble(err error) string {
	for _, known := range []struct {
		err error
		key string
	}{{ErrFileTooLarge, "link_file.too_large"}, {ErrNoCode, "link_file.no_code"}, {ErrBrokenPicture, "link_file.broken"}, {ErrNoText, "link_file.no_text"}} {
		if errors.Is(err, known.err) {
			return w.Say.T(known.key, nil)
		}
	}
	return ""
}
