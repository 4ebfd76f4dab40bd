"""HTML reports: the notebooks executed on a quote table, rendered into one page."""
