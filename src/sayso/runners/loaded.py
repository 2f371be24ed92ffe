"""Imported once by the process that workers are forked from: they begin with all of it loaded."""

import sayso.runners.workers  # noqa: F401
from sayso.reading.parse import pipeline

pipeline()
