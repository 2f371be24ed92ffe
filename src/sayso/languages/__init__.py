"""What sayso knows about languages, as data: one folder a language, the same file names in each."""
