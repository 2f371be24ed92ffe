"""A case as Python objects, for notebooks and scripts."""

from sayso.notebook.case import Case, open, run
from sayso.notebook.table import Table
from sayso.notebook.views import Claim, Comparison, Document, Figure

__all__ = ["Case", "Claim", "Comparison", "Document", "Figure", "Table", "open", "run"]
