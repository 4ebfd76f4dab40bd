"""What people say of the rows: written to be filled in, read back, kept in one file, applied."""
