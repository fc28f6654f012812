package app

// Search: words in titles and texts.

import "context"

// Search finds posts that hold all the words, the newest first, DefaultPage of them where the limit is 0. What is hidden or taken back is not
// found, and neither is what was not yet indexed when the process was killed: the index catches up first.
func (c *Community) Search(ctx context.Context, words string, limit int) ([]Hit, error) {
	if limit <= 0 || limit > MaxPage {
		limit = DefaultPage
	}
	return c.replica.Search(ctx, words, limit)
}
