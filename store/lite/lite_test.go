package lite_test

import (
	"bytes"
	"errors"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/store/lite"
)

func open(t *testing.T) *lite.Conn {
	t.Helper()
	c, err := lite.Open(filepath.Join(t.TempDir(), "a.db"), lite.Create)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func TestValuesComeBackAsTheyWent(t *testing.T) {
	c := open(t)
	if err := c.Script("CREATE TABLE a (i INTEGER, t TEXT, b BLOB) STRICT"); err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		i any
		t any
		b []byte
	}{
		"nothing":       {nil, nil, nil},
		"empty":         {0, "", []byte{}},
		"the largest":   {int64(math.MaxInt64), "ä界\x00b", bytes.Repeat([]byte{0, 0xff}, 40_000)},
		"the smallest":  {int64(math.MinInt64), strings.Repeat("x", 100_000), []byte{0}},
		"other numbers": {uint64(7), "t", []byte("b")},
	} {
		t.Run(name, func(t *testing.T) {
			if err := c.Exec("DELETE FROM a"); err != nil {
				t.Fatal(err)
			}
			if err := c.Exec("INSERT INTO a VALUES (?, ?, ?)", row.i, row.t, row.b); err != nil {
				t.Fatal(err)
			}
			found, err := c.One("SELECT i, t, b FROM a WHERE i IS ? AND t IS ? AND b IS ?", func(r lite.Row) {
				if r.Null(0) != (row.i == nil) || r.Null(1) != (row.t == nil) || r.Null(2) != (row.b == nil) {
					t.Error("NULL came or went")
				}
				if text, ok := row.t.(string); ok && r.Text(1) != text {
					t.Errorf("text %q", r.Text(1))
				}
				if b := r.Bytes(2); !bytes.Equal(b, row.b) || (b == nil) != (row.b == nil) {
					t.Errorf("blob of %d bytes", len(b))
				}
				if i, ok := row.i.(int64); ok && r.Int(0) != i {
					t.Errorf("number %d", r.Int(0))
				}
			}, row.i, row.t, row.b)
			if err != nil || !found {
				t.Fatalf("%v, %v", found, err)
			}
		})
	}
}

func TestNumbersOfEveryType(t *testing.T) {
	c := open(t)
	for _, v := range []any{5, int64(5), uint8(5), uint32(5), uint64(5)} {
		if n, err := c.Int("SELECT ? + 0", v); n != 5 || err != nil {
			t.Errorf("%T: %d, %v", v, n, err)
		}
	}
	for v, want := range map[bool]int64{true: 1, false: 0} {
		if n, err := c.Int("SELECT ?", v); n != want || err != nil {
			t.Errorf("%v: %d, %v", v, n, err)
		}
	}
	if _, err := c.Int("SELECT ?", uint64(math.MaxUint64)); err == nil {
		t.Error("a number that does not fit was bound")
	}
	if n, err := c.Int("SELECT 1 WHERE false"); n != 0 || err != nil {
		t.Errorf("no row: %d, %v", n, err)
	}
}

func TestErrorsSayWhatHappened(t *testing.T) {
	c := open(t)
	if err := c.Script("CREATE TABLE a (i INTEGER UNIQUE) STRICT; INSERT INTO a VALUES (1)"); err != nil {
		t.Fatal(err)
	}
	for query, code := range map[string]int{
		"INSERT INTO a VALUES (1)":   2067, // SQLITE_CONSTRAINT_UNIQUE
		"INSERT INTO a VALUES ('x')": 3091, // SQLITE_CONSTRAINT_DATATYPE
		"SELECT nonsense FROM a":     1,
	} {
		var failure *lite.Error
		if err := c.Exec(query); !errors.As(err, &failure) || failure.Code != code || failure.Primary() != code&0xff || !strings.Contains(err.Error(), "sqlite") {
			t.Errorf("%s: %v", query, err)
		}
	}
	if err := c.Exec("INSERT INTO a VALUES (?)"); err == nil {
		t.Error("a statement ran without its parameter")
	}
	if err := c.Exec("INSERT INTO a VALUES (?)", 2); err != nil || c.Changes() != 1 {
		t.Errorf("after all that: %v, %d changes", err, c.Changes())
	}
	if err := c.Script("nonsense"); err == nil {
		t.Error("a script of nonsense ran")
	}
}

func TestRowsStopWhenToldTo(t *testing.T) {
	c := open(t)
	const count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n"
	for range 2 {
		var seen []int64
		if err := c.Each(count, func(r lite.Row) (bool, error) {
			seen = append(seen, r.Int(0))
			return len(seen) < 3, nil
		}); err != nil || len(seen) != 3 {
			t.Fatalf("%v, %v", seen, err)
		}
	}
	purpose := errors.New("on purpose")
	if err := c.Each(count, func(lite.Row) (bool, error) { return true, purpose }); !errors.Is(err, purpose) {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a statement ran inside itself")
		}
	}()
	_ = c.Each(count, func(lite.Row) (bool, error) {
		return true, c.Each(count, func(lite.Row) (bool, error) { return true, nil })
	})
}

func TestTransactions(t *testing.T) {
	c := open(t)
	if c.InTransaction() {
		t.Error("in a transaction from the beginning")
	}
	if err := c.Exec("BEGIN"); err != nil || !c.InTransaction() {
		t.Errorf("%v", err)
	}
	if err := c.Exec("ROLLBACK"); err != nil || c.InTransaction() {
		t.Errorf("%v", err)
	}
}

func TestModes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	if _, err := lite.Open(path, lite.ReadWrite); err == nil {
		t.Fatal("opened a file that is not there")
	}
	c, err := lite.Open(path, lite.Create)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Script("CREATE TABLE a (i)"); err != nil {
		t.Fatal(err)
	}
	reader, err := lite.Open(path, lite.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	if err := reader.Exec("INSERT INTO a VALUES (1)"); err == nil {
		t.Fatal("wrote through a reader")
	}
	for _, conn := range []*lite.Conn{c, reader} {
		for range 2 {
			if err := conn.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if err := conn.Exec("SELECT 1"); !errors.Is(err, lite.ErrClosed) {
			t.Fatalf("after closing: %v", err)
		}
	}
}
