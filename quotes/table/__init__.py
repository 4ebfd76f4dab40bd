"""The quote table: its columns, its cells, its files, and the articles beside it."""
