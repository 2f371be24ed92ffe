"""sayso: who says what, on whose word, and where accounts agree, repeat or clash."""

__version__ = "0.1.0"
