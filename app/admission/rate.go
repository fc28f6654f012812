package admission

// Rate: how much one device may send. It is this replica's own measure and decides about no op's validity: what is over it comes later.

// Rate is what a device may write.
type Rate struct {
	OpsPerMinute, BurstOps int64
	BytesPerDay            int64
}

// The rates. A person writes a few ops a minute; a teller's device also signs receipts for everybody.
var (
	DeviceRate = Rate{OpsPerMinute: 30, BurstOps: 300, BytesPerDay: 10 << 20}
	TellerRate = Rate{OpsPerMinute: 300, BurstOps: 3000, BytesPerDay: 100 << 20}
)

// RateOf is the rate of a device, which may be a teller's.
func RateOf(teller bool) Rate {
	if teller {
		return TellerRate
	}
	return DeviceRate
}

const (
	minuteMillis = 60 * 1000
	dayMillis    = 24 * 60 * minuteMillis
)

// What a rate may be at most: a year's worth of it, counted in the parts of a Bucket, must fit into 63 bits.
const (
	MaxOpsPerMinute = 1_000_000
	MaxBurstOps     = 10_000_000
	MaxBytesPerDay  = 256 << 20
)

// Bucket is what one device has left. Its zero value is full at its first use. It is not safe for concurrent use.
type Bucket struct {
	begun    bool
	atMillis int64
	// ops are in parts that one millisecond brings at a rate of one a minute, bytes in those that it brings at one a day: so nothing is rounded.
	ops, bytes int64
}

// Take takes one op of some bytes out, or says how long it has to wait: 0 where it has not.
func (b *Bucket) Take(r Rate, nowMillis, bytes int64) (waitMillis int64) {
	b.fill(r, nowMillis)
	waitMillis = max(until(minuteMillis-b.ops, r.OpsPerMinute), until(bytes*dayMillis-b.bytes, r.BytesPerDay))
	if waitMillis > 0 {
		return waitMillis
	}
	b.ops -= minuteMillis
	b.bytes -= bytes * dayMillis
	return 0
}

// until is how long it takes until what lacks is there.
func until(lacking, perMillis int64) int64 {
	if lacking <= 0 {
		return 0
	}
	return (lacking + perMillis - 1) / perMillis
}

// fill adds what the time since has brought. A clock that was set back brings nothing and takes nothing.
func (b *Bucket) fill(r Rate, nowMillis int64) {
	if !b.begun {
		*b = Bucket{begun: true, atMillis: nowMillis, ops: r.BurstOps * minuteMillis, bytes: r.BytesPerDay * dayMillis}
		return
	}
	passed := min(max(nowMillis-b.atMillis, 0), dayMillis)
	b.atMillis = nowMillis
	b.ops = min(b.ops+passed*r.OpsPerMinute, max(b.ops, r.BurstOps*minuteMillis))
	b.bytes = min(b.bytes+passed*r.BytesPerDay, max(b.bytes, r.BytesPerDay*dayMillis))
}

// Absent makes room for what a device can have written while this install did not hear of it: that much more than a full bucket, once.
func (b *Bucket) Absent(r Rate, nowMillis, absentMillis int64) {
	b.fill(r, nowMillis)
	absent := min(max(absentMillis, 0), 365*dayMillis)
	b.ops = max(b.ops, r.BurstOps*minuteMillis+absent*r.OpsPerMinute)
	b.bytes = max(b.bytes, r.BytesPerDay*dayMillis+absent*r.BytesPerDay)
}
