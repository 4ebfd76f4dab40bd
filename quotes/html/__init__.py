"""HTML from templates: whatever is put into one is escaped there, and only there."""
