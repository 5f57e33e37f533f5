"""Lists of account managers as a file, for who goes on to work with them elsewhere."""
