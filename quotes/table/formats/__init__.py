"""The files that keep a quote table: a module a kind, each writes in parts."""
