"""Hypothesis without a deadline: the first text in a foreign language loads the language identifier."""

from hypothesis import settings

settings.register_profile("intake", deadline=None, max_examples=80)
settings.load_profile("intake")
