"""Case → what a person reads: one HTML file with every line leading to its sentence."""

from sayso.dossier.links import Served
from sayso.dossier.pile import Quote
from sayso.dossier.render import render, render_views, script_text, source_hash, template_text
from sayso.dossier.text import dossier_text

__all__ = [
    "Quote",
    "Served",
    "dossier_text",
    "render",
    "render_views",
    "script_text",
    "source_hash",
    "template_text",
]
