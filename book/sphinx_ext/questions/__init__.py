"""Questions for practice: read, gathered at the end of their chapter, kept for whoever shows them elsewhere."""
