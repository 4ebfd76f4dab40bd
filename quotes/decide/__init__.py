"""Where rules and learned attribution meet: one probability, one row."""
