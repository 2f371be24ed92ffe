"""Hypothesis draws the same examples each time; ``--hypothesis-profile explore`` draws new ones."""

from hypothesis import settings

# Without a deadline: the first text in a foreign language loads the language identifier.
settings.register_profile("settled", deadline=None, max_examples=80, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile("settled")
