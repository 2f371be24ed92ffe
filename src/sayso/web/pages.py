"""The frame around every page of the reader: its style and script, the rule for browsers, the menu."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from sayso.dossier import script_text, source_hash, template_text
from sayso.dossier.pairs import NAMES
from sayso.dossier.render import context_of, environment
from sayso.web.held import PAGES, SERVED, Case
from sayso.web.requests import SAFE


class Pages:
    """The templates of the reader over those of the dossier."""

    def __init__(self) -> None:
        self._style = template_text("style.css") + "\n" + template_text("reader.css", "sayso.web")
        self._script = script_text()
        self._policy = (
            f"default-src 'none'; style-src '{source_hash(self._style)}';"
            f" script-src '{source_hash(self._script)}'; form-action 'self'; base-uri 'none';"
            " frame-ancestors 'none'"
        )
        self._templates = environment("sayso.web")
        self.titles = {name: title for name, title in PAGES if name}

    def page(self, name: str, case: Case | None, shown: dict[str, Any], status: int) -> Response:
        """A page by the name of its template; without a case, one that needs none."""
        of_case = context_of(case.pile, case.to, SERVED) if case else {"relations": NAMES}
        html = self._templates.get_template(f"{name}.html.j2").render(
            {**of_case, **shown},
            menu=case.menu if case else PAGES,
            style=Markup(self._style),
            script=Markup(self._script),
        )
        return HTMLResponse(html, status, {**SAFE, "Content-Security-Policy": self._policy})
