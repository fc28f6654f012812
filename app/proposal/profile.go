package proposal

// Profiles: what people say of themselves.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// SetProfile is the body of profile.set. Members and newcomers write it, about themselves.
type SetProfile struct {
	Name string `cbor:"name"`
	// About is a line, and a way to reach its author; it may be empty.
	About string `cbor:"about"`
	// Replaces are all heads of the own profile that the author knows, ascending.
	Replaces []op.ID `cbor:"replaces"`
}

// Check checks the form.
func (b *SetProfile) Check() error {
	return firstError(
		part("name", charter.CheckLine(b.Name, MaxNameCharacters)),
		part("about", checkShort(b.About, MaxAboutCharacters)),
		checkReplaces(b.Replaces),
	)
}

// Deps are what it replaces.
func (b *SetProfile) Deps() []op.ID { return ascending(slices.Clone(b.Replaces)...) }

// ProfileVersion is a row: one thing that somebody said of themselves.
type ProfileVersion struct {
	Post
	Name  string
	About string
}

// Table is "profile_versions".
func (ProfileVersion) Table() string { return "profile_versions" }

func (v *ProfileVersion) take(by taking) {
	v.Post.take(by)
	v.Name, v.About = "", ""
}

// Profile is a row: what an account says of itself now.
type Profile struct {
	Account op.AccountID
	// Heads are the versions that no other replaces, ascending; the last is current.
	Heads []op.ID
	Name  string
	About string
}

// Table is "profiles".
func (Profile) Table() string { return "profiles" }

// Key is the account.
func (p Profile) Key() string { return ProfileSubject(p.Account).String() }

// Subject is the account, as an id.
func (p Profile) Subject() op.ID { return ProfileSubject(p.Account) }

// ProfileSubject is the subject of everything about an account: its key, as an id.
func ProfileSubject(account op.AccountID) op.ID { return op.ID(account) }

func profileKind() kind.Kind {
	subject := func(_ kind.World, e *kind.Entry) op.ID { return ProfileSubject(e.Author.Account) }
	return post(KindProfile, kind.NeedWriter, subject, applyProfile)
}

func applyProfile(rows kind.Rows, w kind.World, e *kind.Entry, b *SetProfile) ([]kind.Row, error) {
	subject := ProfileSubject(e.Author.Account)
	replaced := depsIn(subject, w, e, KindProfile)
	fits := b != nil && slices.Equal(b.Replaces, replaced)
	version := ProfileVersion{Post: newPost(e, subject, fits)}
	if fits {
		version.Name, version.About = b.Name, b.About
	}
	p, found, err := find[Profile](rows, subject)
	if err != nil {
		return nil, err
	}
	if !found {
		p = Profile{Account: e.Author.Account}
	}
	p.Heads = following(p.Heads, replaced, e.Op.ID)
	p, err = withCurrent(rows, p, version)
	return []kind.Row{version, p}, err
}

// withCurrent fills in the texts of the newest version, one of which the rows may not hold yet.
func withCurrent(rows kind.Rows, p Profile, version ProfileVersion) (Profile, error) {
	current := version
	if id := newest(p.Heads); id != version.ID {
		var err error
		if current, _, err = find[ProfileVersion](rows, id); err != nil {
			return p, err
		}
	}
	p.Name, p.About = current.Name, current.About
	return p, nil
}

func takeProfile(rows kind.Rows, of op.ID, by taking) ([]kind.Row, error) {
	version, found, err := find[ProfileVersion](rows, of)
	if err != nil || !found {
		return nil, err
	}
	version.take(by)
	p, found, err := find[Profile](rows, version.Thread)
	if err != nil || !found {
		return []kind.Row{version}, err
	}
	p, err = withCurrent(rows, p, version)
	return []kind.Row{version, p}, err
}
