"""Many articles: analysed by several processes, kept as they come, and gone on with later."""
