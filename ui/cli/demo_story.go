package cli

// The demo's story, scene by scene.

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/folkmoot/folkmoot/ui/view"
)

// story is the stage with what its scenes hand on.
type story struct {
	stage
	link     string
	solar    string
	poll     string
	eveAfter string
}

// The people of the story. Bea has a second laptop.
const (
	ada, bea, cem, dan, eve, fay = "Ada", "Bea", "Cem", "Dan", "Eve", "Fay"
	beaTwo                       = "Bea's tablet"
)

func (s *story) founding(ctx context.Context) error {
	for _, who := range []string{ada, bea, cem, dan, eve} {
		if err := s.begin(ctx, who); err != nil {
			return err
		}
	}
	if err := s.do(ctx, ada, "community", "create", "Elm Street Co-op", "--template", "co-op", "--as", ada); err != nil {
		return err
	}
	var invite struct {
		Link string `json:"link"`
	}
	s.show(ada, []string{"invite", "create", "--uses", "20", "--expires", "7d"})
	err := s.get(ctx, &invite, ada, "invite", "create", "--uses", "20", "--expires", "7d")
	s.link = invite.Link
	return err
}

// begin makes a profile whose phrase nobody has to write down.
func (s *story) begin(ctx context.Context, who string) error {
	_, err := s.run(ctx, who, "init", "--no-passphrase", "--print-phrase")
	return err
}

func (s *story) joining(ctx context.Context) error {
	for _, who := range []string{bea, cem, dan, eve} {
		if err := s.do(ctx, who, "join", s.link, "--as", who); err != nil {
			return err
		}
		if err := s.write(ctx, who); err != nil {
			return err
		}
		if err := s.read(ctx, ada); err != nil {
			return err
		}
	}
	if err := s.carry(ctx, ada, bea, cem, dan, eve); err != nil {
		return err
	}
	return s.answer(ctx, eve, "member", "list")
}

func (s *story) tellers(ctx context.Context) error {
	if err := s.do(ctx, ada, "council", "propose", "--teller", ada, "--teller", bea, "--teller", cem, "--teller", dan); err != nil {
		return err
	}
	if err := s.do(ctx, ada, "council", "propose", "--add", bea, "--add", cem); err != nil {
		return err
	}
	if err := s.around(ctx, 2, ada, bea, cem, dan); err != nil {
		return err
	}
	return s.settled(ctx, ada)
}

// settled shows where the council stands, and fails where something is not settled yet.
func (s *story) settled(ctx context.Context, who string) error {
	var council struct {
		Head    string `json:"head"`
		Settled string `json:"settled"`
		Stuck   string `json:"stuck"`
	}
	if err := s.get(ctx, &council, who, "council", "show"); err != nil {
		return err
	}
	if council.Head != council.Settled || council.Stuck != "" {
		return fmt.Errorf("%w: the head is %s, settled is %s, stuck: %q", errDemo, council.Head, council.Settled, council.Stuck)
	}
	s.print("  " + s.act.say.T("demo.settled", map[string]any{"Who": who}))
	return nil
}

func (s *story) proposal(ctx context.Context) (err error) {
	text := "We buy 24 panels for at most 9,000 and put them up ourselves."
	draft, err := s.made(ctx, dan, "proposal", "new", "Solar panels on the barn roof", "--track", "money", "--text", text)
	if err != nil {
		return err
	}
	if s.solar, err = s.made(ctx, dan, "proposal", "publish", draft); err != nil {
		return err
	}
	if err := s.carry(ctx, dan, bea, eve); err != nil {
		return err
	}
	if err := s.do(ctx, eve, "comment", "add", s.solar, "Who insures us while we are on the roof? @Dan, do you know?"); err != nil {
		return err
	}
	amendment, err := s.made(ctx, bea, "amendment", "propose", s.solar, "--text", text+" A roofer checks the beams first.")
	if err != nil {
		return err
	}
	if err := s.around(ctx, 1, bea, eve, dan); err != nil {
		return err
	}
	if err := s.do(ctx, dan, "amendment", "accept", amendment); err != nil {
		return err
	}
	return s.answer(ctx, dan, "proposal", "show", s.solar)
}

func (s *story) council(ctx context.Context) error {
	change := filepath.Join(s.folder, "change.toml")
	if err := os.WriteFile(change, []byte("purpose = \"Bread, tools and power for everybody on Elm Street\"\n"), 0o600); err != nil {
		return fmt.Errorf("writing the change: %w", err)
	}
	commit, err := s.made(ctx, ada, "charter", "propose", change)
	if err != nil {
		return err
	}
	if err := s.carry(ctx, ada, bea); err != nil {
		return err
	}
	if err := s.do(ctx, bea, "council", "sign", commit); err != nil {
		return err
	}
	if err := s.around(ctx, 2, bea, ada, cem, dan); err != nil {
		return err
	}
	return s.settled(ctx, cem)
}

// rivals: Bea signs one change on her laptop, and another on her tablet, which has not heard of the first.
func (s *story) rivals(ctx context.Context) error {
	if err := s.pair(ctx); err != nil {
		return err
	}
	first, err := s.propose(ctx, ada, "text = \"Quiet hours begin at 22:00.\"\n")
	if err != nil {
		return err
	}
	second, err := s.propose(ctx, cem, "text = \"Quiet hours begin at 23:00.\"\n")
	if err != nil {
		return err
	}
	if err := s.carry(ctx, ada, bea); err != nil {
		return err
	}
	if err := s.do(ctx, bea, "council", "sign", first); err != nil {
		return err
	}
	if err := s.carry(ctx, cem, beaTwo); err != nil {
		return err
	}
	if err := s.do(ctx, beaTwo, "council", "sign", second); err != nil {
		return err
	}
	if err := s.carry(ctx, bea, eve); err != nil {
		return err
	}
	if err := s.carry(ctx, beaTwo, eve); err != nil {
		return err
	}
	if err := s.answer(ctx, eve, "council", "show"); err != nil {
		return err
	}
	if err := s.around(ctx, 2, eve, ada, bea, cem, dan); err != nil {
		return err
	}
	return s.settled(ctx, dan)
}

func (s *story) pair(ctx context.Context) error {
	var offer struct {
		Offer string `json:"offer"`
	}
	var answer struct {
		Answer string `json:"answer"`
	}
	s.show(bea, []string{"device", "pair"})
	if err := s.get(ctx, &offer, bea, "device", "pair"); err != nil {
		return err
	}
	s.show(beaTwo, []string{"device", "pair", "--with", offer.Offer})
	if err := s.get(ctx, &answer, beaTwo, "device", "pair", "--with", offer.Offer, "--as", "tablet", "--no-passphrase"); err != nil {
		return err
	}
	if err := s.do(ctx, bea, "device", "pair", "--answer", answer.Answer); err != nil {
		return err
	}
	return s.carry(ctx, bea, beaTwo, ada, cem)
}

func (s *story) propose(ctx context.Context, who, change string) (string, error) {
	file := filepath.Join(s.folder, who+".toml")
	if err := os.WriteFile(file, []byte(change), 0o600); err != nil {
		return "", fmt.Errorf("writing the change: %w", err)
	}
	return s.made(ctx, who, "charter", "propose", file)
}

func (s *story) voting(ctx context.Context) (err error) {
	if s.poll, err = s.made(ctx, dan, "poll", "open", s.solar); err != nil {
		return err
	}
	if err := s.carry(ctx, dan, ada, bea, cem, eve); err != nil {
		return err
	}
	for _, vote := range [][2]string{{ada, "yes"}, {bea, "yes"}, {cem, "no"}, {dan, "yes"}, {eve, "abstain"}} {
		if err := s.do(ctx, vote[0], "vote", s.poll, vote[1]); err != nil {
			return err
		}
	}
	if err := s.around(ctx, 2, ada, bea, cem, dan, eve); err != nil {
		return err
	}
	return s.safe(ctx, eve)
}

// safe shows that the tellers have received somebody's ballot so that no result for the close can leave it out, and fails where it is not so.
func (s *story) safe(ctx context.Context, who string) error {
	var page struct {
		Closing struct {
			MyBallot struct {
				Station string `json:"station"`
			} `json:"my_ballot"`
		} `json:"closing"`
	}
	if err := s.get(ctx, &page, who, "poll", "show", s.poll); err != nil {
		return err
	}
	if station := page.Closing.MyBallot.Station; station != view.BallotSafe {
		return fmt.Errorf("%w: %s's ballot is %q, and not safe", errDemo, who, station)
	}
	s.print("  " + s.act.say.T("demo.safe", map[string]any{"Who": who}))
	return s.answer(ctx, who, "teller", "status")
}

func (s *story) removal(ctx context.Context) error {
	commit, err := s.made(ctx, ada, "member", "remove", eve, "--reason", "sold the key to the shed")
	if err != nil {
		return err
	}
	if err := s.carry(ctx, ada, bea); err != nil {
		return err
	}
	if err := s.do(ctx, bea, "council", "sign", commit); err != nil {
		return err
	}
	if s.eveAfter, err = s.made(ctx, eve, "comment", "add", s.solar, "I was here before all of you."); err != nil {
		return err
	}
	return s.around(ctx, 2, bea, ada, cem, dan, eve)
}

func (s *story) late(ctx context.Context) error {
	if err := s.begin(ctx, fay); err != nil {
		return err
	}
	if err := s.do(ctx, fay, "join", s.link, "--as", fay); err != nil {
		return err
	}
	if err := s.carry(ctx, fay, cem); err != nil {
		return err
	}
	if err := s.carry(ctx, cem, fay); err != nil {
		return err
	}
	return s.answer(ctx, fay, "proposal", "list")
}
