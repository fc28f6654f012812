package store

// A session is one connection with what it remembers: names that ops refer to by number, and the ops that were looked at last.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

// Session reads one moment of a replica. It implements community.View, and carries the queries of this package. It belongs to the function that
// it was handed to, and to one goroutine.
type Session struct {
	conn   *lite.Conn
	tables map[string]*Table
	// Names never change once they are committed; a rollback forgets all of them.
	kinds      *recent[int64, string]
	kindRefs   *recent[string, int64]
	devices    *recent[int64, op.DeviceID]
	deviceRefs *recent[op.DeviceID, int64]
	subjects   *recent[int64, op.ID]
	subjRefs   *recent[op.ID, int64]
	// metas is kept by the writer alone: another connection's transaction would make it old.
	metas *recent[op.ID, community.Meta]
	// ids are those of ops by their Order.
	ids *recent[int64, op.ID]
	// recentRows are rows that applying acts has read, such as the poll of each ballot; the writer's alone.
	recentRows   *recent[rowKey, kind.Row]
	sortedTables []string
	// tx is the transaction that this session is in the middle of; nil for a reader.
	tx *Tx
	// counters are those of the file, as of the last commit; the writer's alone.
	counters counters
	// sums are the replica's; nil for the writer.
	sums *sharedSums
}

func newSession(conn *lite.Conn, tables map[string]*Table, remembers int) *Session {
	return &Session{
		conn: conn, tables: tables,
		kinds: newRecent[int64, string](remembers), kindRefs: newRecent[string, int64](remembers),
		devices: newRecent[int64, op.DeviceID](remembers), deviceRefs: newRecent[op.DeviceID, int64](remembers),
		subjects: newRecent[int64, op.ID](remembers), subjRefs: newRecent[op.ID, int64](remembers),
		metas: newRecent[op.ID, community.Meta](remembers), ids: newRecent[int64, op.ID](remembers),
		recentRows: newRecent[rowKey, kind.Row](rememberedRows),
	}
}

func (s *Session) forget() {
	s.kinds.clear()
	s.kindRefs.clear()
	s.devices.clear()
	s.deviceRefs.clear()
	s.subjects.clear()
	s.subjRefs.clear()
	s.metas.clear()
	s.ids.clear()
	s.recentRows.clear()
}

func openWriter(path string, config Config) (*lite.Conn, error) {
	conn, err := lite.Open(path, lite.ReadWrite)
	if err != nil {
		return nil, err
	}
	cache := config.CacheBytes
	if cache == 0 {
		cache = DefaultCacheBytes
	}
	// FULL: a commit is on disk before it is acknowledged. Withdrawn bodies are overwritten, not just unlinked. REPLACE fires delete triggers,
	// which keep the search index true.
	settings := fmt.Sprintf(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = %d;
		PRAGMA wal_autocheckpoint = %d; PRAGMA journal_size_limit = %d; PRAGMA secure_delete = ON; PRAGMA recursive_triggers = ON;
		PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;`,
		-cache>>10, checkpointPages, keptWALBytes)
	if config.MaxPages > 0 {
		settings += fmt.Sprintf("PRAGMA max_page_count = %d;", config.MaxPages)
	}
	if err := conn.Script(settings); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

func openReader(path string) (*lite.Conn, error) {
	conn, err := lite.Open(path, lite.ReadWrite)
	if err != nil {
		return nil, err
	}
	settings := fmt.Sprintf(`PRAGMA query_only = ON; PRAGMA cache_size = %d; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;
		PRAGMA cell_size_check = ON;`, -readerCacheBytes>>10)
	if err := conn.Script(settings); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// KindName is the kind that a number stands for.
func (s *Session) kindName(ref int64) (string, error) {
	if name, ok := s.kinds.get(ref); ok {
		return name, nil
	}
	var name string
	found, err := s.conn.One("SELECT name FROM kinds WHERE ref = ?", func(r lite.Row) { name = r.Text(0) }, ref)
	if err != nil || !found {
		return "", missingName("kind", ref, err)
	}
	s.kinds.put(ref, name)
	return name, nil
}

func (s *Session) deviceKey(ref int64) (op.DeviceID, error) {
	if key, ok := s.devices.get(ref); ok {
		return key, nil
	}
	var key op.DeviceID
	found, err := s.conn.One("SELECT key FROM devices WHERE ref = ?", func(r lite.Row) { copy(key[:], r.Borrow(0)) }, ref)
	if err != nil || !found {
		return key, missingName("device", ref, err)
	}
	s.devices.put(ref, key)
	return key, nil
}

// SubjectID is the subject that a number in a row stands for.
func (s *Session) SubjectID(ref int64) (op.ID, error) {
	if id, ok := s.subjects.get(ref); ok {
		return id, nil
	}
	var id op.ID
	found, err := s.conn.One("SELECT id FROM subjects WHERE ref = ?", func(r lite.Row) { copy(id[:], r.Borrow(0)) }, ref)
	if err != nil || !found {
		return id, missingName("subject", ref, err)
	}
	s.subjects.put(ref, id)
	return id, nil
}

func missingName(what string, ref int64, err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("%s %d is named and not there: %w", what, ref, ErrDamaged)
}

// findDevice, findSubject and findKind find the number of a name, 0 where it has none.
func (s *Session) findDevice(key op.DeviceID) (int64, error) {
	return findRef(s, s.deviceRefs, key, "SELECT ref FROM devices WHERE key = ?", asBlob[op.DeviceID])
}

// FindSubject is the number that rows carry for a subject, 0 where it has none yet.
func (s *Session) FindSubject(id op.ID) (int64, error) {
	return findRef(s, s.subjRefs, id, "SELECT ref FROM subjects WHERE id = ?", asBlob[op.ID])
}

func (s *Session) findKind(name string) (int64, error) {
	return findRef(s, s.kindRefs, name, "SELECT ref FROM kinds WHERE name = ?", asText)
}

// asBlob and asText are the parameters that names are looked for by. They are made where a name is not remembered, which is rare.
func asBlob[K ~[32]byte](key K) any { return key[:] }

func asText(name string) any { return name }

func findRef[K comparable](s *Session, known *recent[K, int64], key K, query string, arg func(K) any) (int64, error) {
	if ref, ok := known.get(key); ok {
		return ref, nil
	}
	ref, err := s.conn.Int(query, arg(key))
	if err != nil || ref == 0 {
		return 0, err
	}
	known.put(key, ref)
	return ref, nil
}

func (s *Session) ensureDevice(key op.DeviceID) (int64, error) {
	ref, err := s.findDevice(key)
	if err != nil || ref != 0 {
		return ref, err
	}
	return insertRef(s, s.deviceRefs, key, "INSERT INTO devices (key) VALUES (?) RETURNING ref", asBlob[op.DeviceID])
}

func (s *Session) ensureSubject(id op.ID) (int64, error) {
	ref, err := s.FindSubject(id)
	if err != nil || ref != 0 {
		return ref, err
	}
	return insertRef(s, s.subjRefs, id, "INSERT INTO subjects (id) VALUES (?) RETURNING ref", asBlob[op.ID])
}

func (s *Session) ensureKind(name string) (int64, error) {
	ref, err := s.findKind(name)
	if err != nil || ref != 0 {
		return ref, err
	}
	return insertRef(s, s.kindRefs, name, "INSERT INTO kinds (name) VALUES (?) RETURNING ref", asText)
}

func insertRef[K comparable](s *Session, known *recent[K, int64], key K, query string, arg func(K) any) (int64, error) {
	ref, err := s.conn.Int(query, arg(key))
	if err != nil {
		return 0, err
	}
	known.put(key, ref)
	return ref, nil
}

// Columns is the row that a query stands on.
type Columns = lite.Row

// Exec, One and Each are how a domain's tables are written and read; see package lite.
func (s *Session) Exec(query string, args ...any) error { return s.conn.Exec(query, args...) }

// One reads the first row that a query answers, and reports whether there was one.
func (s *Session) One(query string, read func(Columns), args ...any) (bool, error) {
	return s.conn.One(query, read, args...)
}

// Each hands out the rows of a query until read returns false.
func (s *Session) Each(query string, read func(Columns) (bool, error), args ...any) error {
	return s.conn.Each(query, read, args...)
}
