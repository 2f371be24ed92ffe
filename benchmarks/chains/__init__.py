"""Chains of attribution (speaker, go-betweens) in news articles: the marking by offsets, and its scorer."""
