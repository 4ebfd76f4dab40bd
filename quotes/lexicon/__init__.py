"""English as data, in the tables and lists of this folder, and the readers that check it."""
