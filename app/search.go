package app

// Search: words in titles and texts.

import "context"

// indexer is a replica whose index follows the stored acts at a distance.
type indexer interface {
	// IndexMore lets it catch up by about limit acts, and reports whether there is more to do.
	IndexMore(ctx context.Context, limit int) (more bool, err error)
}

// indexAtOnce acts are indexed in one transaction: what a person writes meanwhile waits for a few hundredths of a second.
const indexAtOnce = 1000

// PrepareSearch does a little of what the next search would wait for, and reports whether there is more of it.
func (c *Community) PrepareSearch(ctx context.Context) (more bool, err error) {
	if i, follows := c.replica.(indexer); follows {
		return i.IndexMore(ctx, indexAtOnce)
	}
	return false, nil
}

// Search finds posts that hold all the words, the newest first, DefaultPage of them where the limit is 0. What is hidden or taken back is not
// found, and neither is what was not yet indexed when the process was killed: the index catches up first.
func (c *Community) Search(ctx context.Context, words string, limit int) ([]Hit, error) {
	if limit <= 0 || limit > MaxPage {
		limit = DefaultPage
	}
	return c.replica.Search(ctx, words, limit)
}
