package community

// Which closings are forgotten.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

// What a teller says is in its poll's closing before it is stored: made again meanwhile, the closing would lack it for good.
func TestAClosingStaysWhileWhatItTookInIsStored(t *testing.T) {
	c := closings{arriving: op.ID{1}}
	for i, asked := range []uint64{2, 1, 3} {
		c.keep(&closingHeld{opening: op.ID{byte(i + 1)}, asked: asked, weight: maxClosingWeight})
	}
	if c.held[op.ID{1}] == nil || c.held[op.ID{2}] != nil || c.held[op.ID{3}] == nil {
		t.Errorf("%d are held, and the one that is at work is %v", len(c.held), c.held[op.ID{1}])
	}
}
