"""Rules: what is said, in which words it is reported, and the words that name who says it."""
