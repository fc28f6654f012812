package view

// Behind: settings that are kept without anybody waiting for the disk, which is slow while much arrives.

import "sync"

// Behind keeps what is set in another Keeper, a moment later and in the order in which keys were set first. What was set here is read here at
// once. It may be used from any goroutine.
type Behind struct {
	next   Keeper
	run    func(func())
	failed func(error)

	mu      sync.Mutex // guards what follows
	set     map[string]string
	due     []string
	writing bool
	err     error
}

// NewBehind keeps settings in next. run begins what writes them, in a goroutine of its own that ends by itself; failed is told, in that goroutine,
// of what could not be kept.
func NewBehind(next Keeper, run func(func()), failed func(error)) *Behind {
	return &Behind{next: next, run: run, failed: failed, set: make(map[string]string)}
}

// Setting implements Keeper.
func (b *Behind) Setting(key string) (string, error) {
	b.mu.Lock()
	value, here := b.set[key]
	b.mu.Unlock()
	if here {
		return value, nil
	}
	return b.next.Setting(key)
}

// SetSetting implements Keeper. Its error is always nil.
func (b *Behind) SetSetting(key, value string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if before, here := b.set[key]; here && before == value && b.err == nil {
		return nil
	}
	b.set[key] = value
	b.due = append(b.due, key)
	if !b.writing {
		b.writing = true
		b.run(b.write)
	}
	return nil
}

// write keeps what is due, each key with the newest value that it has.
func (b *Behind) write() {
	for {
		b.mu.Lock()
		if len(b.due) == 0 {
			b.writing = false
			b.mu.Unlock()
			return
		}
		key := b.due[0]
		b.due = b.due[1:]
		value := b.set[key]
		b.mu.Unlock()
		err := b.next.SetSetting(key, value)
		b.mu.Lock()
		b.err = err
		b.mu.Unlock()
		if err != nil {
			b.failed(err)
		}
	}
}

// Failed is why the last setting was not kept; nil where it was. It is asked once all that run began has ended.
func (b *Behind) Failed() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.err
}
