"""What people corrected in other tools, as decisions."""

from sayso.importers.label_studio import Corrections, corrections

__all__ = ["Corrections", "corrections"]
