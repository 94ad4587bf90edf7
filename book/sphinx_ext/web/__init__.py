"""What a published book has beside its pages: feeds, sitemap, old addresses, metadata, offline use."""
