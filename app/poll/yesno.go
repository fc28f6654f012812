package poll

// Yes, no or abstain.

import (
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// YesNo is the name of the method with one question and three answers.
const YesNo = "yes-no"

// The numbers of the answers among its options.
const (
	Yes = iota
	No
	Abstain
)

var answers = []string{Yes: "yes", No: "no", Abstain: "abstain"}

// yesNo writes a ballot as one CBOR integer: 0 for yes, 1 for no, 2 for abstain.
type yesNo struct{}

func (yesNo) Name() string { return YesNo }

func (yesNo) Check(open *Open) error {
	if len(open.Options) != 0 || open.Max != 0 {
		return fmt.Errorf("%w: yes or no has no further options", kind.ErrInvalid)
	}
	return nil
}

func (yesNo) Options(*Open) []string { return answers }

// ParseChoice takes the answers' words, y and n. Other languages are for the faces.
func (yesNo) ParseChoice(_ *Open, typed string) (Choice, error) {
	typed, err := checkTyped(typed)
	if err != nil {
		return Choice{}, err
	}
	switch strings.ToLower(typed) {
	case "y":
		return Choice{Options: []int{Yes}}, nil
	case "n":
		return Choice{Options: []int{No}}, nil
	}
	answer := optionNamed(answers, typed)
	if answer < 0 {
		return Choice{}, &UnknownOptionError{Typed: typed, Options: answers}
	}
	return Choice{Options: []int{answer}}, nil
}

func (yesNo) Encode(_ *Open, choice Choice) ([]byte, error) {
	if len(choice.Options) != 1 || choice.Options[0] < Yes || choice.Options[0] > Abstain {
		return nil, fmt.Errorf("%w: one of yes, no and abstain", ErrChoice)
	}
	return op.Encode(uint64(choice.Options[0]))
}

func (yesNo) Decode(_ *Open, payload []byte) (Choice, error) {
	var answer uint64
	if err := decodeChoice(payload, &answer); err != nil {
		return Choice{}, err
	}
	if answer > Abstain {
		return Choice{}, fmt.Errorf("%w: answer %d", ErrChoice, answer)
	}
	return Choice{Options: []int{int(answer)}}, nil
}

// decodeChoice reads strict CBOR of a bounded length.
func decodeChoice(payload []byte, into any) error {
	if len(payload) > MaxChoiceBytes {
		return fmt.Errorf("%w: %d bytes", ErrChoice, len(payload))
	}
	if err := op.Decode(payload, into); err != nil {
		return fmt.Errorf("%w: %w", ErrChoice, err)
	}
	return nil
}
