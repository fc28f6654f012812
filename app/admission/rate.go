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

const (
	minuteMillis = 60 * 1000
	dayMillis    = 24 * 60 * minuteMillis
)

// Bucket is what one device has left. Its zero value is full at its first use. It is not safe for concurrent use.
type Bucket struct {
	begun    bool
	atMillis int64
	// milliOps is a thousandth of an op: a minute's share of one does not get lost.
	milliOps int64
	bytes    int64
}

// Take takes one op of some bytes out, or says how long it has to wait: 0 where it has not.
func (b *Bucket) Take(r Rate, nowMillis, bytes int64) (waitMillis int64) {
	b.fill(r, nowMillis)
	if b.milliOps < 1000 {
		waitMillis = ((1000-b.milliOps)*minuteMillis + 1000*r.OpsPerMinute - 1) / (1000 * r.OpsPerMinute)
	}
	if b.bytes < bytes {
		waitMillis = max(waitMillis, ((bytes-b.bytes)*dayMillis+r.BytesPerDay-1)/r.BytesPerDay)
	}
	if waitMillis > 0 {
		return waitMillis
	}
	b.milliOps -= 1000
	b.bytes -= bytes
	return 0
}

// fill adds what the time since has brought. A clock that was set back brings nothing and takes nothing.
func (b *Bucket) fill(r Rate, nowMillis int64) {
	if !b.begun {
		*b = Bucket{begun: true, atMillis: nowMillis, milliOps: r.BurstOps * 1000, bytes: r.BytesPerDay}
		return
	}
	passed := min(max(nowMillis-b.atMillis, 0), dayMillis)
	b.atMillis = nowMillis
	b.milliOps = min(b.milliOps+passed*1000*r.OpsPerMinute/minuteMillis, max(b.milliOps, r.BurstOps*1000))
	b.bytes = min(b.bytes+passed*r.BytesPerDay/dayMillis, max(b.bytes, r.BytesPerDay))
}

// Absent makes room for what a device can have written while this install did not hear of it: that much more than a full bucket, once.
func (b *Bucket) Absent(r Rate, nowMillis, absentMillis int64) {
	b.fill(r, nowMillis)
	absent := min(max(absentMillis, 0), 365*dayMillis)
	b.milliOps = max(b.milliOps, r.BurstOps*1000+absent*1000/minuteMillis*r.OpsPerMinute)
	b.bytes = max(b.bytes, r.BytesPerDay+absent/dayMillis*r.BytesPerDay)
}

// Owe takes ops out that are here already, be there enough or not, and says how long it takes until the next may come.
func (b *Bucket) Owe(r Rate, nowMillis, ops int64) (waitMillis int64) {
	b.fill(r, nowMillis)
	b.milliOps -= ops * 1000
	if b.milliOps >= 0 {
		return 0
	}
	return -b.milliOps * minuteMillis / (1000 * r.OpsPerMinute)
}
