"""Relations that readers judged by hand, by offsets and hashes, and which of them are shown."""
