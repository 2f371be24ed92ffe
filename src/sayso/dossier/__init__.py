"""Case → what a person reads: one HTML file with every line leading to its sentence."""

from sayso.dossier.render import render
from sayso.dossier.text import dossier_text

__all__ = ["dossier_text", "render"]
