"""Numbers from a table: counts, and the same statement in several sources."""
