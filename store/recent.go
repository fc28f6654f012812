package store

// recent remembers what was used last, in two generations: when the young one is full it becomes the old one, and the old one is forgotten.

type recent[K comparable, V any] struct {
	size       int
	young, old map[K]V
}

func newRecent[K comparable, V any](size int) *recent[K, V] {
	return &recent[K, V]{size: size, young: make(map[K]V)}
}

func (r *recent[K, V]) get(key K) (V, bool) {
	if v, ok := r.young[key]; ok {
		return v, true
	}
	v, ok := r.old[key]
	if ok {
		r.put(key, v)
	}
	return v, ok
}

func (r *recent[K, V]) put(key K, v V) {
	if len(r.young) >= r.size {
		r.old, r.young = r.young, make(map[K]V, r.size)
	}
	r.young[key] = v
}

func (r *recent[K, V]) forget(key K) {
	delete(r.young, key)
	delete(r.old, key)
}

func (r *recent[K, V]) clear() {
	clear(r.young)
	r.old = nil
}
