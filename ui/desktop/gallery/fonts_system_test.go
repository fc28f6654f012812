//go:build !ci

package gallery

const withoutSystemFonts = false
