"""The case file: one pile of articles and all that was found in it, in one SQLite file."""
