package ballotfile

// Money in Pabulib's files: whole units, or all of it in hundredths as soon as the budget has decimals.

import (
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// money is an amount in the file's smallest unit. A comma stands for a point, as some cities write it.
func (r *pbReader) money(text string) (int64, error) {
	units, decimals, _ := strings.Cut(strings.ReplaceAll(text, ",", "."), ".")
	amount, err := whole(units, 0, tally.MaxMoney/100)
	if err != nil {
		return 0, fmt.Errorf("%s is no amount of money", quote(text))
	}
	decimals = strings.TrimRight(decimals, "0")
	if !r.hundredths {
		if decimals != "" {
			return 0, fmt.Errorf("%s has decimals, where the budget has none", quote(text))
		}
		return amount, nil
	}
	cents := int64(0)
	if decimals != "" {
		if cents, err = whole((decimals + "0")[:2], 0, 99); err != nil || len(decimals) > 2 {
			return 0, fmt.Errorf("%s is no amount in hundredths", quote(text))
		}
	}
	return amount*100 + cents, nil
}
