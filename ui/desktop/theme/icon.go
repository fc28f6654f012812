package theme

// Icon: the one line-style set, and the mark, tinted by tokens.

import (
	"bytes"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/assets"
)

// An Icon names a Lucide icon.
type Icon string

// The icons that the desktop uses. assets/make/icons.py makes their files.
const (
	IconArchive              Icon = "archive"
	IconArrowDown            Icon = "arrow-down"
	IconArrowLeft            Icon = "arrow-left"
	IconArrowRight           Icon = "arrow-right"
	IconArrowUp              Icon = "arrow-up"
	IconArrowUpDown          Icon = "arrow-up-down"
	IconArrowUpRight         Icon = "arrow-up-right"
	IconAtSign               Icon = "at-sign"
	IconBell                 Icon = "bell"
	IconBold                 Icon = "bold"
	IconCalendar             Icon = "calendar"
	IconCheck                Icon = "check"
	IconChevronDown          Icon = "chevron-down"
	IconChevronLeft          Icon = "chevron-left"
	IconChevronRight         Icon = "chevron-right"
	IconChevronUp            Icon = "chevron-up"
	IconCircle               Icon = "circle"
	IconCircleAlert          Icon = "circle-alert"
	IconCircleCheck          Icon = "circle-check"
	IconCircleDot            Icon = "circle-dot"
	IconCircleSlash          Icon = "circle-slash"
	IconCircleX              Icon = "circle-x"
	IconClock                Icon = "clock"
	IconClockAlert           Icon = "clock-alert"
	IconCloudUpload          Icon = "cloud-upload"
	IconCoins                Icon = "coins"
	IconColumns2             Icon = "columns-2"
	IconCopy                 Icon = "copy"
	IconCornerDownRight      Icon = "corner-down-right"
	IconDices                Icon = "dices"
	IconDownload             Icon = "download"
	IconEllipsis             Icon = "ellipsis"
	IconEqual                Icon = "equal"
	IconEraser               Icon = "eraser"
	IconExternalLink         Icon = "external-link"
	IconEye                  Icon = "eye"
	IconEyeOff               Icon = "eye-off"
	IconFileInput            Icon = "file-input"
	IconFileText             Icon = "file-text"
	IconFlag                 Icon = "flag"
	IconFolder               Icon = "folder"
	IconGitBranch            Icon = "git-branch"
	IconGlobe                Icon = "globe"
	IconGrid2x2              Icon = "grid-2x2"
	IconGripVertical         Icon = "grip-vertical"
	IconHand                 Icon = "hand"
	IconHandHelping          Icon = "hand-helping"
	IconHardDrive            Icon = "hard-drive"
	IconHeading              Icon = "heading"
	IconHeartHandshake       Icon = "heart-handshake"
	IconHistory              Icon = "history"
	IconHourglass            Icon = "hourglass"
	IconHouse                Icon = "house"
	IconImage                Icon = "image"
	IconInfo                 Icon = "info"
	IconItalic               Icon = "italic"
	IconKeyRound             Icon = "key-round"
	IconKeyboard             Icon = "keyboard"
	IconLanguages            Icon = "languages"
	IconLaptop               Icon = "laptop"
	IconLibrary              Icon = "library"
	IconLightbulb            Icon = "lightbulb"
	IconLink                 Icon = "link"
	IconList                 Icon = "list"
	IconListChecks           Icon = "list-checks"
	IconListOrdered          Icon = "list-ordered"
	IconLoaderCircle         Icon = "loader-circle"
	IconLock                 Icon = "lock"
	IconMenu                 Icon = "menu"
	IconMessageSquare        Icon = "message-square"
	IconMessageSquareWarning Icon = "message-square-warning"
	IconMessagesSquare       Icon = "messages-square"
	IconMinus                Icon = "minus"
	IconMonitor              Icon = "monitor"
	IconMoon                 Icon = "moon"
	IconPanelLeft            Icon = "panel-left"
	IconPencil               Icon = "pencil"
	IconPin                  Icon = "pin"
	IconPlus                 Icon = "plus"
	IconPower                Icon = "power"
	IconPrinter              Icon = "printer"
	IconQrCode               Icon = "qr-code"
	IconQuote                Icon = "quote"
	IconRadioTower           Icon = "radio-tower"
	IconRefreshCw            Icon = "refresh-cw"
	IconRotateCcw            Icon = "rotate-ccw"
	IconRoute                Icon = "route"
	IconSave                 Icon = "save"
	IconScale                Icon = "scale"
	IconScrollText           Icon = "scroll-text"
	IconSearch               Icon = "search"
	IconServer               Icon = "server"
	IconSettings             Icon = "settings"
	IconShieldCheck          Icon = "shield-check"
	IconSlidersHorizontal    Icon = "sliders-horizontal"
	IconSprout               Icon = "sprout"
	IconSquare               Icon = "square"
	IconSquareCheck          Icon = "square-check"
	IconStar                 Icon = "star"
	IconSun                  Icon = "sun"
	IconTable2               Icon = "table-2"
	IconTelescope            Icon = "telescope"
	IconThumbsDown           Icon = "thumbs-down"
	IconThumbsUp             Icon = "thumbs-up"
	IconTrash2               Icon = "trash-2"
	IconTriangleAlert        Icon = "triangle-alert"
	IconTrophy               Icon = "trophy"
	IconUndo2                Icon = "undo-2"
	IconUnplug               Icon = "unplug"
	IconUpload               Icon = "upload"
	IconUser                 Icon = "user"
	IconUserCheck            Icon = "user-check"
	IconUserMinus            Icon = "user-minus"
	IconUserPlus             Icon = "user-plus"
	IconUserSearch           Icon = "user-search"
	IconUsers                Icon = "users"
	IconVolumeX              Icon = "volume-x"
	IconVote                 Icon = "vote"
	IconWaypoints            Icon = "waypoints"
	IconX                    Icon = "x"
)

// Tinted is an icon in a token's colour, as the app shows it now. Its name
// holds the colour, because Fyne keeps drawn icons by name.
func Tinted(icon Icon, token Token) fyne.Resource {
	return tinted(string(icon), assets.Icon(string(icon)), "#000000", token)
}

// Filled is an icon whose shape is full: a star that was given.
func Filled(icon Icon, token Token) fyne.Resource {
	full := bytes.ReplaceAll(assets.Icon(string(icon)), []byte("fill=\"none\""), []byte("fill=\"#000000\""))
	return tinted(string(icon)+"-full", full, "#000000", token)
}

// Turned is an icon turned clockwise by eighths of a circle: what waits turns.
func Turned(icon Icon, token Token, eighths int) fyne.Resource {
	name := fmt.Sprintf("%s-%d", icon, eighths)
	turn := fmt.Appendf(nil, "viewBox=\"0 0 24 24\"><g transform=\"rotate(%d 12 12)\">", eighths*45)
	content := bytes.Replace(assets.Icon(string(icon)), []byte("viewBox=\"0 0 24 24\">"), turn, 1)
	return tinted(name, bytes.Replace(content, []byte("</svg>"), []byte("</g></svg>"), 1), "#000000", token)
}

// Mark is Folkmoot's mark; below 20 units its small form.
func Mark(units float32) fyne.Resource {
	name := "mark"
	if units < 20 {
		name = "mark-small"
	}
	half := tinted(name, assets.Mark(name), "#2F6B4F", Primary)
	return tinted(half.Name(), half.Content(), "#B07A1E", AttentionFill)
}

// strokeUnits is the width of an icon's lines, of the 24 that it is wide.
const strokeUnits = 1.75

// Sharp shows an icon with lines as wide as designed: Fyne's SVG reader scales
// shapes and not their lines, so the width goes by the pixels that are drawn.
// An image that has another size afterwards must be refreshed.
func Sharp(image *canvas.Image, icon fyne.Resource) {
	image.Resource = &sharp{image: image, icon: icon}
}

type sharp struct {
	image *canvas.Image
	icon  fyne.Resource
	drawn float32 // the width of lines in what Content gave last: Fyne keeps pictures by name
}

func (s *sharp) Name() string { return fmt.Sprintf("%.2f-%s", s.drawn, s.icon.Name()) }

func (s *sharp) Content() []byte {
	s.drawn = s.stroke()
	designed := fmt.Appendf(nil, "stroke-width=\"%g\"", strokeUnits)
	return bytes.ReplaceAll(s.icon.Content(), designed, fmt.Appendf(nil, "stroke-width=\"%.2f\"", s.drawn))
}

// stroke is in pixels. An image that is in no window is drawn twice as large.
func (s *sharp) stroke() float32 {
	side := s.image.Size().Width
	if side == 0 {
		return strokeUnits
	}
	pixels := int(side) * 2
	if c := fyne.CurrentApp().Driver().CanvasForObject(s.image); c != nil {
		pixels, _ = c.PixelCoordinateForPosition(fyne.NewPos(side, side))
	}
	return strokeUnits * float32(pixels) / 24
}

// AppIcon is what the desktop shows for the program.
func AppIcon() fyne.Resource { return fyne.NewStaticResource("folkmoot.png", assets.AppIcon()) }

func tinted(name string, svg []byte, from string, token Token) fyne.Resource {
	r, g, b, _ := Color(token).RGBA()
	to := fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
	content := bytes.ReplaceAll(svg, []byte(from), []byte(to))
	return fyne.NewStaticResource(name+to[1:]+".svg", content)
}
