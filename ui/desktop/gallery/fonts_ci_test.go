//go:build ci

package gallery

const withoutSystemFonts = true
