package view

import (
	"bytes"
	"crypto/rand"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/storetest"
)

// fresh is a profile in which nothing was done yet.
func fresh(t *testing.T) *app.Service {
	i := storetest.Empty(t)
	must(t, i.Service.ForgetIdentity())
	return i.Service
}

func phraseOf(t *testing.T) identity.Phrase {
	p, err := identity.Generate(rand.Reader)
	must(t, err)
	return p
}

// invited is a community with a link into it, and a bundle of it.
func invited(t *testing.T) (link invite.Link, c *app.Community, bundled func() []byte) {
	s := storetest.Empty(t).Service
	c, err := s.Found(t.Context(), app.Founding{Name: "Elm Street Co-op", Person: "Ada", Template: "co-op"})
	must(t, err)
	link, _, err = c.CreateInvite(t.Context(), app.NewInvite{Uses: 5, ForMillis: 86_400_000})
	must(t, err)
	return link, c, func() []byte {
		var b bytes.Buffer
		_, err := c.ExportBundle(t.Context(), &b, "", nil)
		must(t, err)
		return b.Bytes()
	}
}

func TestEnteringByStartingOne(t *testing.T) {
	s, w := fresh(t), words(t)
	e := &Entering{Door: DoorStart, Person: "Ada", Community: "Elm Street", Purpose: " To live well. ", Template: "co-op", Phrase: phraseOf(t), Checked: true}
	a, err := e.Enter(t.Context(), s, w, nil)
	must(t, err)
	c, err := s.Opened(a.Community)
	must(t, err)
	stands, err := c.Stands(t.Context())
	must(t, err)
	if got := stands.State.Charter; got.Name != "Elm Street" || got.Purpose != "To live well." {
		t.Errorf("%+v", got)
	}
	p, err := LoadPreferences(s)
	must(t, err)
	if p.PhraseChecked() != w.NowMillis {
		t.Error("that the words are on paper is not noted")
	}
	if known, err := s.KnowsPhrase(e.Phrase); err != nil || !known {
		t.Errorf("the phrase is not kept: %v", err)
	}
}

func TestEnteringFailsAndIsTriedAgain(t *testing.T) {
	s, w := fresh(t), words(t)
	e := &Entering{Door: DoorStart, Person: "Ada", Community: "\u202e", Template: "club", Phrase: phraseOf(t)}
	if _, err := e.Enter(t.Context(), s, w, nil); !errors.Is(err, identity.ErrName) {
		t.Fatalf("a name of nothing but a sign of direction: %v", err)
	}
	e.Community = "Elm Street"
	_, err := e.Enter(t.Context(), s, w, nil)
	must(t, err)
	p, err := LoadPreferences(s)
	must(t, err)
	if p.PhraseChecked() != 0 {
		t.Error("noted as checked, though it was put off")
	}
}

func TestEnteringByALinkTwiceLeadsThere(t *testing.T) {
	link, _, _ := invited(t)
	s, w := fresh(t), words(t)
	e := &Entering{Door: DoorJoin, Person: "Zoë", Link: link, Phrase: phraseOf(t)}
	for range 2 {
		a, err := e.Enter(t.Context(), s, w, nil)
		must(t, err)
		if a.Community != link.Community {
			t.Errorf("led to %v", a.Community)
		}
	}
}

func TestComingBackWithABundle(t *testing.T) {
	link, ada, bundled := invited(t)
	w, phrase := words(t), phraseOf(t)
	old := fresh(t)
	_, err := (&Entering{Door: DoorJoin, Person: "Zoë", Link: link, Phrase: phrase}).Enter(t.Context(), old, w, nil)
	must(t, err)
	there, err := old.Opened(link.Community)
	must(t, err)
	var request bytes.Buffer
	_, err = there.ExportBundle(t.Context(), &request, "", nil)
	must(t, err)
	_, err = ada.ImportBundle(t.Context(), &request, "", nil)
	must(t, err)

	raw := bundled()
	b := Bundle{Name: "/media/stick/elm.car", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }}
	found, err := w.FindBundle(b)
	must(t, err)
	if found.Title != "elm.car" || !strings.HasPrefix(found.Sub, "Bundle with ") {
		t.Errorf("%+v", found)
	}
	s := fresh(t)
	_, err = s.NewPhrase() // both laptops draw from the same dice otherwise
	must(t, err)
	a, err := (&Entering{Door: DoorBack, Phrase: phrase, Bundles: []Bundle{b}}).Enter(t.Context(), s, w, nil)
	must(t, err)
	if a.Community != link.Community {
		t.Errorf("back in %v", a.Community)
	}
}

// Of several files one may be no bundle: what came before it stays, and the next attempt goes on from there. The same file twice is one.
func TestComingBackIsTriedAgainAfterABrokenFile(t *testing.T) {
	link, ada, bundled := invited(t)
	w, phrase := words(t), phraseOf(t)
	old := fresh(t)
	_, err := (&Entering{Door: DoorJoin, Person: "Zoë", Link: link, Phrase: phrase}).Enter(t.Context(), old, w, nil)
	must(t, err)
	there, err := old.Opened(link.Community)
	must(t, err)
	var request bytes.Buffer
	_, err = there.ExportBundle(t.Context(), &request, "", nil)
	must(t, err)
	_, err = ada.ImportBundle(t.Context(), &request, "", nil)
	must(t, err)
	file := func(raw []byte) Bundle {
		return Bundle{Name: "a.car", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }}
	}
	whole := bundled()
	s := fresh(t)
	_, err = s.NewPhrase() // both laptops draw from the same dice otherwise
	must(t, err)
	e := &Entering{Door: DoorBack, Phrase: phrase, Bundles: []Bundle{file(whole), file([]byte("no bundle"))}}
	if _, err := e.Enter(t.Context(), s, w, nil); err == nil {
		t.Fatal("a broken file was taken")
	}
	e.Bundles[1] = e.Bundles[0]
	a, err := e.Enter(t.Context(), s, w, nil)
	if err != nil || a.Community != link.Community {
		t.Errorf("the second attempt: %v in %v", err, a.Community)
	}
}

func TestWhoLooksAroundBeginsAnew(t *testing.T) {
	s, w := fresh(t), words(t)
	a, err := (&Entering{Door: DoorLook}).Enter(t.Context(), s, w, nil)
	must(t, err)
	if looking, err := Looking(s); err != nil || !looking || a.Community == (op.CommunityID{}) {
		t.Fatalf("looking %v, %v", looking, err)
	}
	phrase := phraseOf(t)
	_, err = (&Entering{Door: DoorStart, Person: "Ada", Community: "Ours", Template: "club", Phrase: phrase}).Enter(t.Context(), s, w, nil)
	must(t, err)
	all, err := s.Communities()
	must(t, err)
	known, err := s.KnowsPhrase(phrase)
	must(t, err)
	if looking, _ := Looking(s); looking || len(all) != 1 || all[0].Name != "Ours" || !known {
		t.Errorf("looking %v, in %v, the phrase kept %v", looking, all, known)
	}
}

// The command line, too, may begin something for good in a profile that was made to look around.
func TestWhatBeganElsewhereIsNotTakenAwayByBeginningAnew(t *testing.T) {
	s, w := fresh(t), words(t)
	_, err := (&Entering{Door: DoorLook}).Enter(t.Context(), s, w, nil)
	must(t, err)
	ours, err := s.Found(t.Context(), app.Founding{Name: "Ours", Person: "Ada", Template: "club"})
	must(t, err)
	if looking, err := Looking(s); err != nil || looking {
		t.Errorf("it holds a community of this person's and is for looking around only: %v, %v", looking, err)
	}
	_, err = (&Entering{Door: DoorStart, Person: "Ada", Community: "Another", Template: "club", Phrase: phraseOf(t)}).Enter(t.Context(), s, w, nil)
	if !errors.Is(err, app.ErrIdentityExists) {
		t.Errorf("another phrase over the one that holds the community: %v", err)
	}
	all, err := s.Communities()
	must(t, err)
	if !slices.ContainsFunc(all, func(m app.Membership) bool { return m.Community == ours.ID() }) {
		t.Error("the community is gone")
	}
}

func TestLookingAroundBesideOwnCommunities(t *testing.T) {
	i, w := storetest.Empty(t), words(t)
	first, err := (&Entering{Door: DoorLook}).Enter(t.Context(), i.Service, w, nil)
	must(t, err)
	if again, err := (&Entering{Door: DoorLook}).Enter(t.Context(), i.Service, w, nil); err != nil || again.Community != first.Community {
		t.Errorf("there is one sample only: %v", err)
	}
	if looking, err := Looking(i.Service); err != nil || looking {
		t.Errorf("a profile of its own is not for looking around: %v", err)
	}
}

func TestWordsThatAreTyped(t *testing.T) {
	w, phrase := words(t), phraseOf(t).Words()
	whole := strings.Join(phrase, " ")
	for _, c := range []struct {
		typed, says  string
		wrong, whole bool
	}{
		{"", "", false, false},
		{"orchard mach", "2 of 24 words", false, false},
		{"orchrd machine ", "Word 1, “orchrd”, is not in the list. Is it “orchard”?", true, false},
		{whole, "All 24 words are there, and they fit together", false, true},
		{strings.ToUpper(whole), "All 24 words are there, and they fit together", false, true},
		{whole + " " + phrase[0], "25 of 24 words", true, false},
		{strings.Repeat("orchard ", 2000), "This is far too long for 24 words.", true, false},
	} {
		if says, wrong, done := w.PhraseTyped(c.typed); says != c.says || wrong != c.wrong || done != c.whole {
			t.Errorf("%.40q: %q %v %v", c.typed, says, wrong, done)
		}
	}
}

func TestThePageToPrint(t *testing.T) {
	var page bytes.Buffer
	phrase := phraseOf(t)
	must(t, words(t).WritePhrasePage(&page, phrase, "<b>Ada"))
	for _, word := range append(phrase.Words(), "&lt;b&gt;Ada") {
		if !strings.Contains(page.String(), word) {
			t.Errorf("%q is not on it", word)
		}
	}
	forget := strings.Index(page.String(), "Delete the file")
	if forget < 0 || forget > strings.Index(page.String(), phrase.Words()[0]) {
		t.Errorf("it does not begin with what to do with the file: %s", &page)
	}
	if strings.Contains(page.String(), "http") || strings.Contains(page.String(), "⟦") {
		t.Errorf("%s", &page)
	}
}

// picture draws a code with room around it.
func picture(t *testing.T, said string, module int) image.Image {
	code, err := qr.Encode(said, qr.M, qr.Auto)
	must(t, err)
	side := code.Bounds().Dx()
	all := image.NewGray(image.Rect(0, 0, (side+8)*module, (side+8)*module))
	draw.Draw(all, all.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	for y := range side * module {
		for x := range side * module {
			all.Set(x+4*module, y+4*module, code.At(x/module, y/module))
		}
	}
	return all
}

func TestALinkInAFile(t *testing.T) {
	link, _, _ := invited(t)
	said, err := link.Text()
	must(t, err)
	var asPNG, asJPEG, empty bytes.Buffer
	must(t, png.Encode(&asPNG, picture(t, said, 5)))
	must(t, jpeg.Encode(&asJPEG, picture(t, said, 7), &jpeg.Options{Quality: 60}))
	must(t, png.Encode(&empty, image.NewGray(image.Rect(0, 0, 200, 200))))
	mail := "Hello Zoë,\r\n\r\nthis is it: " + said + "\r\n\r\nSee you, Kofi"
	for name, raw := range map[string][]byte{"png": asPNG.Bytes(), "jpeg": asJPEG.Bytes(), "mail": []byte(mail), "text": []byte(said)} {
		got, err := LinkIn(bytes.NewReader(raw))
		must(t, err)
		if p := words(t).JoinPreview(got); !p.Whole || p.Link.Community != link.Community {
			t.Errorf("%s: %q: %s", name, got, p.Trouble)
		}
	}
	w := words(t)
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"an empty picture": {empty.Bytes(), ErrNoCode}, "a cut picture": {asPNG.Bytes()[:len(asPNG.Bytes())/2], ErrBrokenPicture},
		"a program": {[]byte{0x7f, 'E', 'L', 'F', 0, 0, 1}, ErrNoText}, "a long text": {bytes.Repeat([]byte("a "), 40_000), ErrFileTooLarge},
		"a film": {make([]byte, maxPictureBytes+1), ErrFileTooLarge},
	} {
		_, err := LinkIn(bytes.NewReader(c.raw))
		if !errors.Is(err, c.want) || w.FileTrouble(err) == "" {
			t.Errorf("%s: %v, %q", name, err, w.FileTrouble(err))
		}
	}
}

// A picture says how large it is before it is unpacked.
func TestAPictureThatIsHugeWhenUnpacked(t *testing.T) {
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewPaletted(image.Rect(0, 0, 8000, 8000), color.Palette{color.White, color.Black})))
	if b.Len() > maxPictureBytes {
		t.Fatal("the file itself is too large")
	}
	if _, err := LinkIn(&b); !errors.Is(err, ErrFileTooLarge) {
		t.Error(err)
	}
}

func TestHowKeysAreKept(t *testing.T) {
	w := words(t)
	for _, kept := range []string{"keyring", "passphrase", "none"} {
		if row := w.Keeping(kept); strings.Contains(row.Title+row.Sub, "⟦") || row.Sub == "" {
			t.Errorf("%+v", row)
		}
	}
	if w.PassphraseTrouble("", "") == "" || w.PassphraseTrouble("a", "b") == "" || w.PassphraseTrouble("a", "a") != "" {
		t.Error("passphrases")
	}
	if w.PurposeTrouble(strings.Repeat("ä", 501)) == "" || w.PurposeTrouble(strings.Repeat("ä", 500)) != "" {
		t.Error("purposes")
	}
}
