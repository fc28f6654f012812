package part

// A code as a picture to be saved and printed.

import (
	"image"
	"image/color"
)

// CodePicture is a QR code with its white, so many pixels a module: what is saved as a file.
func CodePicture(modules [][]bool, pixels int) image.Image {
	side := (len(modules) + 2*quietZone) * pixels
	picture := image.NewGray(image.Rect(0, 0, side, side))
	for i := range picture.Pix {
		picture.Pix[i] = 0xFF
	}
	for y, row := range modules {
		for x, dark := range row {
			for i := 0; dark && i < pixels*pixels; i++ {
				picture.SetGray((x+quietZone)*pixels+i%pixels, (y+quietZone)*pixels+i/pixels, color.Gray{})
			}
		}
	}
	return picture
}
